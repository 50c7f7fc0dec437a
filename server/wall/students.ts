/** So many viewers are remembered; of more than these the oldest are forgotten. */
const MOST = 2000;

export interface Student {
  readonly number: number;
  /** What it calls itself; may be empty. */
  readonly name: string;
}

/**
 * What viewers call themselves when they follow a walkthrough, so that the wall can say whose lab is whose. Nobody else is
 * told, and names are forgotten with the last walkthrough that is given (a promise of the page where they are asked for).
 */
export class Students {
  private readonly known = new Map<string, Student>();
  private last = 0;

  /** A viewer says its name; an empty one changes nothing. */
  meet(viewer: string, name: string): void {
    if (name !== '') this.known.set(viewer, { ...this.of(viewer), name });
  }

  /** Numbers are given in the order of first asking, and never twice. */
  of(viewer: string): Student {
    const known = this.known.get(viewer);
    if (known !== undefined) return known;
    const oldest = this.known.keys().next();
    if (this.known.size >= MOST && oldest.done !== true) this.known.delete(oldest.value);
    this.last += 1;
    const student = { number: this.last, name: '' };
    this.known.set(viewer, student);
    return student;
  }

  forgetNames(): void {
    for (const [viewer, { number }] of this.known) this.known.set(viewer, { number, name: '' });
  }
}

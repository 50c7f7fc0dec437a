/** A few pages, each with a line to its walk and one to its lab. */
const MOST_LINES = 16;

/** How many lines each viewer has: one that opens ever more must not take everybody else's place. */
export class LinesOf {
  private readonly open = new Map<string, number>();

  /** Whether this viewer may open one more. */
  mayOpen(viewer: string): boolean {
    return (this.open.get(viewer) ?? 0) < MOST_LINES;
  }

  opened(viewer: string): void {
    this.open.set(viewer, (this.open.get(viewer) ?? 0) + 1);
  }

  closed(viewer: string): void {
    const left = (this.open.get(viewer) ?? 0) - 1;
    if (left > 0) this.open.set(viewer, left);
    else this.open.delete(viewer);
  }
}

/** So many answers are counted: more than any lecture room holds. */
const MOST_VOTES = 5000;
/** So many are told to the presenter by name. */
const MOST_NAMED = 50;

/** One person's answer. */
export interface Vote {
  readonly name: string;
  readonly option: number;
}

/** The answers to one question: one a person, the last one counts, and what a show of hands gave. */
export class Votes {
  private readonly given = new Map<string, Vote>();
  private shown: readonly number[] = [];

  /** How many have answered, on pages and by hand. */
  get size(): number {
    return this.given.size + this.shown.reduce((sum, count) => sum + count, 0);
  }

  /** False where there are too many. */
  cast(voter: string, name: string, option: number): boolean {
    if (!this.given.has(voter) && this.given.size >= MOST_VOTES) return false;
    this.given.delete(voter);
    this.given.set(voter, { name, option });
    return true;
  }

  /** What a show of hands gave, in place of what was counted before: one figure an option. */
  show(counts: readonly number[]): void {
    this.shown = [...counts];
  }

  /** One figure an option: how many hands. */
  hands(options: number): readonly number[] {
    return Array.from({ length: options }, (_, option) => this.shown[option] ?? 0);
  }

  /** One figure an option: pages and hands. */
  counts(options: number): readonly number[] {
    const counts = [...this.hands(options)];
    for (const { option } of this.given.values()) counts[option] = (counts[option] ?? 0) + 1;
    return counts;
  }

  /** The pages' answers, oldest first. */
  get all(): readonly Vote[] {
    return [...this.given.values()];
  }

  /** The newest answers, newest first. */
  newest(): { name: string; option: number }[] {
    return this.all
      .slice(-MOST_NAMED)
      .reverse()
      .map(({ name, option }) => ({ name, option }));
  }
}

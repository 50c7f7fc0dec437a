/** So many answers are counted: more than any lecture room holds. */
const MOST_VOTES = 5000;
/** So many are told to the presenter by name. */
const MOST_NAMED = 50;

/** The answers to one question: one a person, the last one counts. Nothing of them outlives the question. */
export class Votes {
  private readonly given = new Map<string, { readonly name: string; readonly option: number }>();

  get size(): number {
    return this.given.size;
  }

  /** False where there are too many. */
  cast(voter: string, name: string, option: number): boolean {
    if (!this.given.has(voter) && this.given.size >= MOST_VOTES) return false;
    this.given.delete(voter);
    this.given.set(voter, { name, option });
    return true;
  }

  /** One figure an option. */
  counts(options: number): readonly number[] {
    const counts = Array.from({ length: options }, () => 0);
    for (const { option } of this.given.values()) counts[option] = (counts[option] ?? 0) + 1;
    return counts;
  }

  /** The newest answers, newest first. */
  newest(): { name: string; option: number }[] {
    return [...this.given.values()]
      .slice(-MOST_NAMED)
      .reverse()
      .map(({ name, option }) => ({ name, option }));
  }

  clear(): void {
    this.given.clear();
  }
}

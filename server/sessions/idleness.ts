/** When a lab was last used, and when it is ended for want of that. All times are those of performance.now(). */
export class Idleness {
  private used = performance.now();
  private endsAt: number | null = null;

  /** It was last used then. */
  get since(): number {
    return this.used;
  }

  /** Milliseconds until it is ended; null: nobody was told that it will be. */
  get endsInMs(): number | null {
    return this.endsAt === null ? null : Math.max(0, Math.round(this.endsAt - performance.now()));
  }

  /** Somebody uses it. True where that takes back what was told. */
  use(): boolean {
    this.used = performance.now();
    return this.forget();
  }

  /** It is ended at `endsAt`, unless somebody uses it. False where that was told already. */
  warn(endsAt: number): boolean {
    if (this.endsAt !== null) return false;
    this.endsAt = endsAt;
    return true;
  }

  /** What was told counts no more. False where nothing was. */
  forget(): boolean {
    const told = this.endsAt !== null;
    this.endsAt = null;
    return told;
  }
}

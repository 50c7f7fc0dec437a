/**
 * Numbers by number, of which at least the newest so many are kept and at most twice as many. (One map from which the oldest entry is
 * taken each time would cost more with each one: the places of entries that are gone are looked through until a map is made anew.)
 */
export class Remembered {
  private readonly atLeast: number;
  private newer = new Map<number, number>();
  private older = new Map<number, number>();

  constructor(atLeast: number) {
    this.atLeast = atLeast;
  }

  get(key: number): number | undefined {
    return this.newer.get(key) ?? this.older.get(key);
  }

  set(key: number, value: number): void {
    this.newer.set(key, value);
    if (this.newer.size < this.atLeast) return;
    this.older = this.newer;
    this.newer = new Map();
  }
}

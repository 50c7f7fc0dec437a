import { GrowingUint32 } from '#shared/base/growing';
import type { Bars } from './bars.ts';

/** A bar that is longer than this, in events, is looked for by itself: others are found from where they begin. */
const LONG = 4096;

/**
 * The bars of a lane, or of one of its layers, in the order in which they begin. Finds those of a window among hundreds of
 * thousands without looking at the others.
 */
export class Track {
  readonly #bars: Bars;
  readonly #list = new GrowingUint32();
  readonly #open = new Set<number>();
  readonly #long: number[] = [];

  constructor(bars: Bars) {
    this.#bars = bars;
  }

  get length(): number {
    return this.#list.length;
  }

  add(bar: number): void {
    // Indices rise with the seqs; a bar whose owner became known late finds its place.
    this.#list.insert(bar);
    if (this.#bars.end(bar) === Infinity) this.#open.add(bar);
    else this.#keepLong(bar);
  }

  closed(bar: number): void {
    if (this.#open.delete(bar)) this.#keepLong(bar);
  }

  bar(index: number): number {
    return this.#list.at(index);
  }

  /** How many bars begin before `seq`. */
  before(seq: number): number {
    let low = 0;
    let high = this.#list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#bars.from(this.#list.at(middle)) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The bars that touch seqs `from` to `to`, in the order in which they begin. */
  touching(from: number, to: number): number[] {
    const reaches = (bar: number): boolean => this.#bars.from(bar) <= to && this.#bars.end(bar) >= from;
    const near = this.before(from - LONG);
    const early = [...this.#long, ...this.#open].filter((bar) => this.#bars.from(bar) < from - LONG && reaches(bar));
    const found = early.sort((a, b) => a - b);
    for (let index = near; index < this.#list.length; index++) {
      const bar = this.#list.at(index);
      if (this.#bars.from(bar) > to) break;
      if (reaches(bar)) found.push(bar);
    }
    return found;
  }

  #keepLong(bar: number): void {
    if (this.#bars.end(bar) - this.#bars.from(bar) >= LONG) this.#long.push(bar);
  }
}

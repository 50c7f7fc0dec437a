import { GrowingUint32 } from '#shared/base/growing';
import type { LabEvent } from '#shared/events/event';
import { isEssential } from '#shared/model/essential';

/** Which of a log's lines: every event's, or those that strace would print. */
export type Length = 'all' | 'essential';

/** Which events have a line in the log's two lengths, as numbers: a million lines of text would fill the page's memory. */
export class LogBook {
  readonly #seqs = { all: new GrowingUint32(), essential: new GrowingUint32() };

  add(event: LabEvent): void {
    this.#seqs.all.push(event.seq);
    if (isEssential(event)) this.#seqs.essential.push(event.seq);
  }

  count(which: Length): number {
    return this.#seqs[which].length;
  }

  /** The seq of that line's event; 0 where there is no such line. */
  seqAt(which: Length, index: number): number {
    return this.#seqs[which].at(index);
  }

  /** The index of the last line that had happened at `seq`; -1 before the first. */
  lineAt(which: Length, seq: number): number {
    return this.#seqs[which].lowerBound(seq + 1) - 1;
  }
}

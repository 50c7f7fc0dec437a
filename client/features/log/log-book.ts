import type { LabEvent } from '#shared/events/event';
import { createLineWriter } from '#shared/model/log-line';
import type { LogLine } from '#shared/model/log-line';
import { lowerBound } from '../../store/stops.ts';

/** The log written down, line by line, in two lengths: what strace would print, and everything. */
export class LogBook {
  readonly all: LogLine[] = [];
  readonly essential: LogLine[] = [];
  readonly #seqs = { all: [] as number[], essential: [] as number[] };
  readonly #writer = createLineWriter();

  add(event: LabEvent): void {
    const line = this.#writer.line(event);
    this.all.push(line);
    this.#seqs.all.push(line.seq);
    if (!line.essential) return;
    this.essential.push(line);
    this.#seqs.essential.push(line.seq);
  }

  /** The index of the last line that had happened at `seq`; -1 before the first. */
  lineAt(which: 'all' | 'essential', seq: number): number {
    return lowerBound(this.#seqs[which], seq + 1) - 1;
  }
}

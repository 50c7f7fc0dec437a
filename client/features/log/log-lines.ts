import type { LabEvent } from '#shared/events/event';
import { createLineWriter } from '#shared/model/log-line';
import type { LineWriter, LogLine } from '#shared/model/log-line';
import type { LabState } from '#shared/model/state';

/** What of a log its lines are written from. */
export interface Source {
  /** The seq before its first event. */
  readonly missingUpTo: number;
  readonly head: { readonly seq: number };
  event(seq: number): LabEvent | undefined;
  stateAt(seq: number): LabState;
}

/** Some consecutive lines, written as far as the log went when they were last asked for. */
interface Part {
  readonly writer: LineWriter;
  readonly lines: LogLine[];
}

/** Lines that are written together, and how many such parts are kept. */
const PART = 256;
const KEPT = 24;

/** Writes the lines of a log that somebody looks at, when he does, from the state just before them. */
export class LogLines {
  readonly #log: Source;
  /** By number, least recently used first. */
  readonly #parts = new Map<number, Part>();

  constructor(log: Source) {
    this.#log = log;
  }

  /** The line of that event; undefined where the log does not have it. */
  line(seq: number): LogLine | undefined {
    const { missingUpTo, head } = this.#log;
    if (seq <= missingUpTo || seq > head.seq) return undefined;
    const number = Math.floor((seq - missingUpTo - 1) / PART);
    const begin = missingUpTo + number * PART;
    const part = this.#parts.get(number) ?? { writer: createLineWriter(this.#log.stateAt(begin)), lines: [] };
    this.#keep(number, part);
    while (part.lines.length < seq - begin) {
      const event = this.#log.event(begin + part.lines.length + 1);
      if (event === undefined) return undefined;
      part.lines.push(part.writer.line(event));
    }
    return part.lines[seq - begin - 1];
  }

  #keep(number: number, part: Part): void {
    this.#parts.delete(number);
    this.#parts.set(number, part);
    const oldest = this.#parts.keys().next();
    if (this.#parts.size > KEPT && oldest.done !== true) this.#parts.delete(oldest.value);
  }
}

import type { Failure, Result } from '#shared/base/result';
import type { LabEvent } from '#shared/events/event';
import { damaged } from '#shared/protocol/damaged';
import type { Block } from '#shared/protocol/packed-events';
import type { LabStatus } from '#shared/protocol/replies';
import type { LabLog } from './lab-log.ts';

/** So long the log may take from a frame, in milliseconds; the rest is for drawing. */
export const SLICE_MS = 8;

/** So long at a time a log is taken that is here already: many times a frame, with a turn for everything else in between. */
export const LOADING_MS = 24;

/** After so many events the clock is looked at. */
const SLICE_EVENTS = 256;

/** The blocks of a log that is here already, or comes from a file; null: more of it comes, ask again later. */
export type Blocks = Iterator<Result<Block> | null>;

/** What has arrived and is not in the log yet: a fast log is taken in slices, so that the page stays alive. */
export class Intake {
  readonly #log: LabLog;
  #events: LabEvent[] = [];
  #blocks: Blocks | null = null;
  #isStarved = false;
  /** It came behind events which are not in the log yet. */
  #status: LabStatus | null = null;

  constructor(log: LabLog) {
    this.#log = log;
  }

  get hasEvents(): boolean {
    return this.#events.length > 0;
  }

  /** A log that is here already is being taken. */
  get isLoading(): boolean {
    return this.#blocks !== null;
  }

  /** More of that log is here than was taken yet. */
  get hasBlocks(): boolean {
    return this.isLoading && !this.#isStarved;
  }

  /** There is a status, and everything before it is in the log. */
  get isStatusDue(): boolean {
    return this.#status !== null && !this.hasEvents;
  }

  add(events: LabEvent[]): void {
    this.#events = this.hasEvents ? this.#events.concat(events) : events;
  }

  say(status: LabStatus): void {
    this.#status = status;
  }

  load(blocks: Blocks): void {
    this.#blocks = blocks;
  }

  /** Nobody wants the rest of the log that is being taken. */
  unload(): void {
    this.#blocks = null;
  }

  clear(): void {
    this.#events = [];
    this.#blocks = null;
    this.#status = null;
  }

  /** The status that is due, once. */
  takeStatus(): LabStatus | null {
    if (!this.isStatusDue) return null;
    const status = this.#status;
    this.#status = null;
    return status;
  }

  /** Moves events into the log for as long as a frame allows; false, and nothing is left, where one is missing. */
  takeEvents(): boolean {
    const ends = performance.now() + SLICE_MS;
    let taken = 0;
    while (taken < this.#events.length && (taken === 0 || performance.now() < ends)) {
      const slice = this.#events.slice(taken, taken + SLICE_EVENTS);
      if (!this.#log.append(slice)) {
        this.#events = [];
        this.#status = null;
        return false;
      }
      taken += slice.length;
    }
    this.#events = this.#events.slice(taken);
    return true;
  }

  /** Moves blocks into the log for as long as a frame allows. A failure is the end of it. */
  takeBlocks(): Failure | null {
    const ends = performance.now() + LOADING_MS;
    while (this.#blocks !== null) {
      const next = this.#blocks.next();
      this.#isStarved = next.done !== true && next.value === null;
      if (this.#isStarved) return null;
      const failed = next.done === true ? null : this.#take(next.value);
      if (next.done === true || failed !== null) this.#blocks = null;
      if (failed !== null || performance.now() >= ends) return failed;
    }
    return null;
  }

  #take(block: Result<Block> | null): Failure | null {
    if (block === null) return null;
    if (!block.ok) return block.error;
    const { events, packed } = block.value;
    const { seq } = this.#log.head;
    return this.#log.append(events, packed) ? null : damaged(seq);
  }
}

import type { LabEvent } from '../events/event.ts';
import { EventStore, type Packed } from './event-store.ts';
import { foldEvents } from './fold.ts';
import { initialState } from './initial.ts';
import type { LabState } from './state.ts';

export interface TimelineOptions {
  /** The state before the log's first event; the empty lab unless the log begins later (a snapshot's tail). */
  readonly base?: LabState;
  /** A checkpoint is kept every so many events, as long as the log is short. */
  readonly every?: number;
  /** How many checkpoints are kept at most: with more, every other one goes, and from then on they are twice as far apart. */
  readonly keep?: number;
}

/**
 * The state at any seq of a growing log. What it answers depends on (log, seq) alone: checkpoints only save time, and states
 * share what did not change between them. However long the log is, an answer folds no more events than lie between two
 * checkpoints: a thousand of a million.
 */
export class Timeline {
  readonly #base: LabState;
  readonly #keep: number;
  readonly #log = new EventStore();
  #every: number;
  /** The states after `#every` events, twice, three times as many, and so on. */
  #checkpoints: LabState[] = [];
  #head: LabState;
  #last: LabState;

  constructor(log: Iterable<LabEvent> = [], options: TimelineOptions = {}) {
    this.#base = options.base ?? initialState;
    this.#every = options.every ?? 128;
    this.#keep = options.keep ?? 1024;
    this.#head = this.#base;
    this.#last = this.#base;
    this.append([...log]);
  }

  /** The state after the last event. */
  get head(): LabState {
    return this.#head;
  }

  /** The log as far as it is known here, oldest first. */
  get log(): EventStore {
    return this.#log;
  }

  /** The seq before the first event that is known here: states before it cannot be told. */
  get start(): number {
    return this.#base.seq;
  }

  /**
   * Adds the events that follow. `packed`: their JSON, where that is at hand. Throws where they leave a hole: whoever calls has
   * checked them.
   */
  append(events: readonly LabEvent[], packed: Packed | null = null): void {
    let before = this.#head.seq;
    for (const { seq } of events) {
      if (seq !== before + 1) throw new Error(`event ${seq} does not follow event ${before}`);
      before = seq;
    }
    for (let from = 0; from < events.length;) {
      const count = this.#every - ((this.#head.seq - this.#base.seq) % this.#every);
      const part = events.slice(from, from + count);
      this.#head = foldEvents(this.#head, part);
      from += part.length;
      if (part.length === count) this.#remember(this.#head);
    }
    if (packed !== null) this.#log.adopt(events, packed);
    else for (const event of events) this.#log.push(event);
  }

  /** The event with this seq, where it is known here. */
  event(seq: number): LabEvent | undefined {
    return this.#log.at(seq - this.#base.seq - 1);
  }

  /** The state after the event `seq`. Beyond either end of what is known: that end. */
  stateAt(seq: number): LabState {
    if (seq >= this.#head.seq) return this.#head;
    if (seq <= this.#base.seq) return this.#base;
    const nearest = this.#nearest(seq);
    const state =
      nearest.seq === seq
        ? nearest
        : foldEvents(nearest, this.#log.slice(nearest.seq - this.#base.seq, seq - this.#base.seq));
    this.#last = state;
    return state;
  }

  /** The latest state at hand that is not after `seq`: a checkpoint, or what was asked for last. */
  #nearest(seq: number): LabState {
    const number = Math.floor((seq - this.#base.seq) / this.#every);
    const checkpoint = this.#checkpoints[number - 1] ?? this.#base;
    return this.#last.seq <= seq && this.#last.seq > checkpoint.seq ? this.#last : checkpoint;
  }

  #remember(state: LabState): void {
    this.#checkpoints.push(state);
    if (this.#checkpoints.length <= this.#keep) return;
    this.#checkpoints = this.#checkpoints.filter((_, i) => i % 2 === 1);
    this.#every *= 2;
  }
}

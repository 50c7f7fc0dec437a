import type { LabEvent } from '../events/event.ts';
import { applyEvent } from './apply.ts';
import { initialState } from './initial.ts';
import type { LabState } from './state.ts';

export interface TimelineOptions {
  /** The state before the log's first event; the empty lab unless the log begins later (a snapshot's tail). */
  readonly base?: LabState;
  /** A checkpoint is kept every so many events. */
  readonly every?: number;
  /** How many checkpoints are kept at most; the least recently used goes first. */
  readonly keep?: number;
}

/**
 * The state at any seq of a growing log. What it answers depends on (log, seq) alone: checkpoints only save time, and states
 * share what did not change between them.
 */
export class Timeline {
  readonly #base: LabState;
  readonly #every: number;
  readonly #keep: number;
  readonly #log: LabEvent[] = [];
  /** By seq, least recently used first. */
  readonly #checkpoints = new Map<number, LabState>();
  #head: LabState;
  #last: LabState;

  constructor(log: readonly LabEvent[] = [], options: TimelineOptions = {}) {
    this.#base = options.base ?? initialState;
    this.#every = options.every ?? 256;
    this.#keep = options.keep ?? 256;
    this.#head = this.#base;
    this.#last = this.#base;
    this.append(log);
  }

  /** The state after the last event. */
  get head(): LabState {
    return this.#head;
  }

  /** The log as far as it is known here, oldest first. Not a copy. */
  get log(): readonly LabEvent[] {
    return this.#log;
  }

  /** The seq before the first event that is known here: states before it cannot be told. */
  get start(): number {
    return this.#base.seq;
  }

  /** Adds the events that follow. Throws where they leave a hole: whoever calls has checked them. */
  append(events: readonly LabEvent[]): void {
    for (const event of events) {
      if (event.seq !== this.#head.seq + 1) {
        throw new Error(`event ${event.seq} does not follow event ${this.#head.seq}`);
      }
      this.#log.push(event);
      this.#head = applyEvent(this.#head, event);
      if (this.#head.seq % this.#every === 0) this.#remember(this.#head);
    }
  }

  /** The event with this seq, where it is known here. */
  event(seq: number): LabEvent | undefined {
    return this.#log[seq - this.#base.seq - 1];
  }

  /** The state after the event `seq`. Beyond either end of what is known: that end. */
  stateAt(seq: number): LabState {
    if (seq >= this.#head.seq) return this.#head;
    if (seq <= this.#base.seq) return this.#base;
    let state = this.#nearest(seq);
    while (state.seq < seq) {
      const event = this.event(state.seq + 1);
      if (event === undefined) break;
      state = applyEvent(state, event);
      if (state.seq % this.#every === 0) this.#remember(state);
    }
    this.#last = state;
    return state;
  }

  #nearest(seq: number): LabState {
    const lastFits = this.#last.seq <= seq && seq - this.#last.seq < this.#every;
    if (lastFits) return this.#last;
    for (let at = seq - (seq % this.#every); at > this.#base.seq; at -= this.#every) {
      const found = this.#checkpoints.get(at);
      if (found === undefined) continue;
      this.#remember(found);
      return found;
    }
    return this.#base;
  }

  #remember(state: LabState): void {
    this.#checkpoints.delete(state.seq);
    this.#checkpoints.set(state.seq, state);
    const oldest = this.#checkpoints.keys().next();
    if (this.#checkpoints.size > this.#keep && oldest.done !== true) this.#checkpoints.delete(oldest.value);
  }
}

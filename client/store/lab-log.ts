import type { LabEvent } from '#shared/events/event';
import { initialState } from '#shared/model/initial';
import type { LabState } from '#shared/model/state';
import { Timeline } from '#shared/model/timeline';

/** Something a view keeps about a whole log, written up one event at a time. */
export interface Book {
  add(event: LabEvent): void;
}

/**
 * The page's copy of a log: consecutive events (after a snapshot, where the server sent one), their fold, and the stops
 * among them. It only grows: at its end by news, at its beginning by history.
 */
export class LabLog {
  #timeline = new Timeline();
  #stops: number[] = [];
  #lastRelease = 0;
  readonly #books = new Map<new () => Book, Book>();

  /** The state after the last event. */
  get head(): LabState {
    return this.#timeline.head;
  }

  get events(): readonly LabEvent[] {
    return this.#timeline.log;
  }

  /**
   * Seqs just before each release, ascending (shared/model/stops.ts, kept up one event at a time). The head is a stop
   * too while the lab is quiet; it is not in this list.
   */
  get stops(): readonly number[] {
    return this.#stops;
  }

  /** The seq before the first event held here: 0 when the log is complete. */
  get missingUpTo(): number {
    return this.#timeline.start;
  }

  /** The state after event `seq`, clamped to what is held here. */
  stateAt(seq: number): LabState {
    return this.#timeline.stateAt(seq);
  }

  /** This log's book of that kind: begun at the first question, kept up from then on. It grows in place. */
  book<B extends Book>(Kind: new () => B): B {
    const kept = this.#books.get(Kind);
    if (kept instanceof Kind) return kept;
    const book = new Kind();
    for (const event of this.events) book.add(event);
    this.#books.set(Kind, book);
    return book;
  }

  /** The event with that seq, where it is held here. */
  event(seq: number): LabEvent | undefined {
    return this.#timeline.event(seq);
  }

  /**
   * Takes events that follow the head. Those it already has are passed over (a resumed line may repeat them); if one
   * in between is missing nothing is taken, and the answer is false: dial again and resume.
   */
  append(events: readonly LabEvent[]): boolean {
    const head = this.head.seq;
    const fresh = events.filter((event) => event.seq > head);
    if (fresh.some((event, i) => event.seq !== head + 1 + i)) return false;
    this.#timeline.append(fresh);
    for (const event of fresh) {
      this.#addStop(event);
      for (const book of this.#books.values()) book.add(event);
    }
    return true;
  }

  /** Begins anew from a state the server sent: events before it are history, to be asked for. */
  reset(base: LabState = initialState): void {
    this.#timeline = new Timeline([], { base });
    this.#forget();
  }

  /** Takes history: the events from 1 up to the first one held here. False, and nothing taken, if they do not join up. */
  prepend(history: readonly LabEvent[]): boolean {
    if (history.length !== this.missingUpTo || history.some((event, i) => event.seq !== i + 1)) return false;
    this.#timeline = new Timeline([...history, ...this.events]);
    this.#forget();
    for (const event of this.events) this.#addStop(event);
    return true;
  }

  #forget(): void {
    this.#books.clear();
    this.#stops = [];
    this.#lastRelease = 0;
  }

  #addStop(event: LabEvent): void {
    if (event.kind !== 'gate.release') return;
    if (event.seq > 1 && this.#lastRelease !== event.seq - 1) this.#stops.push(event.seq - 1);
    this.#lastRelease = event.seq;
  }
}

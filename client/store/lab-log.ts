import type { LabEvent } from '#shared/events/event';
import { initialState } from '#shared/model/initial';
import type { EventStore, Packed } from '#shared/model/event-store';
import type { LabState } from '#shared/model/state';
import { Timeline } from '#shared/model/timeline';
import { LogBook } from './log-book.ts';

/** Something a view keeps about a whole log, written up one event at a time. */
export interface Book {
  add(event: LabEvent): void;
}

/** A log up to this many events is read for a new book at once; a longer one a slice at a time. */
const AT_ONCE = 20_000;

/** A book, and how many of the log's events it has been told. */
interface Kept {
  readonly book: Book;
  told: number;
}

/**
 * The page's copy of a log: consecutive events (after a snapshot, where the server sent one), their fold, and the stops
 * among them. It only grows: at its end by news, at its beginning by history.
 */
export class LabLog {
  #timeline = new Timeline();
  #stops: number[] = [];
  #lastRelease = 0;
  readonly #books = new Map<new () => Book, Kept>();
  readonly #behind: () => void;

  /** `behind` is called when a book begins that a long log has to be read for: `catchUp` does that. */
  constructor(behind: () => void = () => undefined) {
    this.#behind = behind;
    this.#begin();
  }

  /** The state after the last event. */
  get head(): LabState {
    return this.#timeline.head;
  }

  get events(): EventStore {
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

  /**
   * This log's book of that kind: begun at the first question, kept up from then on. It grows in place. Of a long log it is
   * empty at first, and written up by `catchUp`.
   */
  book<B extends Book>(Kind: new () => B): B {
    const kept = this.#books.get(Kind);
    if (kept?.book instanceof Kind) return kept.book;
    const book = new Kind();
    const begun = { book, told: 0 };
    this.#books.set(Kind, begun);
    if (this.events.length <= AT_ONCE) this.#tell(begun, Infinity);
    else this.#behind();
    return book;
  }

  /** Whether some book has not been told the whole log yet. */
  get isBehind(): boolean {
    return [...this.#books.values()].some(({ told }) => told < this.events.length);
  }

  /** Writes up the books that are behind, until `ends` (performance.now()) at most. */
  catchUp(ends: number): void {
    for (const kept of this.#books.values()) this.#tell(kept, ends);
  }

  /** The event with that seq, where it is held here. */
  event(seq: number): LabEvent | undefined {
    return this.#timeline.event(seq);
  }

  /**
   * Takes events that follow the head. Those it already has are passed over (a resumed line may repeat them); if one
   * in between is missing nothing is taken, and the answer is false: dial again and resume. `packed`: their JSON, where that
   * is at hand.
   */
  append(events: readonly LabEvent[], packed: Packed | null = null): boolean {
    const head = this.head.seq;
    const known = events.findIndex((event) => event.seq > head);
    const fresh = known < 0 ? [] : events.slice(known);
    if (fresh.some((event, i) => event.seq !== head + 1 + i)) return false;
    const before = this.events.length;
    this.#timeline.append(fresh, known === 0 ? packed : null);
    for (const event of fresh) this.#addStop(event);
    for (const kept of this.#books.values()) {
      if (kept.told !== before) continue;
      for (const event of fresh) kept.book.add(event);
      kept.told += fresh.length;
    }
    return true;
  }

  /** Begins anew from a state the server sent: events before it are history, to be asked for. */
  reset(base: LabState = initialState): void {
    this.#timeline = new Timeline([], { base });
    this.#forget();
    this.#begin();
  }

  /** Takes history: the events from 1 up to the first one held here. False, and nothing taken, if they do not join up. */
  prepend(history: readonly LabEvent[]): boolean {
    if (history.length !== this.missingUpTo || history.some((event, i) => event.seq !== i + 1)) return false;
    this.#timeline = new Timeline([...history, ...this.events]);
    this.#forget();
    for (const event of this.events) this.#addStop(event);
    return true;
  }

  #tell(kept: Kept, ends: number): void {
    while (kept.told < this.events.length && performance.now() < ends) {
      const events = this.events.run(kept.told);
      for (const event of events) kept.book.add(event);
      kept.told += events.length;
    }
  }

  #forget(): void {
    this.#books.clear();
    this.#stops = [];
    this.#lastRelease = 0;
  }

  /** The log's own lines cost next to nothing on the way, and reading a million events again takes seconds: that book is there from the beginning. */
  #begin(): void {
    this.#books.set(LogBook, { book: new LogBook(), told: 0 });
  }

  #addStop(event: LabEvent): void {
    if (event.kind !== 'gate.release') return;
    if (event.seq > 1 && this.#lastRelease !== event.seq - 1) this.#stops.push(event.seq - 1);
    this.#lastRelease = event.seq;
  }
}

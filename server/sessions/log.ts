import { randomBytes } from 'node:crypto';
import { millisToNanos, nanosToMillis } from '#shared/base/units';
import { eventSchema, type EventOf, type LabEvent } from '#shared/events/event';
import { applyEvent } from '#shared/model/apply';
import { foldEvents } from '#shared/model/fold';
import { EventStore } from '#shared/model/event-store';
import { initialState } from '#shared/model/initial';
import type { LabState } from '#shared/model/state';
import { Remembered } from './remembered.ts';

/** How many of the engine's own numbers are kept for later references. A reference goes back some dozen events. */
const MAX_REFERENCES = 100_000;

/** So many events are read at a time. */
const PIECE = 512;

type Unnumbered<E> = E extends LabEvent ? Omit<E, 'seq' | 't'> : never;
/** An event of the server's own. The log gives it its seq and, from its clock, its t. */
export type OwnEvent = Unnumbered<LabEvent>;

/** An event and the state that it led to. */
export interface Appended {
  readonly event: LabEvent;
  readonly state: LabState;
}

/**
 * One run's log: the only place where events get their seq. It checks each draft once, turns the engine's own numbers
 * in `cause` and `ref` into seqs, folds the state at its head, and tells its subscribers. It only grows.
 */
export class EventLog {
  /** Names this log; a restarted lab has another one. */
  readonly id: string;
  private readonly store = new EventStore();
  private readonly seqOf = new Remembered(MAX_REFERENCES);
  private readonly subscribers = new Set<() => void>();
  private folded: LabState = initialState;
  /** Of the last event, which may not be folded yet. */
  private lastT = 0;
  /** performance.now() at t = 0, as near as the first event tells. */
  private origin: number | null = null;

  constructor(id = randomBytes(9).toString('base64url')) {
    this.id = id;
  }

  get head(): number {
    return this.store.length;
  }

  /** The fold of the whole log. */
  get state(): LabState {
    return this.folded;
  }

  /** All events so far, as an array of its own: for logs of which one knows that they are short. */
  get events(): readonly LabEvent[] {
    return this.store.slice();
  }

  /** All events that there are when it is called, however many: they are never all here as objects at once. */
  *read(): Generator<LabEvent> {
    const { head } = this;
    for (let from = 1; from <= head; from += PIECE) yield* this.slice(from, Math.min(from + PIECE - 1, head));
  }

  /** Events from..to, both included, as far as they exist. */
  slice(from: number, to: number): readonly LabEvent[] {
    return this.store.slice(Math.max(from, 1) - 1, Math.max(to, 0));
  }

  /** Appends what an engine observed. A draft that is no event becomes a `trace.gap` that says so. */
  append(drafts: readonly unknown[]): void {
    if (drafts.length === 0) return;
    const events = drafts.map((draft) => this.add(draft));
    this.folded = foldEvents(this.folded, events);
    for (const subscriber of this.subscribers) subscriber();
  }

  /** The same, for who wants to see the state that each event led to: several times as slow. */
  appendEach(drafts: readonly unknown[]): readonly Appended[] {
    const added = drafts.map((draft) => {
      const event = this.add(draft);
      this.folded = applyEvent(this.folded, event);
      return { event, state: this.folded };
    });
    if (added.length > 0) for (const subscriber of this.subscribers) subscriber();
    return added;
  }

  /** Appends an event of the server's own, at the time that has passed since the lab started. */
  appendOwn(event: OwnEvent): void {
    this.append([{ ...event, t: this.now }]);
  }

  /** Nanoseconds since the lab started, by this server's clock; never before the last event. */
  get now(): number {
    const elapsed = this.origin === null ? 0 : millisToNanos(performance.now() - this.origin);
    return Math.max(elapsed, this.folded.t);
  }

  /** Calls `listener` after each append; answers how to stop that. */
  subscribe(listener: () => void): () => void {
    this.subscribers.add(listener);
    return () => this.subscribers.delete(listener);
  }

  /** Numbers and keeps it; the state is the caller's to fold. */
  private add(draft: unknown): LabEvent {
    const seq = this.head + 1;
    const fields = isRecord(draft) ? draft : {};
    const parsed = eventSchema.safeParse(this.numbered(fields, seq));
    const event = parsed.success
      ? parsed.data
      : this.gap(fields, seq, parsed.error.issues[0] ?? { path: [], message: 'no reason given' });
    this.origin ??= performance.now() - nanosToMillis(event.t);
    const id = fields['id'];
    if (typeof id === 'number') this.seqOf.set(id, seq);
    this.store.push(event);
    this.lastT = event.t;
    return event;
  }

  /** The draft with seqs in place of the engine's own numbers. A cause that is not known is left out. */
  private numbered(fields: Readonly<Record<string, unknown>>, seq: number): Record<string, unknown> {
    const event: Record<string, unknown> = { ...fields, seq };
    for (const name of ['cause', 'ref'] as const) {
      if (!(name in fields)) continue;
      const target = typeof fields[name] === 'number' ? this.seqOf.get(fields[name]) : undefined;
      if (target === undefined) delete event[name];
      else event[name] = target;
    }
    return event;
  }

  private gap(
    fields: Readonly<Record<string, unknown>>,
    seq: number,
    issue: { readonly path: readonly PropertyKey[]; readonly message: string },
  ): EventOf<'trace.gap'> {
    const kind = typeof fields['kind'] === 'string' ? fields['kind'].slice(0, 40) : 'unknown kind';
    const field = issue.path.map(String).join('.');
    return {
      seq,
      t: typeof fields['t'] === 'number' && fields['t'] >= 0 ? fields['t'] : Math.max(this.folded.t, this.lastT),
      kind: 'trace.gap',
      source: 'lab',
      missed: `an event (${kind})`,
      count: 1,
      why: `the engine told it in a form that the log does not take${field === '' ? '' : ` (${field})`}: ${issue.message}`,
    };
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

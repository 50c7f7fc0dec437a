import { ok } from '#shared/base/result';
import type { Result } from '#shared/base/result';
import type { LabEvent } from '#shared/events/event';
import { PackedEvents } from '#shared/protocol/packed-events';
import type { Block, RecordedEvents } from '#shared/protocol/packed-events';
import { PROTOCOL_VERSION } from '#shared/protocol/version';
import { Frame } from './frame.ts';
import { createLabStore } from './lab-store.ts';
import type { LabStore } from './lab-view.ts';
import { Soon } from './soon.ts';

/** Events that the log takes between two looks at the clock. */
const PART = 256;

/**
 * A log that is here already, as the store of a lab: a page shows it as it shows a recording that a server plays, and
 * needs no server. `id` names the log; `events` run from seq 1 without holes, as whoever read them has checked. When this
 * returns the whole log is in.
 */
export function createRecordedLab(id: string, events: RecordedEvents): LabStore {
  let more = false;
  const store = createLabStore(
    () => null,
    () => (more = true),
  );
  fill(store, id, events);
  while (more) {
    more = false;
    store.getState().flush();
  }
  return store;
}

/** The same, a frame's share at a time: the page is there at once, and from `start` on the log grows as long as there is more. */
export class RecordedLab {
  readonly store: LabStore;
  readonly #id: string;
  readonly #events: RecordedEvents;

  constructor(id: string, events: RecordedEvents) {
    this.#id = id;
    this.#events = events;
    const frame = new Frame(() => this.store.getState().flush());
    const tasks = new Soon(() => this.store.getState().flush());
    this.store = createLabStore(
      () => null,
      (soon = false) => (soon ? tasks : frame).ask(),
    );
  }

  start(): void {
    fill(this.store, this.#id, this.#events);
  }

  /** Nobody looks at it any more: no more of the log is taken. */
  stop(): void {
    this.store.getState().dispose();
  }
}

function fill(store: LabStore, id: string, events: RecordedEvents): void {
  const { setConnection, receive, load } = store.getState();
  setConnection({ kind: 'open' });
  receive({ type: 'welcome', protocol: PROTOCOL_VERSION, lab: id, log: id, head: events.length, mode: 'recording' });
  receive({ type: 'status', status: { engine: 'ended', busy: false, playing: null } });
  load(events instanceof PackedEvents ? events.blocks() : blocksOf(events));
}

/** Events that are held as they are, in such parts as one may be taken in a frame. */
function* blocksOf(events: readonly LabEvent[]): Generator<Result<Block>> {
  for (let from = 0; from < events.length; from += PART)
    yield ok({ events: events.slice(from, from + PART), packed: null });
}

import type { LabEvent } from '#shared/events/event';
import { PROTOCOL_VERSION } from '#shared/protocol/version';
import { createLabStore } from './lab-store.ts';
import type { LabStore } from './lab-store.ts';

/**
 * A log that is here already, as the store of a lab: a page shows it as it shows a recording that a server plays, and
 * needs no server. `id` names the log; `events` run from seq 1 without holes, as whoever read them has checked.
 */
export function createRecordedLab(id: string, events: readonly LabEvent[]): LabStore {
  let more = false;
  const store = createLabStore(
    () => null,
    () => (more = true),
  );
  const { setConnection, receive } = store.getState();
  setConnection({ kind: 'open' });
  receive({ type: 'welcome', protocol: PROTOCOL_VERSION, lab: id, log: id, head: events.length, mode: 'recording' });
  receive({ type: 'events', events: [...events] });
  receive({ type: 'status', status: { engine: 'ended', busy: false, playing: null } });
  while (more) {
    more = false;
    store.getState().flush();
  }
  return store;
}

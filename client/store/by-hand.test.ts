import { expect, it } from 'vitest';
import type { LabEvent } from '#shared/events/event';
import type { ClientMessage } from '#shared/protocol/browser';
import { PROTOCOL_VERSION } from '#shared/protocol/version';
import { byHand } from './by-hand.ts';
import { createLabStore } from './lab-store.ts';
import { canRelease, mayNote } from './lab-view.ts';
import { createWalkStore } from './walk-store.ts';

const gate: LabEvent = { seq: 1, t: 1, source: 'lab', kind: 'gate.open', gate: 'g1', holds: 'program.line', ref: 1 };

/** A page that shows a walk's lab: what goes over the walk's line, and over the lab's own. */
function makePage(watching: boolean, told: { onlyWatched?: true } = {}) {
  const driven: ClientMessage[] = [];
  const commanded: ClientMessage[] = [];
  const walk = createWalkStore((message) => driven.push(message) > 0);
  const other = byHand('l1', walk);
  const store = createLabStore(
    () => ({ send: (message) => other(message) || commanded.push(message) > 0, redial: () => undefined }),
    () => store.getState().flush(),
    watching,
  );
  const { receive, setConnection } = store.getState();
  setConnection({ kind: 'open' });
  receive({ type: 'welcome', protocol: PROTOCOL_VERSION, lab: 'l1', log: 'a', head: 1, mode: 'live', ...told });
  receive({ type: 'status', status: { engine: 'running', busy: false, playing: null } });
  receive({ type: 'events', events: [gate] });
  return { store, driven, commanded, lab: () => store.getState() };
}

it('only looks at a walk’s lab, until its driver lets go of a gate by hand: that goes to the walk, never to the lab', () => {
  const { store, driven, commanded, lab } = makePage(true, { onlyWatched: true });
  lab().release('g1');
  lab().destroy('s1');
  expect([canRelease(lab()), driven, commanded]).toEqual([false, [], []]);

  store.setState({ byHand: true });
  expect([canRelease(lab()), mayNote(lab())]).toEqual([true, false]);
  lab().release('g1', 'delay', 1000);
  lab().destroy('s1');
  expect(commanded).toEqual([]);
  expect(driven).toEqual([
    { type: 'drive', order: { do: 'release', lab: 'l1', gate: 'g1', action: 'delay', delayMs: 1000 } },
    { type: 'drive', order: { do: 'destroy', lab: 'l1', socket: 's1' } },
  ]);
});

it('is told by the server where it only looks, and offers nothing there', () => {
  expect(canRelease(makePage(false).lab())).toBe(true);
  const { lab, commanded } = makePage(false, { onlyWatched: true });
  expect([canRelease(lab()), mayNote(lab())]).toEqual([false, false]);
  lab().step();
  lab().togglePlay();
  expect(commanded).toEqual([]);
});

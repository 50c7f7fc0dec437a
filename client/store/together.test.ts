import { expect, it } from 'vitest';
import type { LabEvent } from '#shared/events/event';
import { PROTOCOL_VERSION } from '#shared/protocol/version';
import { createLabStore } from './lab-store.ts';
import { keepTogether } from './together.ts';

const note = (seq: number): LabEvent => ({ seq, t: seq, source: 'user', kind: 'marker', label: `${seq}` });

/** A page that shows a lab with ten events. */
function makePage() {
  const store = createLabStore(
    () => null,
    () => store.getState().flush(),
  );
  const { receive } = store.getState();
  receive({ type: 'welcome', protocol: PROTOCOL_VERSION, lab: 'l', log: 'a', head: 10, mode: 'live' });
  receive({ type: 'events', events: Array.from({ length: 10 }, (_, i) => note(i + 1)) });
  return { store, grow: (seq: number) => receive({ type: 'events', events: [note(seq)] }) };
}

it('keeps a page where the others look, whatever is pressed on it', () => {
  const { store } = makePage();
  const stop = keepTogether(store, 4, null);
  expect(store.getState().playhead).toBe(4);
  store.getState().seek(7);
  expect(store.getState().playhead).toBe(4);
  stop();
  store.getState().seek(7);
  expect(store.getState().playhead).toBe(7);
});

it('goes with the present, and to a moment whose events are still on their way once they are here', () => {
  const { store, grow } = makePage();
  const stop = keepTogether(store, null, null);
  grow(11);
  expect(store.getState()).toMatchObject({ playhead: null, view: { seq: 11 } });
  stop();
  keepTogether(store, 12, null);
  expect(store.getState().playhead).toBeNull();
  grow(12);
  grow(13);
  expect(store.getState().playhead).toBe(12);
});

it('tells where somebody goes on the page that leads, once, and stays there while the log grows', () => {
  const { store, grow } = makePage();
  const led: (number | null)[] = [];
  const lead = (seq: number | null): number => led.push(seq);
  const stop = keepTogether(store, null, lead);
  grow(11);
  store.getState().seek(6);
  grow(12);
  expect([led, store.getState().playhead]).toEqual([[6], 6]);
  // What it told comes back to it, and the others' word counts as ever.
  stop();
  const again = keepTogether(store, 6, lead);
  expect([led, store.getState().playhead]).toEqual([[6], 6]);
  store.getState().toLive();
  expect(led).toEqual([6, null]);
  again();
  keepTogether(store, 3, lead);
  expect([led, store.getState().playhead]).toEqual([[6, null], 3]);
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LabEvent } from '#shared/events/event';
import { PROTOCOL_VERSION } from '#shared/protocol/version';
import { CALM_MS, calmOf } from './calm.ts';
import { createLabStore } from './lab-store.ts';

const busy = { engine: 'running', busy: true, playing: null } as const;

const mark = (seq: number): LabEvent => ({ seq, t: seq, source: 'user', kind: 'marker', label: `mark ${seq}` });

/** A live lab that is under way, and what is drawn calmly of it. */
function makeLab() {
  const store = createLabStore(
    () => null,
    () => store.getState().flush(),
  );
  const calm = calmOf(store);
  const { receive, setConnection } = store.getState();
  setConnection({ kind: 'open' });
  receive({ type: 'welcome', protocol: PROTOCOL_VERSION, lab: 'l1', log: 'a', head: 0, mode: 'live' });
  receive({ type: 'status', status: busy });
  const grow = (seq: number): void => receive({ type: 'events', events: [mark(seq)] });
  vi.advanceTimersByTime(CALM_MS);
  grow(1);
  return { store, grow, shown: () => calm.getState().head.seq };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('the first event after a pause is shown at once, those that follow it at short notice together', () => {
  const { grow, shown } = makeLab();
  expect(shown()).toBe(1);
  grow(2);
  vi.advanceTimersByTime(CALM_MS / 2);
  grow(3);
  expect(shown()).toBe(1);
  vi.advanceTimersByTime(CALM_MS / 2);
  expect(shown()).toBe(3);
});

test('a log that never pauses is followed all the same', () => {
  const { grow, shown } = makeLab();
  for (let seq = 2; seq <= 100; seq++) {
    vi.advanceTimersByTime(5);
    grow(seq);
    expect(seq - shown()).toBeLessThanOrEqual(CALM_MS / 5);
  }
});

test('what a step led to is shown with the word that it is over', () => {
  const { store, grow, shown } = makeLab();
  grow(2);
  expect(shown()).toBe(1);
  store.getState().receive({ type: 'status', status: { ...busy, busy: false } });
  expect(shown()).toBe(2);
});

test('somebody who goes back sees it at once, and so does who returns', () => {
  const { store, grow, shown } = makeLab();
  grow(2);
  store.getState().seek(1);
  expect([calmOf(store).getState().view.seq, shown()]).toEqual([1, 2]);
  grow(3);
  store.getState().toLive();
  expect(calmOf(store).getState().view.seq).toBe(3);
});

test('whoever asks for the same lab is given the same', () => {
  const { store } = makeLab();
  expect(calmOf(store)).toBe(calmOf(store));
});

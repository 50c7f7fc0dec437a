import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LabEvent } from '#shared/events/event';
import { applyEvent } from '#shared/model/apply';
import { initialState } from '#shared/model/initial';
import { PROTOCOL_VERSION } from '#shared/protocol/version';
import type { ClientMessage } from '#shared/protocol/browser';
import type { LabStatus } from '#shared/protocol/replies';
import { createLabStore } from './lab-store.ts';
import { canRelease, isQuiet } from './lab-view.ts';

const open = (seq: number): LabEvent => ({
  seq,
  t: seq,
  source: 'lab',
  kind: 'gate.open',
  gate: `g${seq}`,
  holds: 'program.line',
  ref: 1,
});
const release = (seq: number): LabEvent => ({
  seq,
  t: seq,
  source: 'user',
  kind: 'gate.release',
  gate: `g${seq - 1}`,
  by: 'presenter',
});
/** Gates at 1, 3, 5 …, each released by the next event: stops at 1, 3, 5 … */
const story = (length: number): LabEvent[] =>
  Array.from({ length }, (_, i) => (i % 2 === 0 ? open(i + 1) : release(i + 1)));

const running: LabStatus = { engine: 'running', busy: false, playing: null };

function makeLab(mode: 'live' | 'recording', events: readonly LabEvent[]) {
  const sent: ClientMessage[] = [];
  let redials = 0;
  const store = createLabStore(
    () => ({
      send: (message) => {
        sent.push(message);
        return true;
      },
      redial: () => {
        redials += 1;
      },
    }),
    () => store.getState().flush(),
  );
  const { receive, setConnection } = store.getState();
  setConnection({ kind: 'open' });
  receive({ type: 'welcome', protocol: PROTOCOL_VERSION, lab: 'l1', log: 'a', head: events.length, mode });
  receive({ type: 'status', status: mode === 'live' ? running : { engine: 'ended', busy: false, playing: null } });
  receive({ type: 'events', events: [...events] });
  return { store, sent, lab: () => store.getState(), redials: () => redials };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a live lab', () => {
  it('asks for nothing where nothing is held', () => {
    const { lab, sent } = makeLab('live', story(2));
    lab().step();
    expect(sent).toEqual([]);
    expect(lab().awaiting).toBe(false);
  });

  it('follows the head; STEP there asks the server, and is quiet only when the server says so', () => {
    const { lab, sent } = makeLab('live', story(3));
    expect([lab().view.seq, lab().playhead, isQuiet(lab())]).toEqual([3, null, true]);
    lab().step();
    expect(sent).toEqual([{ type: 'step' }]);
    expect(isQuiet(lab())).toBe(false);
    lab().step();
    expect(sent).toHaveLength(1);
    lab().receive({ type: 'status', status: { ...running, busy: true } });
    lab().receive({ type: 'events', events: [release(4), open(5)] });
    expect(isQuiet(lab())).toBe(false);
    lab().receive({ type: 'status', status: running });
    expect([lab().view.seq, isQuiet(lab())]).toEqual([5, true]);
  });

  it('goes back by stops, stays there while news comes in, steps forward without asking, and returns', () => {
    const { lab, sent } = makeLab('live', story(7));
    lab().back();
    expect([lab().view.seq, canRelease(lab())]).toEqual([5, false]);
    lab().back();
    lab().back();
    lab().back();
    expect(lab().view.seq).toBe(1);
    lab().receive({ type: 'events', events: [release(8), open(9)] });
    expect([lab().view.seq, lab().head.seq]).toEqual([1, 9]);
    lab().step();
    lab().forward();
    expect(lab().view.seq).toBe(5);
    lab().toLive();
    expect([lab().view.seq, lab().playhead]).toEqual([9, null]);
    expect(sent).toEqual([]);
  });

  it('shows exactly what was there: a moment looked back at is the fold up to it', () => {
    const events = story(9);
    const { lab } = makeLab('live', events);
    for (const seq of [4, 9, 2, 7]) {
      lab().seek(seq);
      expect(lab().view).toEqual(events.slice(0, seq).reduce(applyEvent, initialState));
    }
  });

  it('lets the server play, tells it a new speed, and halts it before going back', () => {
    const { lab, sent } = makeLab('live', story(3));
    lab().togglePlay();
    lab().receive({ type: 'status', status: { ...running, playing: 1200 } });
    lab().cycleSpeed();
    lab().back();
    expect(sent).toEqual([
      { type: 'play', pauseMs: 1200 },
      { type: 'play', pauseMs: 600 },
      { type: 'play', pauseMs: null },
    ]);
  });

  it('releases any gate, but only at the live end', () => {
    const { lab, sent } = makeLab('live', story(5));
    lab().release('g5', 'drop');
    lab().back();
    lab().release('g3');
    expect(sent).toEqual([{ type: 'release', gate: 'g5', action: 'drop' }]);
  });

  it('dials again at a hole, and asks to go on after what it has', () => {
    const { lab, redials } = makeLab('live', story(3));
    lab().receive({ type: 'events', events: [open(5)] });
    expect([redials(), lab().head.seq]).toEqual([1, 3]);
    expect(lab().resume()).toEqual({ log: 'a', after: 3 });
  });

  it('takes a snapshot, asks for what came before it, and can then go back there', () => {
    const { lab, sent } = makeLab('live', []);
    const state = story(4).reduce(applyEvent, initialState);
    lab().receive({ type: 'snapshot', log: 'a', seq: 4, state });
    lab().receive({ type: 'events', events: [open(5)] });
    expect(sent).toEqual([{ type: 'history', from: 1, to: 4 }]);
    expect(lab().resume()).toBeNull();
    lab().receive({ type: 'history', events: story(2) });
    lab().receive({ type: 'history', events: story(4).slice(2) });
    lab().back();
    expect(lab().view.seq).toBe(3);
    expect(lab().resume()).toEqual({ log: 'a', after: 5 });
  });

  it('begins anew when a restarted lab brings another log', () => {
    const { lab } = makeLab('live', story(5));
    lab().back();
    lab().receive({ type: 'welcome', protocol: PROTOCOL_VERSION, lab: 'l1', log: 'b', head: 0, mode: 'live' });
    expect([lab().view.seq, lab().playhead, lab().log.stops]).toEqual([0, null, []]);
  });
});

describe('a recording', () => {
  it('opens at its first stop and is walked through in the page alone', () => {
    const { lab, sent } = makeLab('recording', story(6));
    expect([lab().view.seq, lab().head.seq]).toEqual([1, 6]);
    lab().step();
    expect(lab().view.seq).toBe(3);
    lab().togglePlay();
    vi.advanceTimersByTime(1200);
    expect([lab().view.seq, lab().walking]).toEqual([5, true]);
    vi.advanceTimersByTime(1200);
    expect([lab().view.seq, lab().playhead, lab().walking]).toEqual([6, null, false]);
    expect(sent).toEqual([]);
  });
});

describe('a log that grows faster than the page can take it', () => {
  afterEach(() => vi.restoreAllMocks());

  it('is taken in slices, one a frame, and its status only when all that came before it is there', () => {
    // Every look at the clock finds a frame's time gone.
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 100));
    const asked = vi.fn();
    const store = createLabStore(() => null, asked);
    const lab = () => store.getState();
    const events = Array.from({ length: 1000 }, (_, i) => marker(i + 1));
    lab().receive({ type: 'welcome', protocol: PROTOCOL_VERSION, lab: 'l1', log: 'a', head: 1000, mode: 'live' });
    lab().receive({ type: 'events', events });
    lab().receive({ type: 'status', status: running });
    const seen: [number, boolean][] = [[lab().head.seq, lab().status !== null]];
    while (lab().status === null) {
      expect(asked).toHaveBeenCalled();
      asked.mockClear();
      lab().flush();
      seen.push([lab().head.seq, lab().status !== null]);
    }
    expect(seen).toEqual([
      [256, false],
      [512, false],
      [768, false],
      [1000, true],
    ]);
    expect(asked).not.toHaveBeenCalled();
  });
});

const marker = (seq: number): LabEvent => ({ seq, t: seq, kind: 'marker', source: 'user', label: 'look' });

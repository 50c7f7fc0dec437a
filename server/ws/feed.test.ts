import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ServerMessage } from '#shared/protocol/browser';
import { LabSession } from '../sessions/lab-session.ts';
import { RecordingSession } from '../sessions/recording-session.ts';
import type { Session, SessionListener } from '../sessions/session.ts';
import { marker, pair } from '../sessions/testing/drafts.ts';
import { ScriptedEngine } from '../sessions/testing/scripted-engine.ts';
import { CATCH_UP, DRAIN_MS, Feed, FEW, FEW_MS, FRAME_MS, MAX_BUFFERED, TAIL_MS, WHOLE_LOG } from './feed.ts';

/** A line whose reader takes nothing until it is told to. */
class SlowSocket {
  bufferedAmount = 0;
  reading = true;
  readonly messages: ServerMessage[] = [];
  /** Messages that are not this viewer's alone, as they were sent. */
  readonly shared: Buffer[] = [];

  send(message: string | Buffer): void {
    if (!this.reading) this.bufferedAmount += message.length;
    if (typeof message !== 'string') this.shared.push(message);
    this.messages.push(JSON.parse(message.toString()) as ServerMessage);
  }

  drain(): void {
    this.reading = true;
    this.bufferedAmount = 0;
  }

  /** What came since the last call: `events 1-3`, `snapshot 9`, `history 1-2`, `status`, `welcome`. */
  take(): string[] {
    return this.messages.splice(0).map((message) => {
      if (message.type === 'snapshot') return `snapshot ${message.seq}`;
      if (message.type !== 'events' && message.type !== 'history') return message.type;
      const seqs = message.events.map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.map((_, i) => (seqs[0] ?? 0) + i));
      return seqs.length === 0 ? `${message.type} none` : `${message.type} ${seqs[0]}-${seqs.at(-1)}`;
    });
  }
}

const markers = (count: number): unknown[] => Array.from({ length: count }, (_, i) => marker(`m${i}`));

/** The seqs of all `events` and `snapshot` messages: what a page would hold. Throws on a hole or a double. */
function follow(messages: readonly string[], from = 0): number {
  let head = from;
  for (const message of messages) {
    const [type, range = ''] = message.split(' ');
    if (type === 'snapshot') head = Number(range);
    if (type !== 'events') continue;
    const [first, last] = range.split('-').map(Number);
    if (first !== head + 1) throw new Error(`${message} does not follow ${head}`);
    head = last ?? head;
  }
  return head;
}

let session: LabSession;
let socket: SlowSocket;

const watch = (watched: Session, resume: ConstructorParameters<typeof Feed>[2], by = socket): Feed =>
  new Feed(by, watched, resume);

beforeEach(() => {
  vi.useFakeTimers();
  session = new LabSession({ ...pair, programs: [] }, 'lab', (listener) => new ScriptedEngine().launch(listener));
  socket = new SlowSocket();
  return () => {
    vi.useRealTimers();
  };
});

describe('Feed', () => {
  it('greets, says the status, and sends a short log from its first event', () => {
    session.log.append(markers(3));
    watch(session, null);
    expect(socket.take()).toEqual(['welcome', 'status', 'events 1-3']);
  });

  it('goes on after what the viewer holds of the same log, with nothing doubled', () => {
    session.log.append(markers(5));
    watch(session, { log: session.log.id, after: 3 });
    expect(socket.take()).toEqual(['welcome', 'status', 'events 4-5']);
  });

  it.each([
    ['another log', 'other', 3],
    ['more than there is', null, 9],
  ])('begins again for a viewer that holds %s', (_what, log, after) => {
    session.log.append(markers(5));
    watch(session, { log: log ?? session.log.id, after });
    expect(socket.take()).toEqual(['welcome', 'status', 'events 1-5']);
  });

  it.each([
    ['every few milliseconds to a few', 1, FEW_MS],
    ['once a frame to a crowd', FEW + 1, FRAME_MS],
  ])('sends what begins on an idle line with what follows at once, and then %s', (_what, viewers, pace) => {
    for (let other = 1; other < viewers; other++) watch(session, null, new SlowSocket());
    watch(session, null);
    vi.advanceTimersByTime(100);
    socket.take();
    session.log.append(markers(1));
    vi.advanceTimersByTime(TAIL_MS - 1);
    session.log.append(markers(3));
    expect(socket.take()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(socket.take()).toEqual(['events 1-4']);
    session.log.append(markers(1));
    vi.advanceTimersByTime(pace - 1);
    expect(socket.take()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(socket.take()).toEqual(['events 5-5']);
  });

  it.each([
    ['over: with what led to it, at once', false, ['events 1-2', 'status']],
    ['under way: when the frame comes', true, []],
  ])('says that a step is %s', (_what, busy, sent) => {
    let tell = (): void => undefined;
    const watched = Object.create(session, {
      status: { value: { engine: 'running', busy, playing: null } },
      watch: {
        value: (listener: SessionListener) => {
          tell = () => listener.status();
          return session.watch(listener);
        },
      },
    }) as LabSession;
    watch(watched, null);
    vi.advanceTimersByTime(100);
    socket.take();
    session.log.append(markers(1));
    session.log.append(markers(1));
    tell();
    expect(socket.take()).toEqual(sent);
    vi.advanceTimersByTime(TAIL_MS);
    expect([...sent, ...socket.take()]).toEqual(['events 1-2', 'status']);
  });

  it('sends all who stand at the same place the same bytes, and each all of it', () => {
    const others = Array.from({ length: 3 }, () => new SlowSocket());
    for (const other of others) watch(session, null, other);
    vi.advanceTimersByTime(100);
    session.log.append(markers(3));
    vi.advanceTimersByTime(FRAME_MS);
    for (const other of others) {
      expect(other.shared).toHaveLength(1);
      expect(other.shared[0]).toBe(others[0]?.shared[0]);
      expect(other.take()).toEqual(['welcome', 'status', 'events 1-3']);
    }
  });

  it('sends those who fell behind at different places what each lacks', () => {
    const others = Array.from({ length: 3 }, () => new SlowSocket());
    for (const [i, other] of others.entries()) {
      watch(session, null, other);
      session.log.append(markers(i));
      vi.advanceTimersByTime(100);
      other.bufferedAmount = MAX_BUFFERED + 1;
    }
    session.log.append(markers(5));
    vi.advanceTimersByTime(100);
    for (const other of others) other.drain();
    vi.advanceTimersByTime(DRAIN_MS);
    for (const other of others) expect(follow(other.take())).toBe(8);
  });

  it('stays at one message a frame for as long as there is something in each, to a crowd', () => {
    for (let other = 0; other < FEW; other++) watch(session, null, new SlowSocket());
    watch(session, null);
    vi.advanceTimersByTime(100);
    socket.take();
    for (let ms = 0; ms < 10 * FRAME_MS; ms++) {
      session.log.append(markers(1));
      vi.advanceTimersByTime(1);
    }
    const sent = socket.take().length;
    expect(sent).toBeGreaterThan(8);
    expect(sent).toBeLessThanOrEqual(12);
  });

  it('lets no event wait for the status that went before it', () => {
    watch(session, null);
    vi.advanceTimersByTime(100);
    socket.take();
    session.play(1000);
    vi.advanceTimersByTime(TAIL_MS);
    expect(socket.take()).toContain('status');
    session.log.append(markers(1));
    vi.advanceTimersByTime(TAIL_MS);
    expect(socket.take()).toEqual(['events 1-1']);
  });

  it('gives a newcomer to a long log a snapshot, and the history it then asks for', () => {
    session.log.append(markers(WHOLE_LOG + 1));
    const feed = watch(session, null);
    expect(socket.take()).toEqual(['welcome', 'status', `snapshot ${WHOLE_LOG + 1}`]);
    session.log.append(markers(1));
    vi.advanceTimersByTime(FRAME_MS);
    expect(socket.take()).toEqual([`events ${WHOLE_LOG + 2}-${WHOLE_LOG + 2}`]);

    expect(feed.ask(1, WHOLE_LOG + 1)).toBe(true);
    vi.advanceTimersByTime(1000);
    const history = socket.take();
    expect(history.length).toBeGreaterThan(1);
    expect(history[0]).toMatch(/^history 1-/);
    expect(history.at(-1)).toMatch(new RegExp(`-${WHOLE_LOG + 1}$`));
  });

  it('answers a question about nothing with nothing, not with silence', () => {
    session.log.append(markers(2));
    const feed = watch(session, null);
    socket.take();
    feed.ask(9, 12);
    vi.advanceTimersByTime(FRAME_MS);
    expect(socket.take()).toEqual(['history none']);
  });

  it('queues nothing beyond its bound for a slow viewer, and gives it a snapshot when it drains', () => {
    watch(session, null);
    socket.reading = false;
    let appended = 0;
    while (socket.bufferedAmount <= MAX_BUFFERED) {
      session.log.append(markers(500));
      appended += 500;
      vi.advanceTimersByTime(FRAME_MS);
    }
    const full = socket.bufferedAmount;
    session.log.append(markers(CATCH_UP + 1));
    vi.advanceTimersByTime(1000);
    expect(socket.bufferedAmount).toBe(full);

    const before = follow(socket.take());
    expect(before).toBe(appended);
    socket.drain();
    vi.advanceTimersByTime(DRAIN_MS);
    expect(socket.take()).toEqual([`snapshot ${appended + CATCH_UP + 1}`]);
    session.log.append(markers(1));
    vi.advanceTimersByTime(FRAME_MS);
    expect(socket.take()).toEqual([`events ${appended + CATCH_UP + 2}-${appended + CATCH_UP + 2}`]);
  });

  it('gives a viewer that reads every event, however many come at once', () => {
    watch(session, null);
    vi.advanceTimersByTime(100);
    socket.take();
    session.log.append(markers(WHOLE_LOG * 2));
    vi.advanceTimersByTime(1000);
    const told = socket.take();
    expect(told.filter((message) => message.startsWith('snapshot'))).toEqual([]);
    expect(follow(told)).toBe(WHOLE_LOG * 2);
  });

  it('lets a viewer that was slow for a moment go on where it was', () => {
    watch(session, null);
    socket.reading = false;
    socket.bufferedAmount = MAX_BUFFERED + 1;
    session.log.append(markers(20));
    vi.advanceTimersByTime(500);
    expect(follow(socket.take())).toBe(0);
    socket.drain();
    vi.advanceTimersByTime(DRAIN_MS);
    expect(follow(socket.take())).toBe(20);
  });

  it('never leaves a slow viewer in the dark about the status', () => {
    watch(session, null);
    vi.advanceTimersByTime(100);
    socket.take();
    socket.bufferedAmount = MAX_BUFFERED + 1;
    session.play(1000);
    vi.advanceTimersByTime(100);
    expect(socket.take()).toEqual([]);
    socket.drain();
    vi.advanceTimersByTime(DRAIN_MS);
    expect(socket.take()).toEqual(['status']);
  });

  it('greets nobody who does not read', () => {
    socket.bufferedAmount = MAX_BUFFERED + 1;
    for (let i = 0; i < 100; i++) watch(session, null).close();
    watch(session, null);
    vi.advanceTimersByTime(1000);
    expect(socket.take()).toEqual([]);
    socket.drain();
    vi.advanceTimersByTime(DRAIN_MS);
    expect(socket.take()).toEqual(['welcome', 'status']);
  });

  it('is silent once closed, though it was told to begin again while it waited for its reader', () => {
    const feed = watch(session, null);
    session.log.append(markers(1));
    socket.bufferedAmount = MAX_BUFFERED + 1;
    vi.advanceTimersByTime(FRAME_MS);
    session.restart();
    feed.close();
    socket.take();
    socket.drain();
    vi.advanceTimersByTime(1000);
    expect(socket.take()).toEqual([]);
  });

  it('sends a recording whole, however long', () => {
    const events = Array.from({ length: WHOLE_LOG * 2 }, (_, i) => ({
      seq: i + 1,
      t: i,
      kind: 'marker' as const,
      source: 'user' as const,
      label: `m${i}`,
    }));
    const header = { format: 'sockscope-recording', version: 1, lesson: pair, writtenBy: '0' } as const;
    watch(new RecordingSession({ header, events }), null);
    vi.advanceTimersByTime(1000);
    expect(follow(socket.take())).toBe(WHOLE_LOG * 2);
  });

  it('begins again with the new log of a restart', () => {
    session.log.append(markers(3));
    watch(session, null);
    socket.take();
    session.restart();
    expect(socket.take().slice(0, 2)).toEqual(['welcome', 'status']);
    session.log.append(markers(2));
    vi.advanceTimersByTime(FRAME_MS);
    expect(follow(socket.take())).toBe(2);
  });

  it('is silent once closed', () => {
    const feed = watch(session, null);
    session.log.append(markers(1));
    feed.close();
    socket.take();
    session.log.append(markers(1));
    vi.advanceTimersByTime(1000);
    expect(socket.take()).toEqual([]);
    expect(session.viewers).toBe(0);
  });
});

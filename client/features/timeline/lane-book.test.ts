import { describe, expect, it } from 'vitest';
import type { LabEvent } from '#shared/events/event';
import type { Bar } from './bars.ts';
import { LaneBook } from './lane-book.ts';

type Loose = { readonly kind: string } & Readonly<Record<string, unknown>>;

/** Events with the fields that lanes look at; seqs are given in order. */
function tell(...events: readonly Loose[]): LaneBook {
  const book = new LaneBook();
  events.forEach((event, i) => book.add({ seq: i + 1, t: i, source: 'lab', ...event } as unknown as LabEvent));
  return book;
}

const server = { pid: 10, tid: 10, role: 'server' };
const all = (book: LaneBook): Bar[] => Array.from({ length: book.bars.count }, (_, bar) => book.bars.get(bar));
const bars = (book: LaneBook) => all(book).map(({ kind, role, label, from, to }) => [kind, role, label, from, to]);
/** The bars of a lane's two layers. */
const shown = (book: LaneBook, lane: string) =>
  book.tracks(lane).map((track) => track.touching(0, 1000).map((bar) => book.bars.get(bar).label));

describe('LaneBook', () => {
  it('draws a call from its entry until its result is handed over', () => {
    const book = tell(
      { kind: 'process.start', pid: 10, role: 'server', host: 'A' },
      { kind: 'syscall.enter', ...server, call: 'recvfrom', api: 'recv' },
      { kind: 'gate.open', gate: 'g1', holds: 'syscall.enter', pid: 10 },
      { kind: 'gate.release', gate: 'g1' },
      { kind: 'syscall.exit', ...server, call: 'recvfrom', api: 'recv', ret: -1, errno: 'ECONNRESET' },
      { kind: 'gate.open', gate: 'g2', holds: 'syscall.exit', pid: 10 },
      { kind: 'gate.release', gate: 'g2' },
    );
    expect(bars(book)).toEqual([['call', 'server', 'recv ECONNRESET', 2, 7]]);
    expect(book.bars.get(0)).toMatchObject({ entered: 4, failed: true, subject: '10' });
  });

  it('leaves what has not ended open', () => {
    const book = tell({ kind: 'syscall.enter', ...server, call: 'accept', api: 'accept' });
    expect(bars(book)).toEqual([['call', 'server', 'accept', 1, null]]);
  });

  it('gives a child of a listener the listener’s lane, and a socket its owner’s as soon as one is known', () => {
    const book = tell(
      { kind: 'process.start', pid: 10, role: 'server', host: 'A' },
      { kind: 'socket.open', socket: 's1', state: 'CLOSED', owners: [] },
      { kind: 'fd.open', pid: 10, fd: 3, socket: 's1' },
      { kind: 'socket.state', socket: 's1', from: 'CLOSED', to: 'LISTEN' },
      { kind: 'socket.open', socket: 's2', state: 'SYN_RECV', owners: [], parent: 's1' },
      { kind: 'socket.state', socket: 's2', from: 'SYN_RECV', to: 'ESTABLISHED' },
      { kind: 'socket.gone', socket: 's2', from: 'ESTABLISHED' },
    );
    expect(bars(book)).toEqual([
      ['state', 'server', 'CLOSED', 2, 4],
      ['state', 'server', 'LISTEN', 4, null],
      ['state', 'server', 'SYN_RECV', 5, 6],
      ['state', 'server', 'ESTABLISHED', 6, 7],
    ]);
    expect(all(book).map((bar) => bar.child)).toEqual([false, false, true, true]);
    expect(shown(book, 'state-server')).toEqual([
      ['CLOSED', 'LISTEN'],
      ['SYN_RECV', 'ESTABLISHED'],
    ]);
  });

  it('draws a packet while it is held, and not its folded copies', () => {
    const tcp = { flags: ['SYN', 'ACK'] };
    const book = tell(
      { kind: 'packet.held', packet: 'p1', from: 'A', tcp },
      { kind: 'packet.held', packet: 'p2', from: 'A', tcp, retransmitOf: 'p1', folded: true },
      { kind: 'packet.dropped', packet: 'p1', from: 'A', tcp },
      { kind: 'packet.delivered', packet: 'p3', from: 'A', tcp, loopback: true },
    );
    expect(bars(book)).toEqual([
      ['packet', null, 'SYN,ACK', 1, 3],
      ['packet', null, 'SYN,ACK', 4, 4],
    ]);
    expect(all(book).map((bar) => bar.failed)).toEqual([true, false]);
  });

  it('lets packets that are on the wire at the same time share the lane: none covers another', () => {
    const held = (packet: string) => ({ kind: 'packet.held', packet, from: 'A' });
    const book = tell(
      held('p1'),
      held('p2'),
      { kind: 'packet.delivered', packet: 'p1', from: 'A' },
      held('p3'),
      { kind: 'packet.delivered', packet: 'p2', from: 'A' },
      { kind: 'packet.delivered', packet: 'p3', from: 'A' },
      held('p4'),
    );
    expect(all(book).map(({ subject, half }) => [subject, half])).toEqual([
      ['p1', 'upper'],
      ['p2', 'lower'],
      ['p3', 'upper'],
      ['p4', null],
    ]);
  });

  it('gives a forked child lanes of its own as soon as it has something to show there', () => {
    const book = tell(
      { kind: 'process.start', pid: 10, role: 'server', host: 'A' },
      { kind: 'process.start', pid: 11, role: 'server/1', host: 'A', parent: 10 },
      { kind: 'syscall.enter', ...server, pid: 11, role: 'server/1', call: 'recvfrom', api: 'recv' },
    );
    expect(book.children).toEqual({ calls: ['server/1'], states: [] });
    expect(shown(book, 'call-server/1')).toEqual([['recv'], []]);
    expect(shown(book, 'call-server')).toEqual([]);
  });

  it('marks notes, and what was not observed', () => {
    const book = tell({ kind: 'marker', label: 'look' }, { kind: 'trace.gap', missed: 'packets', why: 'full' });
    expect(book.marks).toEqual([
      { kind: 'marker', seq: 1, text: 'look' },
      { kind: 'gap', seq: 2, text: 'not observed: packets' },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { crowdLog } from '../stage/testing/crowd-log.ts';
import { tcpEchoLog } from '../stage/testing/tcp-echo-log.ts';
import { SequenceBook } from './sequence-book.ts';

function bookOf(log: ReturnType<typeof tcpEchoLog>): SequenceBook {
  const book = new SequenceBook();
  for (const event of log.events) book.add(event);
  return book;
}

describe('the sequence diagram of tcp-echo', () => {
  const book = bookOf(tcpEchoLog());

  it('has the server at the left, the client at the right, and a row for each thing that happened', () => {
    expect(book.entries.find(({ text }) => text === 'accept()')).toMatchObject({ kind: 'call', side: 'left' });
    expect(book.entries.find(({ text }) => text === 'connect()')).toMatchObject({ kind: 'call', side: 'right' });
    const rows = book.entries.flatMap(({ row, endRow }) => (endRow === null ? [row] : [row, endRow]));
    expect(rows.sort((a, b) => a - b)).toEqual(Array.from({ length: book.rows }, (_, i) => i));
  });

  it('names the programs of each side', () => {
    expect(book.rolesAt('left')).toEqual(['server']);
    expect(book.rolesAt('right')).toEqual(['client']);
  });

  it('draws a packet from where it was held to where it arrived: later, and from its sender’s side', () => {
    const syn = book.entries.find(({ kind, text }) => kind === 'packet' && text === 'SYN');
    expect(syn?.side).toBe('right');
    expect(syn?.endRow).toBeGreaterThan(syn?.row ?? Infinity);
    expect(book.entries.find(({ kind, text }) => kind === 'packet' && text === 'SYN,ACK')?.side).toBe('left');
  });

  it('tells a moment nothing of what comes after it: a packet that was on its way then has not arrived', () => {
    const syn = book.entries.find(({ kind, text }) => kind === 'packet' && text === 'SYN');
    if (syn === undefined) throw new Error('the log has no SYN');
    const then = book.upTo(syn.seq, 0);
    expect(then.at(-1)).toMatchObject({ key: syn.key, endRow: null });
    expect(then.every(({ row }) => row <= syn.row)).toBe(true);
    const arrived = book.upTo(syn.endSeq ?? 0, syn.row);
    expect(arrived[0]).toMatchObject({ key: syn.key, endRow: syn.endRow });
  });

  it('gives a window only what touches it', () => {
    const shown = book.inRows(5, 9);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.length).toBeLessThan(book.entries.length);
    for (const { row, endRow, kind } of shown) {
      expect(row).toBeLessThanOrEqual(9);
      expect(kind === 'packet' ? (endRow ?? book.rows) : row).toBeGreaterThanOrEqual(5);
    }
  });
});

describe('the sequence diagram of a long run', () => {
  /** A packet that is on its way while the rest of the run is told many times over, and one that never arrives. */
  const { events } = tcpEchoLog();
  const book = bookOf(tcpEchoLog());
  const held = events.find(({ kind }) => kind === 'packet.held');
  const sent = (packet: string, kind: 'packet.held' | 'packet.delivered', seq: number): void => {
    if (held?.kind === 'packet.held') book.add({ ...held, kind, packet, seq, folded: undefined });
  };
  let seq = events.length;
  sent('slow', 'packet.held', (seq += 1));
  sent('lost', 'packet.held', (seq += 1));
  for (let round = 0; round < 20; round++) {
    for (const event of events) if (event.kind === 'syscall.enter') book.add({ ...event, seq: (seq += 1) });
  }
  sent('slow', 'packet.delivered', (seq += 1));

  it('finds in any window just what touches it', () => {
    for (let first = 0; first < book.rows; first += 17) {
      const touching = book.entries.filter(
        ({ row, endRow, kind }) => row <= first + 20 && (kind === 'packet' ? (endRow ?? book.rows) : row) >= first,
      );
      expect(book.inRows(first, first + 20).map(({ key }) => key)).toEqual(touching.map(({ key }) => key));
    }
  });

  it('knows the row of any moment', () => {
    for (const at of [0, 1, 30, events.length, seq]) {
      const rows = book.entries.flatMap((entry) => [
        ...(entry.seq <= at ? [entry.row] : []),
        ...(entry.endSeq !== null && entry.endSeq <= at ? [entry.endRow ?? -1] : []),
      ]);
      expect(book.rowAt(at)).toBe(Math.max(-1, ...rows));
    }
  });
});

describe('the sequence diagram of a crowd', () => {
  it('says whose call it is where several share a side', () => {
    const book = bookOf(crowdLog(3, false));
    expect(book.entries.filter(({ kind }) => kind === 'call').map(({ text, side }) => `${side} ${text}`)).toEqual([
      'right client 1: connect()',
      'right client 2: connect()',
      'right client 3: connect()',
    ]);
  });
});

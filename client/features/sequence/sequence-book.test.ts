import { describe, expect, it } from 'vitest';
import { crowdLog } from '../stage/testing/crowd-log.ts';
import { tcpEchoLog } from '../stage/testing/tcp-echo-log.ts';
import { entriesInRows, SequenceBook } from './sequence-book.ts';

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

  it('draws a packet from where it was held to where it arrived: later, and from its sender’s side', () => {
    const syn = book.entries.find(({ kind, text }) => kind === 'packet' && text === 'SYN');
    expect(syn?.side).toBe('right');
    expect(syn?.endRow).toBeGreaterThan(syn?.row ?? Infinity);
    expect(book.entries.find(({ kind, text }) => kind === 'packet' && text === 'SYN,ACK')?.side).toBe('left');
  });

  it('gives a window only what touches it', () => {
    const shown = entriesInRows(book.entries, 5, 9, book.rows);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.length).toBeLessThan(book.entries.length);
    for (const { row, endRow, kind } of shown) {
      expect(row).toBeLessThanOrEqual(9);
      expect(kind === 'packet' ? (endRow ?? book.rows) : row).toBeGreaterThanOrEqual(5);
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

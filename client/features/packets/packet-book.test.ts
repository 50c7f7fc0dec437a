import { describe, expect, it } from 'vitest';
import type { LabEvent } from '#shared/events/event';
import { PacketBook, phaseAt } from './packet-book.ts';
import type { PacketRow } from './packet-book.ts';

type Loose = { readonly kind: string; readonly packet: string } & Readonly<Record<string, unknown>>;

function tell(...events: readonly Loose[]): { readonly book: PacketBook; readonly rows: readonly PacketRow[] } {
  const book = new PacketBook();
  events.forEach((event, i) => book.add({ seq: i + 1, t: i, source: 'wire', ...event } as unknown as LabEvent));
  return { book, rows: Array.from({ length: book.length }, (_, i) => book.row(i) as PacketRow) };
}

describe('PacketBook', () => {
  it('tells what each packet was at each moment', () => {
    const rows = tell(
      { kind: 'packet.held', packet: 'p1' },
      { kind: 'packet.held', packet: 'p2' },
      { kind: 'packet.held', packet: 'p3', folded: true, retransmitOf: 'p1' },
      { kind: 'packet.delivered', packet: 'p1' },
      { kind: 'packet.dropped', packet: 'p2' },
    ).rows;
    const phases = [0, 1, 2, 4, 5].map((seq) => rows.map((row) => phaseAt(row, seq)));
    expect(phases).toEqual([
      ['later', 'later'],
      ['held', 'later'],
      ['held', 'held'],
      ['delivered', 'held'],
      ['delivered', 'dropped'],
    ]);
    expect(rows[0]?.copies).toEqual([3]);
  });

  it('finds the last packet that had been seen, and none before the first or where there is none', () => {
    const { book } = tell(
      { kind: 'marker', packet: '' },
      { kind: 'packet.held', packet: 'p1' },
      { kind: 'packet.delivered', packet: 'p1' },
      { kind: 'packet.held', packet: 'p2' },
    );
    expect([0, 1, 2, 3, 4, 9].map((seq) => book.rowAt(seq))).toEqual([-1, -1, 0, 0, 1, 1]);
    expect([book.row(-1), book.row(2)]).toEqual([undefined, undefined]);
  });

  it('takes a packet that was never held (loopback) for delivered at once', () => {
    const { rows } = tell({ kind: 'packet.delivered', packet: 'p1' });
    expect(rows.map((row) => [row.from, row.to, phaseAt(row, 1)])).toEqual([[1, 1, 'delivered']]);
  });
});

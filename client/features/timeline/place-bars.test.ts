import { describe, expect, it } from 'vitest';
import type { LabEvent } from '#shared/events/event';
import { LaneBook } from './lane-book.ts';
import type { Lane } from './lanes.ts';
import { placeBars } from './place-bars.ts';

const wire: Lane = { id: 'wire', name: 'wire', kind: 'packet', role: null };

function place(...events: readonly (readonly ['packet.held' | 'packet.delivered', string])[]) {
  const book = new LaneBook();
  events.forEach(([kind, packet], i) =>
    book.add({ seq: i + 1, t: i, source: 'wire', kind, packet, from: 'A' } as unknown as LabEvent),
  );
  return placeBars(book.bars, [wire], (seq) => seq * 100, 1000).map(({ x1, x2, half, room }) => [x1, x2, half, room]);
}

describe('packets in the lane of the wire', () => {
  it('one after the other have the whole height', () => {
    const bars = place(['packet.held', 'p1'], ['packet.delivered', 'p1'], ['packet.held', 'p2']);
    expect(bars).toEqual([
      [100, 200, null, 200],
      [300, 1000, null, 700],
    ]);
  });

  it('at the same time share it: none covers another, and each label ends where the next bar of its half begins', () => {
    const bars = place(['packet.held', 'p1'], ['packet.held', 'p2'], ['packet.delivered', 'p1'], ['packet.held', 'p3']);
    expect(bars).toEqual([
      [100, 300, 'upper', 300],
      [200, 1000, 'lower', 800],
      [400, 1000, 'upper', 600],
    ]);
  });
});

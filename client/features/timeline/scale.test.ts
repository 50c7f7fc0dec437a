import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seqAt, unitOf } from './scale.ts';

describe('the time axis', () => {
  it('gives every step the same room, however many events it has', () => {
    const stops = [10, 12, 112];
    expect([0, 10, 12, 112, 120].map((seq) => unitOf(stops, 120, seq))).toEqual([0, 1, 2, 3, 4]);
    expect(unitOf(stops, 120, 62)).toBe(2.5);
  });

  it('rises with seq, and seqAt is its inverse', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 30 }), (seqs) => {
        const stops = seqs.toSorted((a, b) => a - b);
        const head = (stops.at(-1) ?? 0) + 7;
        for (let seq = 0; seq <= head; seq++) {
          expect(seqAt(stops, head, unitOf(stops, head, seq))).toBe(seq);
          if (seq > 0) expect(unitOf(stops, head, seq)).toBeGreaterThan(unitOf(stops, head, seq - 1));
        }
      }),
    );
  });
});

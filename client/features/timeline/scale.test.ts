import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nowUnit, seqAt, unitOf } from './scale.ts';
import { fuzz } from '#shared/base/testing/fuzz';

describe('the time axis', () => {
  it('gives every step the same room, however many events it has', () => {
    const stops = [10, 12, 112];
    expect([10, 12, 112, 120].map((seq) => nowUnit({ stops, head: 120 }, seq))).toEqual([1, 2, 3, 4]);
    expect([11, 62, 112, 113, 120].map((seq) => Math.floor(unitOf({ stops, head: 120 }, seq)))).toEqual([
      1, 2, 2, 3, 3,
    ]);
    expect(nowUnit({ stops, head: 120 }, 62)).toBe(unitOf({ stops, head: 120 }, 62));
  });

  it('rises with seq, and seqAt is its inverse, for events and for stops', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { maxLength: 30 }), (seqs) => {
        const stops = seqs.toSorted((a, b) => a - b);
        const head = (stops.at(-1) ?? 0) + 7;
        const axis = { stops, head };
        let last = -1;
        for (let seq = 1; seq <= head; seq++) {
          const unit = unitOf(axis, seq);
          if (unit <= last) return false;
          last = unit;
          if (seqAt(axis, unit) !== seq) return false;
        }
        return [...stops, head].every((stop) => seqAt(axis, nowUnit(axis, stop) - 0.1) === stop);
      }),
      fuzz(50),
    );
  });
});

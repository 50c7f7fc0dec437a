import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isEvent } from '../events/check.ts';
import type { LabEvent } from '../events/event.ts';
import { PackedEvents, unpacked } from './packed-events.ts';

const events = Array.from({ length: 3000 }, (_, i): LabEvent => {
  return { seq: i + 1, t: i, kind: 'marker', source: 'user', label: `m${i}`.padEnd(i % 200, '.') };
});
const lines = events.map((event) => JSON.stringify(event));

test('lines come back as events however many of them come at a time, in blocks that are taken in some milliseconds', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 8 }), (sizes) => {
      const packed = new PackedEvents(isEvent);
      for (let from = 0; from < lines.length;) {
        const count = sizes.pop() ?? 3000;
        packed.add(lines.slice(from, from + count).join('\n'));
        from += count;
      }
      packed.end();
      expect(packed.length).toBe(3000);
      expect(unpacked(packed)).toEqual(events);
      const blocks = [...packed.blocks()].map((block) =>
        block?.ok === true ? (block.value.packed?.json ?? '').length : 0,
      );
      expect(Math.max(...blocks)).toBeLessThan(300_000);
      expect(blocks.length).toBeGreaterThan(2);
    }),
    { numRuns: 30 },
  );
});

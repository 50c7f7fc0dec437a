import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeFigures } from './tcp-info.ts';

const MEMORY = 36;
const INFO = 148;

/** A buffer of both structures, the first after `gap` bytes, and what is decoded of so much of each. */
const decoded = (bytes: Uint8Array, memory: number, info: number): Record<string, number> =>
  decodeFigures(Buffer.from(bytes), 4, 4 + memory, 4 + MEMORY, 4 + MEMORY + info) ?? {};

it('tells the same whether read at once or, where a kernel tells less, one by one', () => {
  const bytes = fc.uint8Array({ minLength: 4 + MEMORY + INFO, maxLength: 4 + MEMORY + INFO });
  fc.assert(
    fc.property(bytes, (all) => {
      const whole = decoded(all, MEMORY, INFO);
      // The last field of each structure is cut off: the others are read by the tables.
      const { notSentBytes, ...rest } = whole;
      expect(notSentBytes).toBe(Buffer.from(all).readUInt32LE(4 + MEMORY + 144));
      expect(decoded(all, MEMORY, INFO - 1)).toEqual(rest);
      const { drops, ...others } = whole;
      expect(drops).toBe(Buffer.from(all).readUInt32LE(4 + 32));
      expect(decoded(all, MEMORY - 1, INFO)).toEqual(others);
    }),
  );
});

it('tells nothing where the kernel told nothing', () => {
  expect(decodeFigures(Buffer.alloc(8), 0, 0, 0, 0)).toBeUndefined();
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GrowingUint32 } from './growing.ts';

const contents = (list: GrowingUint32): number[] => Array.from({ length: list.length }, (_, i) => list.at(i));

describe('GrowingUint32', () => {
  it('keeps what was pushed, across its growing, and answers 0 behind its end', () => {
    const list = new GrowingUint32();
    const numbers = Array.from({ length: 1000 }, (_, i) => 2 ** 32 - 1 - i);
    expect(numbers.map((number) => list.push(number))).toEqual(numbers.map((_, i) => i));
    expect(contents(list)).toEqual(numbers);
    expect(list.at(1000)).toBe(0);
    list.set(1000, 7);
    expect(list.at(1000)).toBe(0);
  });

  it('keeps a rising list rising, and finds places in it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 300 }), { maxLength: 200 }), fc.nat({ max: 310 }), (numbers, sought) => {
        const list = new GrowingUint32();
        for (const number of numbers) list.insert(number);
        const sorted = numbers.toSorted((a, b) => a - b);
        const place = sorted.findIndex((number) => number >= sought);
        expect(contents(list)).toEqual(sorted);
        expect(list.lowerBound(sought)).toBe(place < 0 ? sorted.length : place);
      }),
    );
  });
});

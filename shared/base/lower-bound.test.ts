import { describe, expect, it } from 'vitest';
import { lowerBound } from './lower-bound.ts';

describe('lowerBound', () => {
  it.each([
    [[], 3, 0],
    [[4, 9, 20], 4, 0],
    [[4, 9, 20], 5, 1],
    [[4, 9, 20], 20, 2],
    [[4, 9, 20], 21, 3],
    [[4, 4, 4], 4, 0],
  ])('in %j the first that is not below %i is at %i', (rising, value, index) => {
    expect(lowerBound(rising, value)).toBe(index);
  });
});

import { describe, expect, it } from 'vitest';
import { nearestStop, stepNumber } from './stops.ts';

const stops = [4, 9, 20];

describe('stops', () => {
  it('finds the nearest one; the earlier where both are as far', () => {
    expect([0, 4, 6, 7, 14, 15, 99].map((seq) => nearestStop(stops, seq))).toEqual([4, 4, 4, 9, 9, 20, 20]);
    expect(nearestStop([], 7)).toBe(0);
  });

  it('numbers the step that one stands at', () => {
    expect([3, 4, 8, 9, 19, 20, 21].map((seq) => stepNumber(stops, seq))).toEqual([0, 1, 1, 2, 2, 3, 3]);
  });
});

import { describe, expect, it } from 'vitest';
import { nearestStop, stepNumber } from './stops.ts';

const stops = [4, 9, 20];

describe('stops', () => {
  it('finds the nearest one, the end of the log too; the earlier where both are as far', () => {
    expect([0, 4, 6, 7, 14, 15, 22, 26, 99].map((seq) => nearestStop(stops, 30, seq))).toEqual([
      4, 4, 4, 9, 9, 20, 20, 30, 30,
    ]);
    expect(nearestStop([], 9, 7)).toBe(9);
  });

  it('numbers the step that one stands at', () => {
    expect([3, 4, 8, 9, 19, 20, 21].map((seq) => stepNumber(stops, seq))).toEqual([0, 1, 1, 2, 2, 3, 3]);
  });
});

import { expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';

it('waits longer each time, and never for long', () => {
  expect([1, 2, 3, 4, 5, 6, 20].map((attempt) => backoffMs(attempt, 0))).toEqual([
    250, 500, 1000, 2000, 4000, 5000, 5000,
  ]);
});

it('spreads those who lost their line together', () => {
  expect(backoffMs(1, 0.5)).toBe(312.5);
  expect(backoffMs(20, 0.9999)).toBeLessThan(7500);
});

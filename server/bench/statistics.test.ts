import { describe, expect, it } from 'vitest';
import { median, quantile } from './statistics.ts';

describe('median and quantile', () => {
  it('take the middle figure, or the mean of the two middle ones', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 7])).toBe(6);
    expect(median([])).toBeNaN();
  });

  it('interpolate between neighbours', () => {
    const figures = Array.from({ length: 101 }, (_, i) => 100 - i);
    expect(quantile(figures, 0.99)).toBe(99);
    expect(quantile([0, 10], 0.25)).toBe(2.5);
    expect(quantile([3], 0.99)).toBe(3);
  });
});

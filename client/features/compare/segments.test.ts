import { expect, it } from 'vitest';
import { align } from './align.ts';
import { segmentsOf } from './segments.ts';

it('draws each run where it moves, and marks where it moves alone', () => {
  const rows = align(['', 'a', 'b', 'X', 'Y', 'c'], ['', 'a', 'b', 'c', 'Z']);
  expect(segmentsOf(rows, 'left')).toEqual([
    { from: 0, to: 3, together: true },
    { from: 3, to: 5, together: false },
    { from: 5, to: 6, together: true },
  ]);
  expect(segmentsOf(rows, 'right')).toEqual([
    { from: 0, to: 3, together: true },
    { from: 5, to: 6, together: true },
    { from: 6, to: 7, together: false },
  ]);
});

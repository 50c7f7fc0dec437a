import { describe, expect, it } from 'vitest';
import { rowsInView } from './rows-in-view.ts';

describe('rowsInView', () => {
  it.each([
    ['at the top', 0, 240, 1000, { first: 0, last: 18 }],
    ['in the middle', 2400, 240, 1000, { first: 92, last: 118 }],
    ['at the end', 23_760, 240, 1000, { first: 982, last: 1000 }],
    ['of a list that got shorter', 24_000, 240, 3, { first: 3, last: 3 }],
    ['of nothing', 0, 240, 0, { first: 0, last: 0 }],
  ])('%s', (_, top, height, count, rows) => {
    expect(rowsInView(top, height, 24, count)).toEqual(rows);
  });
});

import { expect, it } from 'vitest';
import { indentWidth } from './hanging.ts';

it.each([
  ['x', 0],
  ['    x', 4],
  ['\tx', 4],
  ['  \tx', 4],
  [' \t x', 5],
  ['   ', 3],
  ['', 0],
])('the blanks of %j are %i wide', (line, width) => {
  expect(indentWidth(line, 4)).toBe(width);
});

import { expect, it } from 'vitest';
import { leftWords } from './left-words.ts';

it.each([
  [120_000, '2 minutes'],
  [61_000, '2 minutes'],
  [60_000, 'a minute'],
  [21_000, 'a minute'],
  [20_000, 'some seconds'],
  [-5, 'some seconds'],
])('of %d ms are left: %s', (ms, words) => {
  expect(leftWords(ms)).toBe(words);
});

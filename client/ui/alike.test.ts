import { describe, expect, it } from 'vitest';
import { alike } from './alike.ts';

describe('alike', () => {
  const press = (): void => undefined;
  it.each<[string, unknown, unknown, boolean]>([
    ['equal boxes', { x: 1, box: { y: 2 } }, { x: 1, box: { y: 2 } }, true],
    ['a box that moved', { x: 1, box: { y: 2 } }, { x: 1, box: { y: 3 } }, false],
    ['equal lists', [1, ['a']], [1, ['a']], true],
    ['a longer list', [1], [1, 2], false],
    ['a list and its likeness', [1], { 0: 1, length: 1 }, false],
    ['another key', { a: undefined }, { b: undefined }, false],
    ['one key more', { a: 1 }, { a: 1, b: 1 }, false],
    ['nothing and something', null, {}, false],
    ['one function', press, press, true],
    ['two functions', () => 1, () => 1, false],
    ['two maps, even if they hold the same', new Map([[1, 2]]), new Map([[1, 2]]), false],
    ['not a number, twice', NaN, NaN, true],
  ])('%s', (_what, a, b, same) => {
    expect(alike(a, b)).toBe(same);
    expect(alike(b, a)).toBe(same);
  });
});

import { describe, expect, it } from 'vitest';
import type { TileLife, WallTile } from '#shared/protocol/wall';
import { kept } from '../../store/wall-store.ts';
import { ordered, sizeFor } from './order.ts';
import { agoWords, callWords, classWords, nameOf, progressWords } from './words.ts';

const tile = (number: number, life: TileLife, since = 0, more: Partial<WallTile> = {}): WallTile => ({
  id: `l${number}`,
  student: { number, name: '' },
  title: 'Echo over TCP',
  changed: false,
  lab: `l${number}`,
  walk: null,
  progress: { done: 0, of: 43, unit: 'steps' },
  life,
  why: null,
  since,
  watched: true,
  programs: [],
  sockets: [],
  newest: null,
  call: null,
  ...more,
});

describe('tiles', () => {
  const some = [tile(3, 'finished'), tile(1, 'stuck', 50), tile(4, 'waiting'), tile(2, 'failed'), tile(5, 'stuck', 20)];
  const numbers = (tiles: readonly WallTile[]): readonly (number | undefined)[] =>
    tiles.map(({ student }) => student?.number);

  it('stand with who needs help first, longest first, or as the students came', () => {
    expect(numbers(ordered(some, 'help'))).toEqual([2, 5, 1, 3, 4]);
    expect(numbers(ordered(some, 'number'))).toEqual([1, 2, 3, 4, 5]);
    const here = tile(9, 'waiting', 0, { student: null });
    expect(ordered([here, ...some], 'number').at(-1)).toBe(here);
  });

  it('are as large as a class lets them be', () => {
    expect([1, 6, 7, 20, 21, 40].map(sizeFor)).toEqual(['large', 'large', 'middle', 'middle', 'small', 'small']);
  });

  it('that say the same as before are the same, and not drawn again', () => {
    const [first, second] = [tile(1, 'waiting'), tile(2, 'waiting')];
    const now = kept([first, second], [{ ...first }, { ...second, life: 'finished' }]);
    expect(now[0]).toBe(first);
    expect(now[1]).not.toBe(second);
  });
});

it.each([
  [{ phase: 'gate', ret: null, errno: null }, 'connect() is next'],
  [{ phase: 'asleep', ret: null, errno: null }, 'connect() asleep'],
  [{ phase: 'returned', ret: 0, errno: null }, 'connect() = 0'],
  [{ phase: 'returned', ret: -1, errno: 'ECONNREFUSED' }, 'connect() ECONNREFUSED'],
  [{ phase: 'exited', ret: 1, errno: null }, 'exit(1)'],
  [{ phase: 'exited', ret: null, errno: null }, 'killed'],
] as const)('a call: %j: %s', (call, words) => {
  expect(callWords({ role: 'client', api: 'connect', ...call })).toBe(words);
});

it.each([
  [0, 'now'],
  [9_999, 'now'],
  [47_000, '40 s'],
  [60_000, '1 min'],
  [59 * 60_000, '59 min'],
  [125 * 60_000, '2 h'],
])('%d ms ago: %s', (ms, words) => {
  expect(agoWords(ms)).toBe(words);
});

it('says whose, how far, and how the class is', () => {
  expect(nameOf(tile(7, 'waiting'))).toBe('Student 7');
  expect(nameOf(tile(7, 'waiting', 0, { student: { number: 7, name: 'Ada' } }))).toBe('Ada');
  expect(nameOf(tile(7, 'waiting', 0, { student: null }))).toBe('This machine');
  expect(progressWords(tile(1, 'waiting'))).toBe('0 of 43');
  expect(progressWords(tile(1, 'waiting', 0, { progress: { done: 1, of: null, unit: 'steps' } }))).toBe('1 step');
  const walk = { id: 'w', title: 'Sockets', scene: 'One', asking: true };
  expect(progressWords(tile(1, 'waiting', 0, { walk, progress: { done: 3, of: 14, unit: 'scenes' } }))).toBe(
    '? 3 of 14 scenes',
  );
  expect(classWords([tile(1, 'waiting')])).toBe('1 lab: 1 waits');
  expect(classWords([tile(1, 'waiting'), tile(2, 'waiting'), tile(3, 'stuck')])).toBe('3 labs: 1 stuck, 2 wait');
});

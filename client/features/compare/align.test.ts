import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align, roleNames, type Row } from './align.ts';

const keysOf = (letters: string): string[] => ['', ...letters.split('')];

/** A comparison drawn in two lines: a letter where a run moves, a dot where it stands. */
function drawn(left: string, right: string): [string, string] {
  const rows = align(keysOf(left), keysOf(right)).slice(1);
  const line = (run: string, side: 'left' | 'right'): string =>
    rows.map((row) => (row.moved === 'both' || row.moved === side ? (run[row[side] - 1] ?? '?') : '·')).join('');
  return [line(left, 'left'), line(right, 'right')];
}

describe('two runs side by side', () => {
  it.each([
    ['the same run twice', 'abcd', 'abcd', ['abcd', 'abcd']],
    ['packets that the other lacks', 'sbcSAd', 'sbcd', ['sbcSAd', 'sbc··d']],
    ['something sent again', 'aSd', 'aSxSd', ['aS··d', 'aSxSd']],
    ['nothing in common', 'ab', 'xy', ['ab··', '··xy']],
    ['one that breaks off', 'abcd', 'ab', ['abcd', 'ab··']],
    ['one that is empty', '', 'ab', ['··', 'ab']],
    ['another order', 'abXc', 'aXbc', ['abX·c', 'a·Xbc']],
  ] as const)('%s', (_what, left, right, expected) => {
    expect(drawn(left, right)).toEqual(expected);
  });

  const run = array(constantFrom('a', 'b', 'c'), { maxLength: 40 });

  it('both go through every moment of theirs once, in order, and move together only where they do the same', () => {
    assert(
      property(run, run, (a, b) => {
        const [left, right] = [
          ['', ...a],
          ['', ...b],
        ];
        const rows = align(left, right);
        expect(rows[0]).toEqual({ left: 0, right: 0, moved: 'both' });
        rows.slice(1).forEach((row, i) => {
          const before = rows[i] as Row;
          expect(row.left - before.left).toBe(row.moved === 'right' ? 0 : 1);
          expect(row.right - before.right).toBe(row.moved === 'left' ? 0 : 1);
          if (row.moved === 'both') expect(left[row.left]).toBe(right[row.right]);
        });
        expect(rows.at(-1)).toMatchObject({ left: a.length, right: b.length });
      }),
    );
  });

  it('runs of many thousand steps too, in little time, around what only one of them has', () => {
    const long = Array.from({ length: 20_000 }, (_, i) => `${i % 97}`);
    const other = [...long.slice(0, 300), 'again', ...long.slice(300, 9_000), 'lost', ...long.slice(9_003)];
    const rows = align(['', ...long], ['', ...other]);
    expect(rows.filter(({ moved }) => moved === 'both')).toHaveLength(20_000 - 3 + 1);
    expect(rows.filter(({ moved }) => moved === 'right')).toHaveLength(2);
  });
});

describe('roles', () => {
  it('are the same by name, else by place', () => {
    expect(['server', 'client'].map(roleNames(['server', 'client'], ['client', 'server']))).toEqual([
      'server',
      'client',
    ]);
    expect(['left', 'right'].map(roleNames(['server', 'client'], ['left', 'right']))).toEqual(['server', 'client']);
    expect(['server', 'other', 'third'].map(roleNames(['server', 'client'], ['server', 'other', 'third']))).toEqual([
      'server',
      'client',
      'third',
    ]);
  });
});

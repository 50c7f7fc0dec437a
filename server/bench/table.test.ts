import { describe, expect, it } from 'vitest';
import { outcome, type Figure } from './figure.ts';
import { table } from './table.ts';

const traced: Figure = {
  name: 'one traced call',
  value: 30.04,
  unit: 'µs',
  peer: { name: 'strace', value: 25, ratio: 1.2 },
  target: { of: 'ratio', atMost: 1.5 },
};
const page: Figure = { name: 'page', value: 201, unit: 'kB', target: { of: 'value', atMost: 200 } };
const aside: Figure = { name: '  of it', value: 0.126, unit: 'ms' };

describe('the table', () => {
  it('has a figure a line, with its peer, its target and what came of it', () => {
    expect(table([traced, page, aside])).toEqual([
      'figure              value  peer            ratio  target',
      'one traced call   30.0 µs  strace 25.0 µs   1.20  ≤ 1.5 ×   ok',
      'page             201.0 kB                         ≤ 200 kB  over',
      '  of it           0.13 ms',
    ]);
  });
});

describe('the outcome', () => {
  it('compares the ratio where the target is one, and the value else; the limit itself is kept', () => {
    expect(outcome(traced)).toBe('ok');
    expect(outcome({ ...traced, peer: { name: 'strace', value: 10, ratio: 3 } })).toBe('over');
    expect(outcome({ ...page, value: 200 })).toBe('ok');
    expect(outcome(aside)).toBeNull();
  });

  it('takes no missing figure for a good one', () => {
    expect(outcome({ ...page, value: NaN })).toBe('over');
    expect(outcome({ name: 'x', value: 1, unit: 'µs', target: { of: 'ratio', atMost: 1.5 } })).toBe('over');
  });
});

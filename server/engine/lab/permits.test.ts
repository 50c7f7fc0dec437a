import { describe, expect, it } from 'vitest';
import { PERMIT } from '../actor/filter.ts';
import { MOST_PROCESSES, withPermit } from './permits.ts';

const members = [
  { pid: 100, phase: 'held' },
  { pid: 101, phase: 'ended' },
  { pid: 102, phase: 'ended' },
] as const;

const permitted = (call: string, ...args: number[]): boolean =>
  withPermit(
    call,
    [...args, 0, 0, 0, 0, 0].slice(0, 6),
    () => members,
    (pid) => pid === 102,
  )[5] === PERMIT;

describe('a permit', () => {
  it('lets a signal go to a process of the lab, also to one that nobody has waited for yet', () => {
    expect(permitted('kill', 100, 15)).toBe(true);
    expect(permitted('kill', 102, 15)).toBe(true);
  });

  it.each([
    ['every process', -1],
    ['the engine’s group', 0],
    ['a group', -100],
    ['init', 1],
    ['whoever has the pid of one that is gone', 101],
  ])('lets no signal go to %s', (_whom, pid) => {
    expect(permitted('kill', pid, 9)).toBe(false);
    expect(permitted('tgkill', pid, pid, 9)).toBe(false);
    expect(permitted('fcntl', 3, 8, pid)).toBe(pid === 0); // F_SETOWN 0: nobody
  });

  it('is for these calls only', () => {
    expect(permitted('fcntl', 3, 4, 100)).toBe(false);
    expect(permitted('sendto', 100)).toBe(false);
  });

  it('lets a lab fork until it is full', () => {
    const crowd = (count: number) => () =>
      Array.from({ length: count }, (_, i) => ({ pid: i, phase: 'held' as const }));
    const fork = (count: number): boolean => withPermit('clone', [17, 0, 0, 0, 0, 0], crowd(count))[5] === PERMIT;
    expect([fork(1), fork(MOST_PROCESSES - 1), fork(MOST_PROCESSES)]).toEqual([true, true, false]);
  });
});

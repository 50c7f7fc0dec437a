import { describe, expect, it } from 'vitest';
import type { LabInfo } from '#shared/model/state';
import { lanesOf, namesWidth } from './lanes.ts';

const program = (role: string, host: 'A' | 'B', text: string) => ({ role, host, text, file: `${role}.c`, args: [] });

const lab = (tier: LabInfo['tier'], programs: LabInfo['programs']) => ({ tier, programs });

const names = (...words: Parameters<typeof lanesOf>): string[] => lanesOf(...words).map((lane) => lane.name);

describe('the lanes', () => {
  it('are known from the first event on, so that none comes or goes later', () => {
    expect(names(null)).toEqual([]);
    expect(names(lab('lab', [program('server', 'A', 'AF_INET'), program('client', 'B', 'AF_INET')]))).toEqual([
      'server syscalls',
      'client syscalls',
      'server kernel',
      'client kernel',
      'wire',
    ]);
  });

  it.each([
    ['Unix sockets have no wire', 'lab', 'AF_UNIX', false],
    ['TCP on one host has: lo is watched', 'lab', 'AF_INET', true],
    ['the loopback tier sees no packets', 'loopback', 'AF_INET', false],
  ] as const)('%s', (_, tier, text, wire) => {
    const state = lab(tier, [program('server', 'A', text), program('client', 'A', text)]);
    expect(names(state).includes('wire')).toBe(wire);
  });

  it('has a forked child’s below its program’s', () => {
    const programs = [program('server', 'A', 'AF_UNIX'), program('client', 'A', 'AF_UNIX')];
    expect(names(lab('lab', programs), { calls: ['server/1', 'server/2'], states: ['server/2'] })).toEqual([
      'server syscalls',
      'server/1 syscalls',
      'server/2 syscalls',
      'client syscalls',
      'server kernel',
      'server/2 kernel',
      'client kernel',
    ]);
  });
});

describe('the column of their names', () => {
  it('is as wide as the longest program needs, and no narrower or wider than the timeline can bear', () => {
    const width = (...roles: string[]): number => namesWidth(roles.map((role) => ({ role })));
    expect(width('server', 'client')).toBe(132);
    expect(width('server', 'nameless')).toBeGreaterThan(132);
    expect(width('server', 'nameless')).toBeLessThan(width('server', 'second client'));
    expect(width('a program with a very long name')).toBe(184);
  });
});

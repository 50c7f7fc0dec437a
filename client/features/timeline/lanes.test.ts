import { describe, expect, it } from 'vitest';
import { initialState } from '#shared/model/initial';
import type { LabInfo, LabState } from '#shared/model/state';
import { lanesOf } from './lanes.ts';

const program = (role: string, host: 'A' | 'B', text: string) => ({ role, host, text, file: `${role}.c`, args: [] });

function lab(tier: LabInfo['tier'], programs: LabInfo['programs']): LabState {
  const info: LabInfo = {
    lesson: { id: 'l', title: 'L' },
    tier,
    hosts: [],
    kernel: '6.1',
    arch: 'x86_64',
    settings: { kernel: 'hold' },
    programs,
    wire: null,
    missing: [],
    phase: 'starting',
    end: null,
  };
  return { ...initialState, lab: info };
}

const names = (state: LabState): string[] => lanesOf(state).map((lane) => lane.name);

describe('the lanes', () => {
  it('are known from the first event on, so that none comes or goes later', () => {
    expect(names(initialState)).toEqual([]);
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
});

import { describe, expect, it } from 'vitest';
import type { LabEvent } from '#shared/events/event';
import { applyEvent } from '#shared/model/apply';
import { initialState } from '#shared/model/initial';
import { startingSteps } from './starting-steps.ts';

const start: LabEvent = {
  seq: 1,
  t: 1,
  source: 'lab',
  kind: 'lab.start',
  lesson: { id: 'l', title: 'L' },
  tier: 'lab',
  hosts: [
    { name: 'A', address: '10.0.0.1', interface: 'eth0' },
    { name: 'B', address: '10.0.0.2', interface: 'eth0' },
  ],
  kernel: '6.1',
  arch: 'x86_64',
  versions: {},
  settings: { kernel: 'hold' },
  programs: [],
};
const ready: LabEvent = { seq: 2, t: 2, source: 'lab', kind: 'lab.ready', wire: 'tun', missing: [] };
const runs: LabEvent = {
  seq: 3,
  t: 3,
  source: 'ptrace',
  kind: 'process.start',
  pid: 7,
  host: 'A',
  role: 'server',
  argv: ['server'],
};

describe('the steps to a running lab', () => {
  it('are ticked one after the other, each by what has really been seen', () => {
    const states = [start, ready, runs].reduce(
      (all, event) => [...all, applyEvent(all.at(-1) ?? initialState, event)],
      [initialState],
    );
    const done = (connection: string, state: number, engine: 'starting' | 'running' | null): number =>
      startingSteps(connection, states[state] ?? initialState, engine).filter((step) => step.done).length;
    expect(done('connecting', 0, null)).toBe(0);
    expect(done('open', 0, 'starting')).toBe(1);
    expect(done('open', 0, 'running')).toBe(2);
    expect(done('open', 1, 'running')).toBe(3);
    expect(done('open', 2, 'running')).toBe(4);
    expect(done('open', 3, 'running')).toBe(5);
  });
});

import { expect, it } from 'vitest';
import { initialState } from './initial.ts';
import { gatesInOrder } from './next-gate.ts';
import type { GateState, LabState } from './state.ts';

const gate = (id: string, seq: number, more: Partial<GateState>): GateState => ({
  id,
  holds: 'syscall.enter',
  ref: 1,
  seq,
  since: 0,
  pid: null,
  role: null,
  packet: null,
  ...more,
});

const lab = (order: 'packets' | 'programs' | undefined, gates: GateState[]): LabState => ({
  ...initialState,
  gates,
  lab: {
    lesson: { id: 'x', title: 'x' },
    tier: 'lab',
    hosts: [],
    began: null,
    versions: {},
    kernel: '6.18',
    arch: 'x64',
    settings: { kernel: 'hold', ...(order === undefined ? {} : { order }) },
    programs: ['server', 'client'].map((role) => ({ role, file: '', host: 'A', args: [], text: '' })),
    wire: 'tun',
    missing: [],
    phase: 'ready',
    end: null,
  },
});

const gates = [
  gate('client', 1, { pid: 9, role: 'client' }),
  gate('packet 1', 2, { holds: 'packet.held', packet: 'p1' }),
  gate('server', 3, { pid: 8, role: 'server' }),
  gate('packet 2', 4, { holds: 'packet.held', packet: 'p2' }),
];

const order = (which: 'packets' | 'programs' | undefined): string[] =>
  gatesInOrder(lab(which, gates)).map(({ id }) => id);

it('packets first, oldest first, then the programs as listed', () => {
  expect(order(undefined)).toEqual(['packet 1', 'packet 2', 'server', 'client']);
  expect(order('packets')).toEqual(order(undefined));
});

it('programs first where a lesson wants its packets to cross', () => {
  expect(order('programs')).toEqual(['server', 'client', 'packet 1', 'packet 2']);
});

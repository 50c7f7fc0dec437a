import { expect, it } from 'vitest';
import type { LabState } from '#shared/model/state';
import { heldWords } from './held.ts';

const gate = {
  id: 'g',
  holds: 'syscall.enter',
  ref: 1,
  seq: 2,
  since: 3,
  pid: null,
  role: null,
  packet: null,
} as const;

it('says what a lab holds back: each call by its program, packets by their number', () => {
  const processes = { 7: { call: { api: 'connect' } } } as unknown as LabState['processes'];
  const gates = [
    { ...gate, pid: 7, role: 'client' },
    { ...gate, pid: 8, role: 'server' },
    { ...gate, packet: 'p1' },
  ];
  expect(heldWords({ gates, processes })).toEqual(['client connect', 'server', '1 packet']);
  expect(heldWords({ gates: [], processes })).toEqual([]);
});

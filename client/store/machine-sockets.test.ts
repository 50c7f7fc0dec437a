import { describe, expect, it } from 'vitest';
import type { MachineSocket, MachineSockets } from '#shared/protocol/sockets';
import { compare } from './machine-sockets.ts';

const socket = (cookie: string, state: MachineSocket['state'], protocol: MachineSocket['protocol'] = 'tcp') =>
  ({ cookie, state, protocol }) as MachineSocket;
const look = (...sockets: MachineSocket[]): MachineSockets => ({
  at: 0,
  total: sockets.length,
  population: {},
  sockets,
  missing: [],
});

describe('two looks', () => {
  it('differ by what came and what moved; the first look is no news', () => {
    const first = look(socket('1', 'LISTEN'), socket('2', 'ESTABLISHED'), socket('3', 'ESTABLISHED'));
    const second = look(socket('1', 'LISTEN'), socket('2', 'FIN_WAIT2'), socket('4', 'SYN_SENT'));
    expect(compare(null, first).map(({ news }) => news)).toEqual([null, null, null]);
    expect(compare(first, second).map(({ news }) => news)).toEqual([null, 'moved', 'new']);
  });

  it('know a socket by its protocol and its cookie', () => {
    const [before, after] = [look(socket('1', 'ESTABLISHED')), look(socket('1', 'ESTABLISHED', 'unix'))];
    expect(compare(before, after)[0]?.news).toBe('new');
  });
});

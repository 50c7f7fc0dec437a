import { describe, expect, it } from 'vitest';
import { populationOf, totalOf } from './population.ts';

describe('a population', () => {
  const sockets = [
    { protocol: 'tcp', type: 'SOCK_STREAM', state: 'LISTEN' },
    { protocol: 'tcp', type: 'SOCK_STREAM', state: 'TIME_WAIT' },
    { protocol: 'tcp', type: 'SOCK_STREAM', state: 'TIME_WAIT' },
    { protocol: 'udp', type: 'SOCK_DGRAM', state: 'UNCONN' },
    { protocol: 'unix', type: 'SOCK_SEQPACKET', state: 'ESTABLISHED' },
    { protocol: 'unix', type: 'SOCK_STREAM', state: 'ESTABLISHED' },
    { protocol: 'unix', type: 'SOCK_DGRAM', state: 'UNCONN' },
  ] as const;

  it('counts by machine and state; SOCK_SEQPACKET goes with the Unix streams', () => {
    expect(populationOf(sockets)).toEqual({
      tcp: { LISTEN: 1, TIME_WAIT: 2 },
      udp: { UNCONN: 1 },
      'unix-stream': { ESTABLISHED: 2 },
      'unix-dgram': { UNCONN: 1 },
    });
  });

  it('adds up to the sockets of each machine, and to none where there are none', () => {
    const population = populationOf(sockets);
    expect(totalOf(population, 'tcp')).toBe(3);
    expect(totalOf(population, 'unix-stream')).toBe(2);
    expect(totalOf(populationOf([]), 'tcp')).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { tcp } from '#shared/machines/tcp';
import { tcpEcho } from '#shared/model/testing/tcp-echo';
import { beyondFigure, edgeTitle, machinesOf, staysOf, trailed } from './trails.ts';

const { state } = tcpEcho('connected');

describe('the way of a socket', () => {
  const client = state.sockets['s2'];
  if (client === undefined) throw new Error('no s2');

  it('names each state with the time spent there, up to now', () => {
    const stays = staysOf(client, state.t);
    expect(stays.map(({ state, now }) => [state, now])).toEqual([
      ['CLOSED', false],
      ['SYN_SENT', false],
      ['ESTABLISHED', true],
    ]);
    const [first, second] = client.visits;
    expect(stays[0]?.nanos).toBe((second?.t ?? 0) - (first?.t ?? 0));
    expect(stays.reduce((sum, { nanos }) => sum + (nanos ?? 0), 0)).toBe(state.t - (first?.t ?? 0));
  });

  it('knows no time of what was passed between two looks, and tells where a socket that is gone was last', () => {
    const passed = {
      ...client,
      visits: client.visits.map((visit) => ({ ...visit, inferred: visit.to === 'SYN_SENT' })),
    };
    expect(staysOf(passed, state.t)[1]?.nanos).toBeNull();
    const { state: later } = tcpEcho();
    const child = later.sockets['s3'];
    expect(child?.gone).toBe(true);
    expect(child === undefined ? [] : staysOf(child, later.t).map(({ state }) => state)).toEqual([
      'SYN_RECV',
      'ESTABLISHED',
      'CLOSE_WAIT',
      'LAST_ACK',
    ]);
  });

  it('is told for each socket of the machine', () => {
    expect(machinesOf(state).map(({ id }) => id)).toEqual(['tcp']);
    expect(trailed(state, tcp).map(({ id }) => id)).toEqual(['s1', 's2', 's3']);
  });
});

describe('Linux beside the book', () => {
  it('has edges that figure 5 leaves out, each with where it is written', () => {
    const edges = beyondFigure(tcp);
    expect(edges).toContain('FIN_WAIT1->TIME_WAIT');
    expect(edges).toContain('ESTABLISHED->CLOSED');
    expect(edges).not.toContain('LISTEN->SYN_RECV');
    for (const edge of edges) expect(edgeTitle(tcp, edge)).toMatch(/\(.+\)$/);
  });
});

import { describe, expect, expectTypeOf, it } from 'vitest';
import { stateSchema, type SocketState } from '../events/socket.ts';
import { ssWord, stateFromSs, stateName, stateNumbers, stateTable, type StateName } from './states.ts';

describe('state names', () => {
  it('are exactly those of the events', () => {
    expectTypeOf<StateName>().toEqualTypeOf<SocketState>();
    const named = new Set(Object.values(stateTable).flatMap((rows) => rows.map((row) => row.name)));
    expect([...named].sort()).toEqual([...stateSchema.options].sort());
  });

  it('follow the kernel: include/net/tcp_states.h', () => {
    const names = Array.from({ length: 13 }, (_, i) => stateName('tcp', i + 1));
    expect(names).toEqual([
      'ESTABLISHED',
      'SYN_SENT',
      'SYN_RECV',
      'FIN_WAIT1',
      'FIN_WAIT2',
      'TIME_WAIT',
      'CLOSED',
      'CLOSE_WAIT',
      'LAST_ACK',
      'LISTEN',
      'CLOSING',
      'SYN_RECV',
      'CLOSED',
    ]);
    expect(stateName('tcp', 14)).toBeUndefined();
    expect(stateNumbers('tcp', 'SYN_RECV')).toEqual([3, 12]);
  });

  it('call state 7 CLOSED in TCP and UNCONN elsewhere', () => {
    expect([stateName('tcp', 7), stateName('udp', 7), stateName('unix', 7)]).toEqual(['CLOSED', 'UNCONN', 'UNCONN']);
    expect(stateName('unix', 4)).toBeUndefined();
  });

  it('are there and back through the words of ss', () => {
    for (const protocol of ['tcp', 'udp', 'unix'] as const)
      for (const { name } of stateTable[protocol]) {
        const word = ssWord(protocol, name);
        expect(word).toBeDefined();
        expect(stateFromSs(protocol, word ?? '')).toBe(name);
      }
    expect(ssWord('tcp', 'FIN_WAIT1')).toBe('FIN-WAIT-1');
    expect(stateFromSs('tcp', 'CLOSE')).toBe('CLOSED');
    expect(stateFromSs('tcp', 'NONSENSE')).toBeUndefined();
  });
});

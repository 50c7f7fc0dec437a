import { describe, expect, test } from 'vitest';
import { conditionForms, parseCondition } from './conditions.ts';

const read = (text: string): unknown => {
  const result = parseCondition(text);
  return result.ok ? result.value : result.error.message;
};

describe('the language of conditions', () => {
  test('reads every form it advertises', () => {
    expect(conditionForms.filter((form) => !parseCondition(form).ok)).toEqual([]);
  });

  test.each([
    ['server blocked in accept', { kind: 'blocked', role: 'server', api: 'accept' }],
    ['server waits in accept', { kind: 'blocked', role: 'server', api: 'accept' }],
    ['client enters connect', { kind: 'enters', role: 'client', api: 'connect' }],
    ['slow client connect returns 0', { kind: 'returns', role: 'slow client', api: 'connect', ret: 0 }],
    ['client socket returns', { kind: 'returns', role: 'client', api: 'socket', ret: null }],
    ['client send returns -1', { kind: 'returns', role: 'client', api: 'send', ret: -1 }],
    [
      'client connect fails with ECONNREFUSED',
      { kind: 'fails', role: 'client', api: 'connect', errno: 'ECONNREFUSED' },
    ],
    ['client recv fails with EWOULDBLOCK', { kind: 'fails', role: 'client', api: 'recv', errno: 'EAGAIN' }],
    ['client reaches SYN_SENT', { kind: 'reaches', role: 'client', state: 'SYN_SENT' }],
    ['client  is   ESTABLISHED', { kind: 'is', role: 'client', state: 'ESTABLISHED' }],
    ['server exits 0', { kind: 'exits', role: 'server', status: 0 }],
    ['client killed by SIGPIPE', { kind: 'killed', role: 'client', signal: 'SIGPIPE' }],
    ['packet SYN,ACK from A to B', { kind: 'packet', flags: ['SYN', 'ACK'], from: 'A', to: 'B', fate: null }],
    ['packet RST from B to A dropped', { kind: 'packet', flags: ['RST'], from: 'B', to: 'A', fate: 'dropped' }],
  ])('%s', (text, condition) => {
    expect(read(text)).toEqual(condition);
  });

  test.each([
    ['client connect fails with ECONNREFUSD', 'ECONNREFUSD is no error of Linux; write its name as errno(3) lists it'],
    ['client reaches SYN-SENT', '"client reaches SYN-SENT" is not a condition'],
    ['client reaches SYNSENT', 'SYNSENT is no socket state; write one of CLOSED, LISTEN'],
    ['server blocked in acept', "acept is no call of the lab; write a call's name"],
    ['packet SYN,ACC from A to B', '"ACC" is no TCP flag; write flags of SYN, FIN'],
    ['', '"" is not a condition; write it like "server blocked in accept"'],
  ])('%s is refused with advice', (text, start) => {
    expect(read(text)).toContain(start);
  });
});

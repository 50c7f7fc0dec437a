import { describe, expect, test } from 'vitest';
import { conditionForms, parseCondition } from './conditions.ts';

const read = (text: string): unknown => {
  const result = parseCondition(text);
  return result.ok ? result.value : result.error.message;
};

const packet = (what: unknown, from: string, to: string, fate: string | null = null): object => ({
  kind: 'packet',
  what,
  from,
  to,
  fate,
  where: [],
});

describe('the language of conditions', () => {
  test('reads every form it advertises', () => {
    expect(conditionForms.filter((form) => !parseCondition(form).ok)).toEqual([]);
  });

  test.each([
    ['server blocked in accept', { kind: 'blocked', role: 'server', api: 'accept' }],
    ['server waits in accept', { kind: 'blocked', role: 'server', api: 'accept' }],
    ['client sleeps in unix_wait_for_peer', { kind: 'sleeps', role: 'client', where: 'unix_wait_for_peer' }],
    ['client calls send 3 times', { kind: 'times', count: 3, what: { kind: 'enters', role: 'client', api: 'send' } }],
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
    ['server accept is restarted', { kind: 'fails', role: 'server', api: 'accept', errno: 'ERESTARTSYS' }],
    ['server gets SIGCHLD', { kind: 'gets', role: 'server', signal: 'SIGCHLD' }],
    ['client killed by SIGPIPE', { kind: 'killed', role: 'client', signal: 'SIGPIPE' }],
    ['packet SYN,ACK from A to B', packet(['SYN', 'ACK'], 'A', 'B')],
    ['packet RST from B to A dropped', packet(['RST'], 'B', 'A', 'dropped')],
    ['packet data from B to A copied', packet('data', 'B', 'A', 'copied')],
    ['packet ICMP from A to B', packet('ICMP', 'A', 'B')],
    [
      'packet ACK from A to B with window 0 and len 0',
      {
        ...packet(['ACK'], 'A', 'B'),
        where: [
          { field: 'window', value: 0 },
          { field: 'len', value: 0 },
        ],
      },
    ],
    ['no packet RST from A to B', { kind: 'never', what: packet(['RST'], 'A', 'B') }],
    ['3 packets SYN from B to A', { kind: 'count', count: 3, exactly: true, what: packet(['SYN'], 'B', 'A') }],
    ['at least 1 packet data from B to A', { kind: 'count', count: 1, exactly: false, what: packet('data', 'B', 'A') }],
    [
      'server accept never returns',
      { kind: 'never', what: { kind: 'returns', role: 'server', api: 'accept', ret: null } },
    ],
    ['client never reaches LISTEN', { kind: 'never', what: { kind: 'reaches', role: 'client', state: 'LISTEN' } }],
    [
      'client goes FIN_WAIT1->CLOSING -> TIME_WAIT',
      { kind: 'goes', role: 'client', path: ['FIN_WAIT1', 'CLOSING', 'TIME_WAIT'] },
    ],
    ['server accept queue reaches 2', { kind: 'queue', role: 'server', queue: 'accept', length: 2 }],
    ['client runs the persist timer', { kind: 'timer', role: 'client', timer: 'persist' }],
    [
      'client prints "the day before" before server exits 0',
      {
        kind: 'before',
        what: { kind: 'prints', role: 'client', text: 'the day before' },
        other: { kind: 'exits', role: 'server', status: 0 },
      },
    ],
    ['client prints "it never goes"', { kind: 'prints', role: 'client', text: 'it never goes' }],
  ])('%s', (text, condition) => {
    expect(read(text)).toEqual(condition);
  });

  test.each([
    ['client connect fails with ECONNREFUSD', 'ECONNREFUSD is no error of Linux; write its name as errno(3) lists it'],
    ['client reaches SYN-SENT', '"client reaches SYN-SENT" is not a condition'],
    ['client reaches SYNSENT', 'SYNSENT is no socket state; write one of CLOSED, LISTEN'],
    ['server blocked in acept', "acept is no call of the lab; write a call's name"],
    ['packet SYN,ACC from A to B', '"ACC" is no TCP flag; write flags of SYN, FIN'],
    ['packet SYN from B to C', '"packet SYN from B to C" is no condition about packets; write it like'],
    ['2 packets SYN from B', '"packet SYN from B" is no condition about packets; write it like'],
    ['packet SYN from B to A with colour 3', 'after "with" stand seq, ack, len, window and a number'],
    ['client goes SYN_SENT -> SYN_RCVD', 'SYN_RCVD is no socket state; write one of'],
    ['client runs the linger timer', 'linger is no timer of a socket; write one of retransmit'],
    ['server gets SIGCHILD', 'SIGCHILD is no signal of Linux; write its name as signal(7) lists it'],
    ['server exits 0 before it rains', '"server exits 0 before it rains" is not a condition'],
    ['client never arrives', '"client never arrives" is not a condition'],
    ['', '"" is not a condition; write it like "server blocked in accept"'],
  ])('%s is refused with advice', (text, start) => {
    expect(read(text)).toContain(start);
  });
});

import { describe, expect, test } from 'vitest';
import type { LabState } from '../model/state.ts';
import { Story } from '../model/testing/story.ts';
import { client, hello, server, tcpEcho } from '../model/testing/tcp-echo.ts';
import { Timeline } from '../model/timeline.ts';
import { parseCondition, type Condition } from './conditions.ts';
import { createTracker, held, holds } from './tracker.ts';

const read = (text: string): Condition => {
  const result = parseCondition(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

describe('over a whole run of tcp-echo', () => {
  const { log } = tcpEcho();

  test.each([
    'server blocked in accept',
    'client enters connect',
    'client enters sendto',
    'client connect returns 0',
    'client socket returns',
    'client send returns 5',
    'client reaches SYN_SENT',
    'server reaches SYN_RECV',
    'server reaches CLOSED',
    'client is TIME_WAIT',
    'client exits 0',
    'packet SYN from B to A',
    'packet SYN,ACK from A to B held',
    'packet SYN,ACK from A to B delivered',
    'packet ACK from B to A',
    'packet data from B to A with len 5',
    '1 packet SYN from B to A',
    'at least 2 packets ACK from B to A',
    'no packet RST from A to B',
    'server never reaches SYN_SENT',
    'client goes SYN_SENT -> ESTABLISHED -> FIN_WAIT1',
    'client calls connect 1 time',
    'server calls recv 1 time',
    'client enters connect before client connect returns 0',
    'client reaches SYN_SENT before client reaches LISTEN',
    'server goes LISTEN -> SYN_RECV -> ESTABLISHED',
  ])('%s', (text) => {
    expect(holds(read(text), log)).toBe(true);
  });

  test.each([
    'client blocked in accept',
    'client connect returns 1',
    'client connect fails with ECONNREFUSED',
    'server reaches SYN_SENT',
    'client exits 1',
    'client killed by SIGPIPE',
    'packet SYN from A to B',
    'packet SYN,ACK from A to B dropped',
    'packet RST from A to B',
    'packet data from B to A with len 6',
    'packet SYN from B to A copied',
    '2 packets SYN from B to A',
    'at least 2 packets SYN from B to A',
    'no packet SYN from B to A',
    'client never reaches SYN_SENT',
    'client goes SYN_SENT -> FIN_WAIT1',
    'server calls recv 0 times',
    'server calls recv 2 times',
    'client connect returns 0 before client enters connect',
    'client reaches LISTEN before client reaches SYN_SENT',
    'client runs the persist timer',
    'client prints "goodbye"',
  ])('not: %s', (text) => {
    expect(holds(read(text), log)).toBe(false);
  });
});

test('a tracker says at which event each condition came true, once', () => {
  const { log } = tcpEcho('ack held');
  const timeline = new Timeline(log, { every: 1 });
  const tracker = createTracker(['server blocked in accept', 'client reaches SYN_SENT', 'server exits 0'].map(read));
  const told = log.flatMap((event) => tracker.see(event, timeline.stateAt(event.seq)).map((i) => `${i} ${event.kind}`));
  expect(told).toEqual(['0 syscall.blocked', '1 socket.state']);
  expect(tracker.met()).toEqual([true, true, false]);
});

test('asleep in a function of the kernel: as far as the kernel has told it', () => {
  const accept = { pid: 7, tid: 7, role: 'server', call: 'accept', api: 'accept', since: 0 };
  const silent = new Story();
  silent.add('syscall.blocked', accept);
  const telling = new Story();
  telling.add('syscall.blocked', { ...accept, wchan: 'inet_csk_accept' });
  const asleep = read('server sleeps in inet_csk_accept');
  expect(holds(asleep, silent.log)).toBe(false);
  expect(holds(asleep, telling.log)).toBe(true);
  expect(holds(read('server sleeps in unix_wait_for_peer'), telling.log)).toBe(false);
});

test('a state passed between two looks was reached, though nobody saw it', () => {
  const story = tcpEcho('accepting');
  story.add('socket.open', {
    source: 'sock_diag',
    socket: 's3',
    host: 'A',
    family: 'AF_INET',
    type: 'SOCK_STREAM',
    protocol: 'tcp',
    state: 'ESTABLISHED',
    owners: [],
    parent: 's1',
    cookie: '3',
  });
  expect(holds(read('server reaches SYN_RECV'), story.log)).toBe(true);
  expect(holds(read('server is SYN_RECV'), story.log)).toBe(false);
  const seen: LabState['sockets'] = story.state.sockets;
  expect(seen.s3?.visits.map((visit) => [visit.to, visit.inferred])).toEqual([
    ['SYN_RECV', true],
    ['ESTABLISHED', false],
  ]);
});

test('what a program printed, in one call or in several', () => {
  const story = new Story().start(['client']).spawn(client);
  const out = [
    ['fd', 1],
    ['buf', hello],
    ['count', 5],
  ] as const;
  for (const line of [4, 5])
    story.enter(client, 'printf/write', line, out).letIn(client).returns(client, 5).goOn(client);
  const said = [
    'client prints "hello"',
    'client prints "lohel"',
    'client prints "help"',
    'client never prints "hello"',
    'server prints "hello"',
  ];
  expect(held(said.map(read), story.log)).toEqual([true, true, false, false, false]);
});

test('copies of a packet count as packets; its being held and delivered does not count twice', () => {
  const story = new Story().start(['client']).spawn(client);
  story.packet('p1', 'B', 'SYN', [40000, 7000]).deliver('p1');
  story.packet('p2', 'B', 'SYN', [40000, 7000], { retransmitOf: 'p1' }).deliver('p2');
  const said = [
    '2 packets SYN from B to A',
    '1 packet SYN from B to A',
    '1 packet SYN from B to A copied',
    'at least 3 packets SYN from B to A',
  ];
  expect(held(said.map(read), story.log)).toEqual([true, false, true, false]);
});

test('queues and timers are those of the role’s own sockets, and a listener’s figures are no bytes', () => {
  const story = new Story().start(['server', 'client']).spawn(server).spawn(client, 'B');
  const socket = { source: 'sock_diag', family: 'AF_INET', type: 'SOCK_STREAM', protocol: 'tcp' } as const;
  const owned = (pid: number): { owners: { pid: number; fd: number }[] } => ({ owners: [{ pid, fd: 3 }] });
  story.add('socket.open', { ...socket, ...owned(server.pid), socket: 's1', host: 'A', state: 'LISTEN', cookie: '1' });
  story.add('socket.queues', {
    source: 'sock_diag',
    socket: 's1',
    recvq: 2,
    sendq: 1,
    acceptQueue: { length: 2, limit: 1 },
  });
  story.add('socket.open', {
    ...socket,
    ...owned(client.pid),
    socket: 's2',
    host: 'B',
    state: 'ESTABLISHED',
    cookie: '2',
  });
  story.add('socket.queues', {
    source: 'sock_diag',
    socket: 's2',
    sendq: 900,
    timer: { name: 'persist', expiresMs: 200, count: 0 },
  });
  const said = [
    'server accept queue reaches 2',
    'server receive queue reaches 1',
    'client send queue reaches 900',
    'client send queue reaches 901',
    'client runs the persist timer',
    'server runs the persist timer',
    'client runs the retransmit timer',
  ];
  expect(held(said.map(read), story.log)).toEqual([true, false, true, false, true, false, false]);
});

import { describe, expect, test } from 'vitest';
import type { LabState } from '../model/state.ts';
import { tcpEcho } from '../model/testing/tcp-echo.ts';
import { Timeline } from '../model/timeline.ts';
import { parseCondition, type Condition } from './conditions.ts';
import { createTracker, holds } from './tracker.ts';

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

import { expect, test } from 'vitest';
import type { Value } from '#shared/events/value';
import { Story, type Arg } from '#shared/model/testing/story';
import { outlook, type Past } from './outcome.ts';

const server = { pid: 7, role: 'server' };

/** The log so far, `seconds` after its last event. */
const pastOf = ({ log, state }: Story, seconds = 0): Past => ({ events: log, state, now: state.t + seconds * 1e9 });

/** What a lab whose only program sleeps in this call can still do. */
function asleepIn(names: string, args: readonly Arg[]): string {
  const story = new Story().start(['server']).spawn(server);
  story.enter(server, names, 1, args).letIn(server).blocked(server);
  return outlook(pastOf(story), ['server']).kind;
}

test.each<[string, readonly Arg[]]>([
  ['accept', [['sockfd', 3]]],
  ['poll', [['timeout', -1]]],
  ['epoll_wait', [['timeout', -1]]],
  ['select/pselect6', [['timeout', null]]],
])('nothing wakes a program from %s without a timeout', (names, args) => {
  expect(asleepIn(names, args)).toBe('stuck');
});

test.each<[string, readonly Arg[]]>([
  ['poll', [['timeout', 1000]]],
  ['epoll_wait', [['timeout', 1000]]],
  ['select/pselect6', [['timeout', { struct: 'timespec', fields: { tv_sec: 1, tv_nsec: 0 } }]]],
  ['sleep/clock_nanosleep', [['request', { struct: 'timespec', fields: { tv_sec: 1, tv_nsec: 0 } }]]],
])('time wakes a program from %s with one', (names, args) => {
  expect(asleepIn(names, args)).toBe('running');
});

const seconds = (count: number): Value => ({ struct: 'timeval', fields: { tv_sec: count, tv_usec: 0 } });
const expiry = (value: number, interval = 0): Value => ({
  struct: 'itimerspec',
  fields: { it_interval: seconds(interval), it_value: seconds(value) },
});

/** A server that has made these calls, and sleeps in the last one; the outlook so many seconds later. */
function after(
  later: number,
  ...calls: readonly (readonly [names: string, args: readonly Arg[], ret?: number | string])[]
): string {
  const story = new Story().start(['server']).spawn(server);
  calls.forEach(([names, args, ret = 0], i) => {
    story.enter(server, names, i + 1, args).letIn(server);
    if (i === calls.length - 1) story.blocked(server);
    else story.returns(server, ret).goOn(server);
  });
  return outlook(pastOf(story, later), ['server']).kind;
}

const socket: Arg = ['sockfd', 3, 's1'];
const timeout = (name: string, count: number): readonly [string, readonly Arg[]] => [
  'setsockopt',
  [socket, ['level', 1], ['optname', { symbol: name, raw: 20 }], ['optval', seconds(count)], ['optlen', 16]],
];
const timer = (value: number, interval = 0): readonly [string, readonly Arg[]] => [
  'timerfd_settime',
  [
    ['fd', 5],
    ['flags', { flags: [], raw: 0 }],
    ['new_value', expiry(value, interval)],
    ['old_value', null],
  ],
];
const pollOf = (fd: number): readonly [string, readonly Arg[]] => [
  'poll',
  [
    ['fds', { list: [{ struct: 'pollfd', fields: { fd } }] }],
    ['nfds', 1],
    ['timeout', -1],
  ],
];
const watch = (op: string): readonly [string, readonly Arg[]] => [
  'epoll_ctl',
  [
    ['epfd', 4],
    ['op', { symbol: op, raw: 1 }],
    ['fd', 5],
    ['event', null],
  ],
];
const epollWait: readonly [string, readonly Arg[]] = [
  'epoll_wait',
  [
    ['epfd', 4],
    ['timeout', -1],
  ],
];

test('the time-out of its socket wakes a program, however long it takes', () => {
  expect(after(60, timeout('SO_RCVTIMEO', 90), ['recv/recvfrom', [socket]])).toBe('running');
  expect(after(60, timeout('SO_RCVTIMEO', 90), ['accept', [socket]])).toBe('running');
  expect(after(60, timeout('SO_SNDTIMEO', 90), ['send/sendto', [socket]])).toBe('running');
  expect(after(60, timeout('SO_SNDTIMEO', 90), ['connect', [socket]])).toBe('running');
});

test('not that of the other direction, of another socket, or one that was taken back', () => {
  expect(after(5, timeout('SO_SNDTIMEO', 90), ['recv/recvfrom', [socket]])).toBe('stuck');
  expect(after(5, timeout('SO_RCVTIMEO', 90), ['recv/recvfrom', [['sockfd', 4, 's2']]])).toBe('stuck');
  expect(after(5, timeout('SO_RCVTIMEO', 90), timeout('SO_RCVTIMEO', 0), ['recv/recvfrom', [socket]])).toBe('stuck');
});

test('an alarm wakes a program once', () => {
  const alarm = (count: number): readonly [string, readonly Arg[]] => ['alarm', [['seconds', count]]];
  expect(after(9, alarm(10), ['pause', []])).toBe('running');
  expect(after(13, alarm(10), ['pause', []])).toBe('stuck');
  expect(after(1, alarm(10), alarm(0), ['pause', []])).toBe('stuck');
  expect(after(60, ['setitimer', [['new_value', expiry(1, 100)]]], ['pause', []])).toBe('running');
});

test('a timer wakes who waits for its descriptor, and nobody else', () => {
  expect(after(9, timer(10), ['read', [['fd', 5]]])).toBe('running');
  expect(after(13, timer(10), ['read', [['fd', 5]]])).toBe('stuck');
  expect(after(13, timer(10, 100), ['read', [['fd', 5]]])).toBe('running');
  expect(after(9, timer(10), pollOf(5))).toBe('running');
  expect(after(9, timer(10), pollOf(3))).toBe('stuck');
  expect(
    after(9, timer(10), [
      'select/pselect6',
      [
        ['readfds', { list: [5], of: 'fd_set' }],
        ['timeout', null],
      ],
    ]),
  ).toBe('running');
  expect(after(9, watch('EPOLL_CTL_ADD'), timer(10), epollWait)).toBe('running');
  expect(after(9, watch('EPOLL_CTL_ADD'), watch('EPOLL_CTL_DEL'), timer(10), epollWait)).toBe('stuck');
  expect(after(9, timer(10), ['close', [['fd', 5]]], ['read', [['fd', 5]]])).toBe('stuck');
});

test('a call that failed has asked for nothing', () => {
  const [names, args] = timer(10);
  expect(after(9, [names, args, 'EINVAL'], ['read', [['fd', 5]]])).toBe('stuck');
});

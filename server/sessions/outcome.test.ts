import { expect, test } from 'vitest';
import { Story, type Arg } from '#shared/model/testing/story';
import { outlook } from './outcome.ts';

const server = { pid: 7, role: 'server' };

/** What a lab whose only program sleeps in this call can still do. */
function asleepIn(names: string, args: readonly Arg[]): string {
  const story = new Story().start(['server']).spawn(server);
  story.enter(server, names, 1, args).letIn(server).blocked(server);
  return outlook(story.state, ['server']).kind;
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

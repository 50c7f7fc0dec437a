import { describe, expect, it } from 'vitest';
import { parseCall, whyNotSame } from './same-calls.ts';

describe('a call as its parts', () => {
  it.each([
    ['close(3) = 0', { call: 'close', args: ['3'], result: '0' }],
    ['getpid()                    = 7', { call: 'getpid', args: [], result: '7' }],
    [
      'sendto(3, "a, )\\"b", 5, 0, {x=[1, 2]}, f(1, 2)) = -1 EPIPE (Broken pipe)',
      {
        call: 'sendto',
        args: ['3', '"a, )\\"b"', '5', '0', '{x=[1, 2]}', 'f(1, 2)'],
        result: '-1 EPIPE (Broken pipe)',
      },
    ],
    ['accept(3, NULL, NULL <unfinished ...>', null],
    ['--- SIGPIPE {si_signo=SIGPIPE} ---', null],
  ])('%s', (line, parts) => expect(parseCall(line)).toEqual(parts));
});

describe('our line beside strace’s', () => {
  it.each([
    ['close(3) = 0', 'close(3)      = 0'],
    ['shutdown(3, 7) = -1 EINVAL (x)', 'shutdown(3, 0x7 /* SHUT_??? */) = -1 EINVAL (x)'],
    ['bind(3, {sa_family=AF_INET}, 2) = 0', 'bind(3, 0x7ffe3e3649d0, 2) = 0'],
    ['f(3, SO_RCVTIMEO, {tv_sec=2, tv_usec=5}) = 0', 'f(3, SO_RCVTIMEO_OLD, "\\2\\0\\0"...) = 0'],
  ])('tells as much: %s', (ours, strace) => expect(whyNotSame(ours, strace)).toBeNull());

  it.each([
    ['close(3) = 0', 'close(4) = 0', 'argument 1'],
    ['close(3) = 0', 'close(3) = -1 EBADF (x)', 'another result'],
    ['dup(3) = 0', 'close(3) = 0', 'another call'],
    ['close(3, 4) = 0', 'close(3) = 0', 'another number of arguments'],
    ['bind(3, 0x7ffe3e3649d0, 2) = 0', 'bind(3, {sa_family=AF_INET}, 2) = 0', 'argument 2'],
    ['read(3, "a", 2) = 1', 'read(3, "b", 2) = 1', 'argument 2'],
    ['', 'close(3) = 0', 'one is no call'],
  ])('does not: %s', (ours, strace, why) => expect(whyNotSame(ours, strace)).toContain(why));
});

import { describe, expect, test } from 'vitest';
import { signalName } from '../abi/signals.ts';
import { toBase64 } from '../base/base64.ts';
import type { Argument, Value } from '../events/value.ts';
import { createLineWriter } from './log-line.ts';
import { formatCall, formatResumed } from './strace.ts';
import { quoteBytes, straceValue } from './strace-value.ts';
import { tcpEcho } from './testing/tcp-echo.ts';

const bytes = (text: string): Value => ({ bytes: toBase64(latin1(text)), length: text.length });
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const call = (name: string, ...args: (readonly [string, Value])[]): { call: string; args: Argument[] } => ({
  call: name,
  args: args.map(([argument, value]) => ({ name: argument, value })),
});

const inet: Value = { family: 'AF_INET', addr: '0.0.0.0', port: 0 };
const path: Value = { family: 'AF_UNIX', path: 'echo.sock' };

// The right-hand column is what strace 6.1 printed for a C program that makes these calls (spaces before "=" aside).
describe('calls as strace prints them', () => {
  test.each([
    [
      call(
        'socket',
        ['domain', { symbol: 'AF_INET', raw: 2 }],
        ['type', { flags: ['SOCK_STREAM', 'SOCK_CLOEXEC'], raw: 524289 }],
        ['protocol', { symbol: 'IPPROTO_IP', raw: 0 }],
      ),
      { ret: 3 },
      'socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 3',
    ],
    [
      call(
        'setsockopt',
        ['sockfd', 3],
        ['level', { symbol: 'SOL_SOCKET', raw: 1 }],
        ['optname', { symbol: 'SO_REUSEADDR', raw: 2 }],
        ['optval', { list: [1] }],
        ['optlen', 4],
      ),
      { ret: 0 },
      'setsockopt(3, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0',
    ],
    [
      call(
        'setsockopt',
        ['sockfd', 3],
        ['level', { symbol: 'SOL_SOCKET', raw: 1 }],
        ['optname', { symbol: 'SO_LINGER', raw: 13 }],
        ['optval', { struct: 'linger', fields: { l_onoff: 1, l_linger: 5 } }],
        ['optlen', 8],
      ),
      { ret: 0 },
      'setsockopt(3, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=5}, 8) = 0',
    ],
    [
      call('getsockname', ['sockfd', 3], ['addr', { pointer: '0x7ffe00' }], ['addrlen', { list: [16] }]),
      {
        ret: 0,
        outputs: [
          { name: 'addr', value: inet },
          { name: 'addrlen', value: { list: [16] } },
        ],
      },
      'getsockname(3, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("0.0.0.0")}, [16]) = 0',
    ],
    [
      call('getsockname', ['sockfd', 4], ['addr', { pointer: '0x7ffe00' }], ['addrlen', { list: [110] }]),
      {
        ret: 0,
        outputs: [
          { name: 'addr', value: path },
          { name: 'addrlen', value: { list: [12] } },
        ],
      },
      'getsockname(4, {sa_family=AF_UNIX, sun_path="echo.sock"}, [110 => 12]) = 0',
    ],
    [
      call('connect', ['sockfd', 3], ['addr', inet], ['addrlen', 16]),
      { ret: -1, errno: 'ECONNREFUSED' },
      'connect(3, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("0.0.0.0")}, 16) = -1 ECONNREFUSED (Connection refused)',
    ],
    [
      call('connect', ['sockfd', 4], ['addr', { family: 'AF_UNIX', abstract: 'abs' }], ['addrlen', 6]),
      { ret: -1, errno: 'ECONNREFUSED' },
      'connect(4, {sa_family=AF_UNIX, sun_path=@"abs"}, 6) = -1 ECONNREFUSED (Connection refused)',
    ],
    [
      call('connect', ['sockfd', 3], ['addr', { family: 'AF_INET6', addr: '::', port: 80 }], ['addrlen', 28]),
      { ret: -1, errno: 'EAFNOSUPPORT' },
      'connect(3, {sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "::", &sin6_addr), sin6_scope_id=0}, 28) = -1 EAFNOSUPPORT (Address family not supported by protocol)',
    ],
    [
      call(
        'sendto',
        ['sockfd', 3],
        ['buf', bytes('hi')],
        ['len', 2],
        ['flags', { flags: ['MSG_DONTWAIT', 'MSG_NOSIGNAL'], raw: 0x4040 }],
        ['dest_addr', null],
        ['addrlen', 0],
      ),
      { ret: -1, errno: 'EPIPE' },
      'sendto(3, "hi", 2, MSG_DONTWAIT|MSG_NOSIGNAL, NULL, 0) = -1 EPIPE (Broken pipe)',
    ],
    [
      call(
        'recvfrom',
        ['sockfd', 99],
        ['buf', { pointer: '0x7ffe3e3649d0' }],
        ['len', 5],
        ['flags', { flags: [], raw: 0 }],
        ['src_addr', null],
        ['addrlen', null],
      ),
      { ret: -1, errno: 'EBADF' },
      'recvfrom(99, 0x7ffe3e3649d0, 5, 0, NULL, NULL) = -1 EBADF (Bad file descriptor)',
    ],
    [
      call(
        'recvfrom',
        ['sockfd', 6],
        ['buf', { pointer: '0x7ffe00' }],
        ['len', 40],
        ['flags', { flags: [], raw: 0 }],
        ['src_addr', { pointer: '0x7ffe3e3648b0' }],
        ['addrlen', { list: [10] }],
      ),
      {
        ret: 3,
        outputs: [
          { name: 'buf', value: bytes('hey') },
          { name: 'src_addr', value: { fault: 'too short' } },
          { name: 'addrlen', value: { list: [0] } },
        ],
      },
      'recvfrom(6, "hey", 40, 0, 0x7ffe3e3648b0, [10 => 0]) = 3',
    ],
    [
      call(
        'socketpair',
        ['domain', { symbol: 'AF_UNIX', raw: 1 }],
        ['type', { flags: ['SOCK_STREAM'], raw: 1 }],
        ['protocol', 0],
        ['sv', { pointer: '0x7ffe00' }],
      ),
      { ret: 0, outputs: [{ name: 'sv', value: { list: [5, 6] } }] },
      'socketpair(AF_UNIX, SOCK_STREAM, 0, [5, 6]) = 0',
    ],
    [
      call('connect', ['sockfd', 3], ['addr', { fault: '0x1 is not mapped' }], ['addrlen', 16]),
      { ret: -1, errno: 'EFAULT' },
      'connect(3, 0x1, 16) = -1 EFAULT (Bad address)',
    ],
    [call('unlink', ['pathname', { text: 'echo.sock' }]), { ret: 0 }, 'unlink("echo.sock") = 0'],
    [call('exit_group', ['status', 0]), undefined, 'exit_group(0) = ?'],
  ] as const)('%#', (enter, exit, line) => {
    expect(formatCall(enter, exit)).toBe(line);
  });

  test.each([
    [
      call(
        'select',
        ['nfds', 7],
        ['readfds', { list: [4, 6], of: 'fd_set' }],
        ['writefds', { list: [4], of: 'fd_set' }],
        ['exceptfds', null],
        ['timeout', { struct: 'timeval', fields: { tv_sec: 1, tv_usec: 0 } }],
      ),
      {
        ret: 2,
        outputs: [
          { name: 'readfds', value: { list: [4], of: 'fd_set' } },
          { name: 'writefds', value: { list: [], of: 'fd_set' } },
          { name: 'timeout', value: { struct: 'timeval', fields: { tv_sec: 0, tv_usec: 9 } } },
        ],
      },
      'select(7, [4 6], [4], NULL, {tv_sec=1, tv_usec=0}) = 2 (in [4], left {tv_sec=0, tv_usec=9})',
    ],
    [
      call('poll', ['fds', { list: [{ struct: 'pollfd', fields: { fd: -5 } }] }], ['nfds', 1], ['timeout', 1]),
      { ret: 0, outputs: [{ name: 'fds', value: { list: [] } }] },
      'poll([{fd=-5}], 1, 1) = 0 (Timeout)',
    ],
    [
      call('fcntl', ['fd', 3], ['cmd', { symbol: 'F_GETFL', raw: 3 }]),
      { ret: 0x802, outputs: [{ name: 'flags', value: { flags: ['O_RDWR', 'O_NONBLOCK'], raw: 0x802 } }] },
      'fcntl(3, F_GETFL) = 0x802 (flags O_RDWR|O_NONBLOCK)',
    ],
    [
      call('fcntl', ['fd', 3], ['cmd', { symbol: 'F_DUPFD', raw: 0 }], ['arg', 30]),
      { ret: 30 },
      'fcntl(3, F_DUPFD, 30) = 30',
    ],
    [call('brk', ['addr', null]), { ret: 0x55555555d000 }, 'brk(NULL) = 0x55555555d000'],
    [
      call(
        'recvmsg',
        ['sockfd', 3],
        ['msg', { struct: 'msghdr', fields: { msg_name: { pointer: '0x7ffe00' }, msg_namelen: 110 } }],
        ['flags', { flags: [], raw: 0 }],
      ),
      {
        ret: 1,
        outputs: [{ name: 'msg', value: { struct: 'msghdr', fields: { msg_name: inet, msg_namelen: 16 } } }],
      },
      'recvmsg(3, {msg_name={sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("0.0.0.0")}, msg_namelen=110 => 16}, 0) = 1',
    ],
    [
      call('sendfile', ['out_fd', 4], ['in_fd', 3], ['offset', { list: [9] }], ['count', 4]),
      { ret: 4, outputs: [{ name: 'offset', value: { list: [13] } }] },
      'sendfile(4, 3, [9] => [13], 4) = 4',
    ],
    [
      call(
        'clone',
        ['flags', { flags: ['CLONE_CHILD_SETTID', 'SIGCHLD'], raw: 0x1000011 }],
        ['stack', null],
        ['parent_tid', null],
        ['child_tid', { pointer: '0x7ffff7dd1a10' }],
        ['tls', null],
      ),
      { ret: 4711 },
      'clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7ffff7dd1a10) = 4711',
    ],
    [
      call(
        'wait4',
        ['pid', -1],
        ['wstatus', { pointer: '0x7ffe00' }],
        ['options', { flags: [], raw: 0 }],
        ['rusage', null],
      ),
      {
        ret: 4711,
        outputs: [
          {
            name: 'wstatus',
            value: {
              struct: 'wait status',
              fields: { WIFSIGNALED: 1, WTERMSIG: { symbol: 'SIGSEGV', raw: 11 }, WCOREDUMP: 1 },
            },
          },
        ],
      },
      'wait4(-1, [{WIFSIGNALED(s) && WTERMSIG(s) == SIGSEGV && WCOREDUMP(s)}], 0, NULL) = 4711',
    ],
  ] as const)('what stands behind a result, and in an argument: %#', (enter, exit, line) => {
    expect(formatCall(enter, exit)).toBe(line);
  });

  test('a set of signals: bare names; one with most of them by what it lacks', () => {
    const signals = (...numbers: number[]): Value => ({
      list: numbers.map((number) => ({ symbol: signalName(number), raw: number })),
      of: 'sigset_t',
    });
    expect(straceValue(signals(10, 13, 34))).toBe('[USR1 PIPE RT_2]');
    const all = Array.from({ length: 64 }, (_, i) => i + 1);
    expect(straceValue(signals(...all.filter((number) => number !== 9 && number !== 19)))).toBe('~[KILL STOP]');
    expect(straceValue(signals(...all))).toBe('~[]');
  });

  test('of a long array the first 32, of a cut one that there are more', () => {
    expect(straceValue({ list: Array.from({ length: 40 }, () => 1) })).toBe(`[${'1, '.repeat(32)}...]`);
    expect(straceValue({ list: [1], total: 2 })).toBe('[1, ...]');
  });

  test('a call that has not returned is unfinished, and resumed when others spoke in between', () => {
    const accept = call('accept', ['sockfd', 3], ['addr', null], ['addrlen', null]);
    expect(formatCall(accept)).toBe('accept(3, NULL, NULL <unfinished ...>');
    const exit = tcpEcho('connected').log.findLast((event) => event.kind === 'syscall.exit' && event.call === 'accept');
    expect(exit?.kind === 'syscall.exit' && formatResumed(exit)).toBe('<... accept resumed>) = 4');
  });

  test('an error without a known text stands by its name', () => {
    expect(formatCall(call('close', ['fd', 3]), { ret: -1, errno: 'E4711' })).toBe('close(3) = -1 E4711');
  });
});

describe('bytes as strace quotes them', () => {
  test('C escapes, octal as short as the next digit allows', () => {
    expect(quoteBytes(latin1('\x018\x009\x00a\x7f\xc3\xa9"\\\n\x1b7\x1b8'))).toBe(
      String.raw`"\18\09\0a\177\303\251\"\\\n\0337\338"`,
    );
  });

  test('at most 32, and three dots where there are more', () => {
    expect(quoteBytes(latin1('x'.repeat(32)))).toBe(`"${'x'.repeat(32)}"`);
    expect(quoteBytes(latin1('x'.repeat(40)))).toBe(`"${'x'.repeat(32)}"...`);
    expect(quoteBytes(latin1('x'.repeat(10)), 5000)).toBe(`"${'x'.repeat(10)}"...`);
  });
});

test('a whole run, as a listing', () => {
  const writer = createLineWriter();
  const lines = tcpEcho().log.map((event) => writer.line(event));
  expect(lines.filter((line) => line.essential).map((line) => `${line.who}: ${line.text}`)).toMatchInlineSnapshot(`
    [
      "lab: A test: Linux 6.18.0 on x86_64, lab tier",
      "lab: ready",
      "server: +++ started as pid 101 on host A: server +++",
      "server: socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3",
      "server: s1: tcp socket, CLOSED",
      "server: bind(3, {sa_family=AF_INET, sin_port=htons(7000), sin_addr=inet_addr("0.0.0.0")}, 16) = 0",
      "server: listen(3, 5) = 0",
      "server: s1 0.0.0.0:7000: CLOSED -> LISTEN",
      "server: accept(3, NULL, NULL <unfinished ...>",
      "client: +++ started as pid 102 on host B: client +++",
      "client: socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3",
      "client: s2: tcp socket, CLOSED",
      "client: s2 10.0.0.2:41532 -> 10.0.0.1:7000: CLOSED -> SYN_SENT",
      "wire: p1 B -> A: SYN seq=0 held",
      "client: connect(3, {sa_family=AF_INET, sin_port=htons(7000), sin_addr=inet_addr("10.0.0.1")}, 16 <unfinished ...>",
      "wire: p1 B -> A: SYN seq=0 delivered",
      "server: s3 10.0.0.1:7000 -> 10.0.0.2:41532: tcp socket, SYN_RECV",
      "wire: p2 A -> B: SYN,ACK seq=0 ack=1 held",
      "wire: p2 A -> B: SYN,ACK seq=0 ack=1 delivered",
      "client: s2 10.0.0.2:41532 -> 10.0.0.1:7000: SYN_SENT -> ESTABLISHED",
      "wire: p3 B -> A: ACK seq=0 ack=1 held",
      "client: connect(3, {sa_family=AF_INET, sin_port=htons(7000), sin_addr=inet_addr("10.0.0.1")}, 16) = 0",
      "wire: p3 B -> A: ACK seq=0 ack=1 delivered",
      "server: s3 10.0.0.1:7000 -> 10.0.0.2:41532: SYN_RECV -> ESTABLISHED",
      "server: accept(3, NULL, NULL) = 4",
      "server: recvfrom(4, 0x402000, 128 <unfinished ...>",
      "client: sendto(3, "hello", 5) = 5",
      "wire: p4 B -> A: PSH,ACK seq=0 ack=1 len=5 held",
      "wire: p4 B -> A: PSH,ACK seq=0 ack=1 len=5 delivered",
      "server: recvfrom(4, "hello", 128) = 5",
      "client: close(3) = 0",
      "client: s2 10.0.0.2:41532 -> 10.0.0.1:7000: ESTABLISHED -> FIN_WAIT1",
      "wire: p5 B -> A: FIN,ACK seq=0 ack=1 held",
      "wire: p5 B -> A: FIN,ACK seq=0 ack=1 delivered",
      "server: s3 10.0.0.1:7000 -> 10.0.0.2:41532: ESTABLISHED -> CLOSE_WAIT",
      "client: s2 10.0.0.2:41532 -> 10.0.0.1:7000: FIN_WAIT1 -> FIN_WAIT2",
      "server: close(4) = 0",
      "server: s3 10.0.0.1:7000 -> 10.0.0.2:41532: CLOSE_WAIT -> LAST_ACK",
      "wire: p6 A -> B: FIN,ACK seq=0 ack=1 held",
      "wire: p6 A -> B: FIN,ACK seq=0 ack=1 delivered",
      "client: s2 10.0.0.2:41532 -> 10.0.0.1:7000: FIN_WAIT2 -> TIME_WAIT",
      "wire: p7 B -> A: ACK seq=0 ack=1 held",
      "wire: p7 B -> A: ACK seq=0 ack=1 delivered",
      "server: s3 10.0.0.1:7000 -> 10.0.0.2:41532: LAST_ACK -> gone",
      "server: +++ exited with 0 +++",
      "client: +++ exited with 0 +++",
      "server: s1 0.0.0.0:7000: LISTEN -> gone",
      "lab: finished",
    ]
  `);
});

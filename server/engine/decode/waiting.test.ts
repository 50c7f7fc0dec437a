import { describe, expect, it } from 'vitest';
import { syscalls, type SyscallName } from '#shared/abi/syscalls';
import { decodeArguments, decodeOutputs } from './arguments.ts';
import { memory, u16, u32, u64 } from './testing/fake-memory.ts';

const READ = 0x1000;
const WRITE = 0x2000;
const TIME = 0x3000;
const ranges = (filled: readonly { address: number; bytes: Uint8Array }[]): number[][] =>
  filled.map(({ address, bytes }) => [address, bytes.length]);
const before = (call: SyscallName, raw: number[], read: ReturnType<typeof memory>): unknown[] =>
  decodeArguments(syscalls[call], raw, read).map(({ value }) => value);

describe('select', () => {
  const raw = [70, READ, WRITE, 0, TIME];
  const time = [...u64(1), ...u64(500_000)];
  // Descriptor 3 and 69 to read; 70 is in the set too, and beyond nfds.
  const asked = memory({
    [READ]: [0b1000, 0, 0, 0, 0, 0, 0, 0, 0b0110_0000, 0, 0, 0, 0, 0, 0, 0],
    [WRITE]: Array<number>(16).fill(0),
    [TIME]: time,
  });

  it('sets are lists of the descriptors below nfds', () => {
    expect(before('select', raw, asked)).toEqual([
      70,
      { list: [3, 69], of: 'fd_set' },
      { list: [], of: 'fd_set' },
      null,
      { struct: 'timeval', fields: { tv_sec: 1, tv_usec: 500_000 } },
    ]);
  });

  it('writes back whole longs of each set, and the time that is left', () => {
    const { outputs, filled } = decodeOutputs(syscalls.select, raw, 2, [], asked);
    expect(outputs.map(({ name }) => name)).toEqual(['readfds', 'writefds', 'timeout']);
    expect(ranges(filled)).toEqual([
      [READ, 16],
      [WRITE, 16],
      [TIME, 16],
    ]);
  });

  it('interrupted by a signal, it has written the time all the same', () => {
    const { outputs, filled } = decodeOutputs(syscalls.select, raw, -4, [], asked);
    expect([outputs, ranges(filled)]).toEqual([[], [[TIME, 16]]]);
  });

  it('a negative count, and a set that is not mapped', () => {
    expect(before('select', [-1, READ, 0, 0, 0], asked)[1]).toEqual({ pointer: '0x1000' });
    expect(before('select', [1, 0x10, 0, 0, 0], asked)[1]).toEqual({ fault: '0x10 is not mapped' });
  });
});

describe('poll', () => {
  const fds = [...u32(3), ...u16(0x5), ...u16(0), ...u32(0xffff_ffff), ...u16(1), ...u16(0)];
  const answered = [...u32(3), ...u16(0x5), ...u16(0x4011), ...u32(0xffff_ffff), ...u16(1), ...u16(0)];
  const raw = [READ, 2, 1000];

  it('what is asked of each descriptor, and nothing of a negative one', () => {
    expect(before('poll', raw, memory({ [READ]: fds }))[0]).toEqual({
      list: [
        { struct: 'pollfd', fields: { fd: 3, events: { flags: ['POLLIN', 'POLLOUT'], raw: 5 } } },
        { struct: 'pollfd', fields: { fd: -1 } },
      ],
    });
  });

  it('answers for those that have something to tell; unknown bits stay a number', () => {
    const { outputs, filled } = decodeOutputs(syscalls.poll, raw, 1, [], memory({ [READ]: answered }));
    const revents = { flags: ['POLLIN', 'POLLHUP', '0x4000'], raw: 0x4011 };
    expect(outputs).toEqual([{ name: 'fds', value: { list: [{ struct: 'pollfd', fields: { fd: 3, revents } }] } }]);
    expect(ranges(filled)).toEqual([[READ, 16]]);
  });

  it('of many entries, an event carries the first and how many there are', () => {
    const many = Array.from({ length: 100 }, () => [...u32(3), ...u16(1), ...u16(1)]).flat();
    const read = memory({ [READ]: many });
    const [value] = before('poll', [READ, 100, 0], read) as { list: unknown[]; total: number }[];
    expect([value?.list.length, value?.total]).toEqual([64, 100]);
    expect(ranges(decodeOutputs(syscalls.poll, [READ, 100, 0], 100, [], read).filled)).toEqual([[READ, 800]]);
  });
});

describe('epoll', () => {
  const packed = process.arch === 'x64';
  const event = (events: number, low: number, high: number): number[] => [
    ...[...u32(events), ...(packed ? [] : u32(0))],
    ...[...u32(low), ...u32(high)],
  ];

  it('events, and data that a number cannot hold', () => {
    const read = memory({ [READ]: event(0x8000_2001, 0x7654_3210, 0xfedc_ba98) });
    expect(before('epoll_ctl', [4, 1, 3, READ], read)[3]).toEqual({
      struct: 'epoll_event',
      fields: {
        events: { flags: ['EPOLLIN', 'EPOLLRDHUP', 'EPOLLET'], raw: 0x8000_2001 },
        data: {
          struct: 'epoll_data',
          fields: { u32: 0x7654_3210, u64: { symbol: '18364758544493064720', raw: Number(18364758544493064720n) } },
        },
      },
    });
  });

  it('epoll_wait fills as many events as it returns', () => {
    const read = memory({ [READ]: [...event(1, 5, 0), ...event(4, 6, 0), ...event(0, 9, 9)] });
    const { outputs, filled } = decodeOutputs(syscalls.epoll_wait, [4, READ, 3, -1], 2, [], read);
    expect(outputs[0]?.value).toMatchObject({
      list: [{ fields: { data: { fields: { u64: 5 } } } }, { fields: { data: { fields: { u64: 6 } } } }],
    });
    expect(ranges(filled)).toEqual([[READ, packed ? 24 : 32]]);
  });
});

describe('processes and signals', () => {
  const status = (value: number): unknown =>
    decodeOutputs(syscalls.wait4, [-1, READ, 0, 0], 7, [], memory({ [READ]: u32(value) })).outputs[0]?.value;

  it.each([
    [0x0300, { WIFEXITED: 1, WEXITSTATUS: 3 }],
    [0x000d, { WIFSIGNALED: 1, WTERMSIG: { symbol: 'SIGPIPE', raw: 13 } }],
    [0x008b, { WIFSIGNALED: 1, WTERMSIG: { symbol: 'SIGSEGV', raw: 11 }, WCOREDUMP: 1 }],
    [0x137f, { WIFSTOPPED: 1, WSTOPSIG: { symbol: 'SIGSTOP', raw: 19 } }],
    [0xffff, { WIFCONTINUED: 1 }],
  ])('a wait status of %i', (value, fields) => expect(status(value)).toEqual({ struct: 'wait status', fields }));

  it('wait4 with WNOHANG that found none tells nothing', () => {
    const read = memory({ [READ]: u32(0x0300) });
    expect(decodeOutputs(syscalls.wait4, [-1, READ, 1, 0], 0, [], read).outputs).toEqual([]);
  });

  it('the rest of a sleep is told where a signal ended it, and noted even where the kernel restarted it', () => {
    const read = memory({ [TIME]: [...u64(1), ...u64(2)] });
    const raw = [0, 0, TIME, TIME];
    const rest = { struct: 'timespec', fields: { tv_sec: 1, tv_nsec: 2 } };
    expect(decodeOutputs(syscalls.clock_nanosleep, raw, -4, [], read).outputs).toEqual([
      { name: 'remain', value: rest },
    ]);
    const { outputs, filled } = decodeOutputs(syscalls.clock_nanosleep, raw, 0, [], read);
    expect([outputs, ranges(filled)]).toEqual([[], [[TIME, 16]]]);
  });

  it.each([
    [0, { symbol: 'SIG_DFL', raw: 0 }],
    [1, { symbol: 'SIG_IGN', raw: 1 }],
    [0x40_1136, { pointer: '0x401136' }],
  ])('a handler of %i', (handler, shown) => {
    const mask = [0, 0x10, 0, 0, 0x02, 0, 0, 0x80];
    const read = memory({ [READ]: [...u64(handler), ...u64(0x1400_0000), ...u64(0x7000), ...mask] });
    expect(before('rt_sigaction', [13, READ, 0, 8], read).slice(0, 2)).toEqual([
      { symbol: 'SIGPIPE', raw: 13 },
      {
        struct: 'sigaction',
        fields: {
          sa_handler: shown,
          sa_mask: {
            list: [
              { symbol: 'SIGPIPE', raw: 13 },
              { symbol: 'SIGRT_2', raw: 34 },
              { symbol: 'SIGRT_32', raw: 64 },
            ],
            of: 'sigset_t',
          },
          sa_flags: { flags: ['SA_RESTORER', 'SA_RESTART'], raw: 0x1400_0000 },
          sa_restorer: { pointer: '0x7000' },
        },
      },
    ]);
  });

  it('clone: the flags, then the signal', () => {
    expect(before('clone', [0x0120_0011, 0, 0, 0x7000, 0], memory({}))[0]).toEqual({
      flags: ['CLONE_CHILD_CLEARTID', 'CLONE_CHILD_SETTID', 'SIGCHLD'],
      raw: 0x0120_0011,
    });
  });

  it('execve: the words, and how many variables there are', () => {
    const read = memory({
      [READ]: [0x78, 0],
      [WRITE]: [...u64(READ), ...u64(READ), ...u64(0)],
    });
    expect(before('execve', [READ, WRITE, WRITE], read)).toEqual([
      { text: 'x' },
      { list: [{ text: 'x' }, { text: 'x' }] },
      { struct: 'environ', fields: { address: { pointer: '0x2000' }, variables: 2 } },
    ]);
  });
});

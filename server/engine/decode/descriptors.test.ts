import { describe, expect, it } from 'vitest';
import { syscalls, type SyscallName } from '#shared/abi/syscalls';
import { decodeArguments, decodeOutputs } from './arguments.ts';
import { bringUpToDate } from './filled.ts';
import { openedDescriptors } from './opened.ts';
import { memory, text, u32, u64 } from './testing/fake-memory.ts';

const HERE = 0x1000;
const nowhere = memory({});
const args = (call: SyscallName, raw: number[], read = nowhere): unknown[] =>
  decodeArguments(syscalls[call], raw, read).map(({ value }) => value);

describe('fcntl and ioctl', () => {
  it.each([
    ['F_GETFL has no argument', [3, 3, 0], [3, { symbol: 'F_GETFL', raw: 3 }]],
    [
      'F_SETFL has flags, the access mode among them',
      [3, 4, 0o4002],
      [3, { symbol: 'F_SETFL', raw: 4 }, { flags: ['O_RDWR', 'O_NONBLOCK'], raw: 0o4002 }],
    ],
    ['F_DUPFD has a number', [3, 0, 10], [3, { symbol: 'F_DUPFD', raw: 0 }, 10]],
    ['an unknown one has whatever it has', [3, 4711, 5], [3, { symbol: '4711', raw: 4711 }, { pointer: '0x5' }]],
  ])('%s', (_, raw, shown) => expect(args('fcntl', raw)).toEqual(shown));

  it('F_GETFL answers a set of bits', () => {
    const { outputs } = decodeOutputs(syscalls.fcntl, [3, 3, 0], 0o4002, [], nowhere);
    expect(outputs).toEqual([{ name: 'flags', value: { flags: ['O_RDWR', 'O_NONBLOCK'], raw: 0o4002 } }]);
    expect(decodeOutputs(syscalls.fcntl, [3, 0, 10], 10, [], nowhere).outputs).toEqual([]);
  });

  it('FIONREAD is filled, FIONBIO read, an unknown request stays a number', () => {
    const read = memory({ [HERE]: u32(5) });
    expect(args('ioctl', [3, 0x541b, HERE], read).slice(1)).toEqual([
      { symbol: 'FIONREAD', raw: 0x541b },
      { pointer: '0x1000' },
    ]);
    expect(decodeOutputs(syscalls.ioctl, [3, 0x541b, HERE], 0, [], read)).toEqual({
      outputs: [{ name: 'arg', value: { list: [5] } }],
      filled: [{ address: HERE, bytes: Uint8Array.from(u32(5)) }],
    });
    expect(args('ioctl', [3, 0x5421, HERE], read)[2]).toEqual({ list: [5] });
    expect(args('ioctl', [3, 0x8004_5430, HERE], read).slice(1)).toEqual([
      { symbol: '0x80045430', raw: 0x8004_5430 },
      { pointer: '0x1000' },
    ]);
  });
});

describe('vectors and lengths', () => {
  it('readv: what has come, in the order of the buffers', () => {
    const read = memory({
      [HERE]: [...u64(0x2000), ...u64(2), ...u64(0x3000), ...u64(8)],
      0x2000: text('ab'),
      0x3000: text('cdefghij'),
    });
    const { outputs, filled } = decodeOutputs(syscalls.readv, [3, HERE, 2], 3, [], read);
    expect(outputs[0]?.value).toEqual({
      list: [
        { struct: 'iovec', fields: { iov_base: { bytes: 'YWI=', length: 2 }, iov_len: 2 } },
        { struct: 'iovec', fields: { iov_base: { bytes: 'Yw==', length: 1 }, iov_len: 8 } },
      ],
    });
    expect(filled.map(({ bytes }) => bytes.length)).toEqual([2, 1]);
  });

  it('a buffer of a vector that is not mapped is a fault in its place; too many vectors are only an address', () => {
    const read = memory({ [HERE]: [...u64(0x10), ...u64(2)] });
    expect(args('writev', [3, HERE, 1], read)[1]).toEqual({
      list: [{ struct: 'iovec', fields: { iov_base: { fault: '0x10 is not mapped' }, iov_len: 2 } }],
    });
    expect(args('writev', [3, HERE, 1025], read)[1]).toEqual({ pointer: '0x1000' });
  });

  it('size_t is unsigned', () => {
    expect(args('read', [3, HERE, -1])[2]).toEqual({ symbol: '18446744073709551615', raw: -1 });
  });

  it('sendfile moves its offset', () => {
    const { outputs } = decodeOutputs(syscalls.sendfile, [4, 3, HERE, 4], 4, [], memory({ [HERE]: u64(13) }));
    expect(outputs).toEqual([{ name: 'offset', value: { list: [13] } }]);
  });

  it('socketpair leaves numbers in memory even where it fails', () => {
    const read = memory({ [HERE]: [...u32(5), ...u32(6)] });
    const failed = decodeOutputs(syscalls.socketpair, [2, 1, 0, HERE], -95, [], read);
    expect([failed.outputs, failed.filled.length]).toEqual([[], 1]);
  });
});

describe('options', () => {
  const option = (level: number, name: number, bytes: readonly number[]): unknown =>
    args('setsockopt', [3, level, name, HERE, bytes.length], memory({ [HERE]: bytes }))[3];

  it.each([
    ['SO_LINGER', 1, 13, [...u32(1), ...u32(5)], { struct: 'linger', fields: { l_onoff: 1, l_linger: 5 } }],
    ['SO_RCVTIMEO', 1, 20, [...u64(2), ...u64(3)], { struct: 'timeval', fields: { tv_sec: 2, tv_usec: 3 } }],
    ['SO_REUSEADDR', 1, 2, u32(1), { list: [1] }],
    ['SO_ERROR', 1, 4, u32(111), { list: [{ symbol: 'ECONNREFUSED', raw: 111 }] }],
    ['SO_ERROR without one', 1, 4, u32(0), { list: [0] }],
    ['SO_TYPE', 1, 3, u32(2), { list: [{ symbol: 'SOCK_DGRAM', raw: 2 }] }],
    ['SO_PEERCRED', 1, 17, [...u32(7), ...u32(0), ...u32(1)], { struct: 'ucred', fields: { pid: 7, uid: 0, gid: 1 } }],
    ['TCP_CONGESTION', 6, 13, text('reno'), { text: 'reno' }],
    ['an int of another size', 0, 1, [16], { bytes: 'EA==', length: 1 }],
    ['SO_LINGER cut short', 1, 13, u32(1), { bytes: 'AQAAAA==', length: 4 }],
  ])('%s', (_, level, name, bytes, shown) => expect(option(level, name, bytes)).toEqual(shown));

  it('a length that no option has is not read', () => {
    expect(args('setsockopt', [3, 1, 2, HERE, -1], nowhere)[3]).toEqual({ pointer: '0x1000' });
  });

  it('TCP_INFO tells as many fields as there was room for', () => {
    const read = memory({ [HERE]: [1, 0, 2, 0, 0, 0, 0, 0, ...u32(204_000)], 0x2000: u32(12) });
    const { outputs } = decodeOutputs(syscalls.getsockopt, [3, 6, 11, HERE, 0x2000], 0, [], read);
    const { fields } = (outputs[0] ?? { value: { fields: {} } }).value as { fields: Record<string, unknown> };
    expect(fields).toMatchObject({
      tcpi_state: { symbol: 'TCP_ESTABLISHED', raw: 1 },
      tcpi_retransmits: 2,
      tcpi_rto: 204_000,
    });
    expect(Object.keys(fields)).not.toContain('tcpi_ato');
  });
});

describe('after the call', () => {
  it.each([
    ['socket', [2, 1, 0], 3, [], [3]],
    ['dup3', [3, 9, 0], 9, [], [9]],
    ['pipe2', [HERE, 0], 0, [{ name: 'pipefd', value: { list: [3, 4] } }], [3, 4]],
    ['fcntl', [3, 0, 10], 10, [], [10]],
    ['fcntl', [3, 1030, 10], 11, [], [11]],
    ['fcntl', [3, 3, 0], 2, [], []],
    ['signalfd4', [-1, HERE, 8, 0], 5, [], [5]],
    ['signalfd4', [5, HERE, 8, 0], 5, [], []],
    ['getpid', [], 4711, [], []],
  ])('%s opens descriptors', (call, raw, result, outputs, opened) => {
    expect(openedDescriptors(call, raw, result, outputs)).toEqual(opened);
  });

  it('a copy of memory takes what falls inside it', () => {
    const copy = new Uint8Array(4);
    const fill = (address: number): void => bringUpToDate(copy, 0x1000, [{ address, bytes: Uint8Array.of(1, 2, 3) }]);
    fill(0x0ffe);
    expect([...copy]).toEqual([3, 0, 0, 0]);
    fill(0x1003);
    expect([...copy]).toEqual([3, 0, 0, 1]);
    fill(0x7f00_0000_0000);
    fill(0x10);
    expect([...copy]).toEqual([3, 0, 0, 1]);
  });
});

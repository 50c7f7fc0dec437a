import { describe, expect, it } from 'vitest';
import { syscalls } from '#shared/abi/syscalls';
import { decodeArguments, decodeOutputs } from './arguments.ts';
import type { ReadMemory } from './memory.ts';

/** A process's memory: these bytes at 0x1000, nothing elsewhere. */
const memory =
  (...values: number[]): ReadMemory =>
  (address, length) =>
    address < 0x1000
      ? new Uint8Array(0)
      : Uint8Array.from(values).subarray(address - 0x1000, address - 0x1000 + length);

const values = (call: keyof typeof syscalls, raw: number[], read: ReadMemory = memory()): unknown[] =>
  decodeArguments(syscalls[call], raw, read).map(({ value }) => value);

describe('arguments before the call', () => {
  it('socket: names, flags beside the type, protocol by family', () => {
    expect(values('socket', [2, 1 | 0o2000000, 6])).toEqual([
      { symbol: 'AF_INET', raw: 2 },
      { flags: ['SOCK_STREAM', 'SOCK_CLOEXEC'], raw: 0o2000001 },
      { symbol: 'IPPROTO_TCP', raw: 6 },
    ]);
    expect(values('socket', [1, 2, 0])[2]).toBe(0);
  });

  it('bind: the address from the process, the length it gave', () => {
    expect(values('bind', [3, 0x1000, 8], memory(2, 0, 0x1b, 0x58, 10, 0, 0, 1))).toEqual([
      3,
      { family: 'AF_INET', addr: '10.0.0.1', port: 7000 },
      8,
    ]);
  });

  it('a buffer is its bytes; one that is not mapped is a fault, not an exception', () => {
    const read = memory(104, 105);
    expect(values('sendto', [3, 0x1000, 2, 0x4000, 0, 0], read)).toEqual([
      3,
      { bytes: 'aGk=', length: 2 },
      2,
      { flags: ['MSG_NOSIGNAL'], raw: 0x4000 },
      null,
      0,
    ]);
    expect(values('write', [1, 0x10, 2], read)[1]).toEqual({ fault: '0x10 is not mapped' });
  });

  it('bits without a name stay a number; a negative descriptor is one', () => {
    expect(values('sendto', [-1, 0, 0, 0x8000_0000, 0, 0])[3]).toEqual({ flags: ['0x80000000'], raw: 0x8000_0000 });
    expect(values('close', [0xffff_ffff])).toEqual([-1]);
  });

  it('an option is named by its level', () => {
    expect(values('setsockopt', [3, 1, 2, 0x1000, 4], memory(1, 0, 0, 0))).toEqual([
      3,
      { symbol: 'SOL_SOCKET', raw: 1 },
      { symbol: 'SO_REUSEADDR', raw: 2 },
      { list: [1] },
      4,
    ]);
    expect(values('setsockopt', [3, 6, 1, 0, 0])[2]).toEqual({ symbol: 'TCP_NODELAY', raw: 1 });
  });
});

describe('outputs after the call', () => {
  it('recvfrom: as many bytes as were received, and where they lie', () => {
    expect(decodeOutputs(syscalls.recvfrom, [3, 0x1000, 9, 0, 0, 0], 2, [], memory(104, 105, 0, 0))).toEqual({
      outputs: [{ name: 'buf', value: { bytes: 'aGk=', length: 2 } }],
      filled: [{ address: 0x1000, bytes: Uint8Array.of(104, 105) }],
    });
  });

  it('recvfrom with MSG_TRUNC: never more than there was room for', () => {
    const { filled } = decodeOutputs(syscalls.recvfrom, [3, 0x1000, 2, 0x20, 0, 0], 9, [], memory(104, 105, 7, 7));
    expect(filled).toEqual([{ address: 0x1000, bytes: Uint8Array.of(104, 105) }]);
  });

  it('recvfrom from an unnamed sender: no address was written', () => {
    const read = memory(104, 105, 0, 0, 0, 0, 0, 0);
    const before = [3, { pointer: '0x1000' }, 2, 0, { pointer: '0x1100' }, { list: [110] }].map((value) => ({ value }));
    const { outputs } = decodeOutputs(syscalls.recvfrom, [3, 0x1000, 2, 0, 0x1100, 0x1004], 2, before, read);
    expect(outputs.map(({ name }) => name)).toEqual(['buf', 'addrlen']);
  });

  it('accept: the address is cut to the room that was offered (accept(2))', () => {
    const read = memory(16, 0, 0, 0, 2, 0, 0x1b, 0x58, 10, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0);
    const before = [{ value: 3 }, { value: { pointer: '0x1004' } }, { value: { list: [8] } }];
    const { outputs, filled } = decodeOutputs(syscalls.accept, [3, 0x1004, 0x1000], 4, before, read);
    expect(outputs).toEqual([
      { name: 'addr', value: { family: 'AF_INET', addr: '10.0.0.2', port: 7000 } },
      { name: 'addrlen', value: { list: [16] } },
    ]);
    expect(filled.map(({ address, bytes }) => [address, bytes.length])).toEqual([
      [0x1004, 8],
      [0x1000, 4],
    ]);
  });

  it('a failed call has written nothing', () => {
    expect(decodeOutputs(syscalls.recvfrom, [3, 0x1000, 9, 0, 0, 0], -104, [], memory(1))).toEqual({
      outputs: [],
      filled: [],
    });
  });
});

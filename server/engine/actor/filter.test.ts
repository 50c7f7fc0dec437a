import { describe, expect, it } from 'vitest';
import { syscalls } from '#shared/abi/syscalls';
import { PERMIT, syscallFilter } from './filter.ts';

const arch = { x64: 0xc000003e, arm64: 0xc00000b7 } as const;
const X64_SOCKET = 41;

const verdicts: Readonly<Record<number, string>> = {
  0x7fff0000: 'allow',
  0x80000000: 'kill',
  0x50001: 'EPERM',
  0x5000b: 'EAGAIN',
  0x50061: 'EAFNOSUPPORT',
};

/** Runs the filter as the kernel would (seccomp(2)), over the three instructions that it uses. */
function verdict(
  machine: keyof typeof arch,
  data: { arch?: number; nr: number; first?: number; second?: number; sixth?: number },
): string {
  const bytes = syscallFilter(machine, 0x1000);
  const count = bytes.readUInt16LE(0);
  expect(bytes.readBigUInt64LE(8)).toBe(0x1010n);
  expect(bytes.length).toBe(16 + 8 * count);
  const { first = 0, second = 0, sixth = 0 } = data;
  const fields: Readonly<Record<number, number>> = {
    0: data.nr,
    4: data.arch ?? arch[machine],
    16: first,
    24: second,
    56: sixth,
  };
  let accumulator: number | undefined;
  for (let i = 0; i < count; i++) {
    const at = 16 + 8 * i;
    const value = bytes.readUInt32LE(at + 4);
    switch (bytes.readUInt16LE(at)) {
      case 0x20:
        accumulator = fields[value];
        break;
      case 0x15:
        i += bytes.readUInt8(at + (accumulator === value ? 2 : 3));
        break;
      default:
        return verdicts[value] ?? '?';
    }
  }
  throw new Error('ran off the end');
}

describe('the filter on a program’s calls', () => {
  it('lets the calls of a lab through, and the kernel’s own restart of one', () => {
    for (const machine of ['x64', 'arm64'] as const) {
      for (const name of ['bind', 'close', 'recvfrom', 'exit_group', 'clock_nanosleep', 'fcntl'] as const) {
        expect(verdict(machine, { nr: syscalls[name].number[machine] ?? -1 }), `${name} ${machine}`).toBe('allow');
      }
    }
    expect(verdict('x64', { nr: 219 })).toBe('allow');
  });

  it.each([
    ['kill', { nr: 62 }, 'EPERM'],
    ['tgkill', { nr: 234 }, 'EPERM'],
    ['fcntl F_SETOWN', { nr: 72, second: 8 }, 'EPERM'],
    ['ioctl FIOSETOWN', { nr: 16, second: 0x8901 }, 'EPERM'],
    ['clone', { nr: 56 }, 'EAGAIN'],
    ['fork', { nr: 57 }, 'EAGAIN'],
  ])('holds back what would reach others, or make them, without a permit: %s', (_call, data, error) => {
    expect(verdict('x64', data)).toBe(error);
    expect(verdict('x64', { ...data, sixth: PERMIT })).toBe('allow');
  });

  it('lets no process become another program, permit or not', () => {
    expect(verdict('x64', { nr: 59, sixth: PERMIT })).toBe('EPERM');
  });

  it('ends a process that makes any other call, or one of another architecture', () => {
    expect(verdict('x64', { nr: 101 })).toBe('kill'); // ptrace
    expect(verdict('x64', { nr: 165 })).toBe('kill'); // mount
    expect(verdict('x64', { arch: 0x40000003, nr: 3 })).toBe('kill'); // i386
  });

  it.each([
    ['AF_UNIX', 1, 'allow'],
    ['AF_INET', 2, 'allow'],
    ['AF_INET6', 10, 'allow'],
    ['AF_PACKET', 17, 'allow'],
    ['AF_VSOCK', 40, 'EAFNOSUPPORT'],
    ['AF_BLUETOOTH', 31, 'EAFNOSUPPORT'],
  ])('has sockets of the families that end at a namespace: %s', (_name, first, expected) => {
    expect(verdict('x64', { nr: X64_SOCKET, first })).toBe(expected);
  });
});

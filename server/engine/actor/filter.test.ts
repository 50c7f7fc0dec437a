import { describe, expect, it } from 'vitest';
import { syscalls } from '#shared/abi/syscalls';
import { syscallFilter } from './filter.ts';

const arch = { x64: 0xc000003e, arm64: 0xc00000b7 } as const;
const X64_SOCKET = 41;

/** Runs the filter as the kernel would (seccomp(2)), over the three instructions that it uses. */
function verdict(machine: keyof typeof arch, data: { arch?: number; nr: number; first?: number }): string {
  const bytes = syscallFilter(machine, 0x1000);
  const count = bytes.readUInt16LE(0);
  expect(bytes.readBigUInt64LE(8)).toBe(0x1010n);
  expect(bytes.length).toBe(16 + 8 * count);
  const fields: Readonly<Record<number, number>> = { 0: data.nr, 4: data.arch ?? arch[machine], 16: data.first ?? 0 };
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
        return { 0x7fff0000: 'allow', 0x80000000: 'kill', 0x50001: 'EPERM', 0x50061: 'EAFNOSUPPORT' }[value] ?? '?';
    }
  }
  throw new Error('ran off the end');
}

describe('the filter on a program’s calls', () => {
  it('lets the calls of a lab through, and the kernel’s own restart of one', () => {
    for (const machine of ['x64', 'arm64'] as const) {
      for (const name of ['bind', 'close', 'recvfrom', 'exit_group', 'clock_nanosleep', 'clone'] as const) {
        expect(verdict(machine, { nr: syscalls[name].number[machine] ?? -1 }), `${name} ${machine}`).toBe('allow');
      }
    }
    expect(verdict('x64', { nr: 219 })).toBe('allow');
  });

  it('refuses what would reach others: signals and other programs', () => {
    expect(verdict('x64', { nr: 62 })).toBe('EPERM');
    expect(verdict('x64', { nr: 59 })).toBe('EPERM');
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

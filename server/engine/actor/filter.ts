import { syscalls } from '#shared/abi/syscalls';
import { architectures, type Arch } from './arch.ts';
import { SCRATCH_BASE } from './elf.ts';

/**
 * seccomp(2) on a program's process. The interpreter can only ask for the calls that lab C has; this makes the kernel
 * hold to it too, and closes what namespaces leave open. What it refuses, the process really gets as that error.
 */

// struct sock_filter (linux/filter.h) and struct seccomp_data (linux/seccomp.h).
const LOAD_WORD = 0x20;
const JUMP_IF_EQUAL = 0x15;
const RETURN = 0x06;
const NUMBER_AT = 0;
const ARCH_AT = 4;
const argumentAt = (position: number): number => 16 + 8 * position;
const KILL_PROCESS = 0x8000_0000;
const ERRNO = 0x0005_0000;
const ALLOW = 0x7fff_0000;
const EPERM = 1;
const EAGAIN = 11;
const EAFNOSUPPORT = 97;

const INSTRUCTION_BYTES = 8;
/** struct sock_fprog: the count, and behind padding the address of the instructions. */
const HEADER_BYTES = 16;

/**
 * The families that end at a network namespace: AF_UNIX, AF_INET, AF_INET6, AF_NETLINK, AF_PACKET. AF_VSOCK does not: in a
 * virtual machine it reaches the machine outside, and a lab reaches no other network.
 */
const families = [1, 2, 10, 16, 17];

/**
 * Lab and machine share their pids: kill(-1) would reach every process of the user, and a descriptor's owner gets signals as
 * well (fcntl(2), F_SETOWN and F_SETSIG). So these calls, and those that make processes, are for the engine to judge: it
 * puts this into the sixth argument, which none of them has, where the call may be made.
 */
export const PERMIT = 0x5ca9_e0f7;
const PERMIT_POSITION = 5;

/** Commands (the second argument) that say who gets a descriptor's signals. */
const ownerCommands = {
  fcntl: [8, 15], // F_SETOWN, F_SETOWN_EX
  ioctl: [0x8901, 0x8902], // FIOSETOWN, SIOCSPGRP
} as const;

/** Never made by a program of a lab; the abi knows it so that it can be told. */
const refused = ['execve'] as const;

/** AUDIT_ARCH_* of linux/audit.h. */
const auditArch: Readonly<Record<Arch['name'], number>> = { x64: 0xc000_003e, arm64: 0xc000_00b7 };

type Target = 'next' | 'family' | 'fcntl' | 'ioctl' | 'signal' | 'process' | 'allow' | 'refuse' | 'kill';
interface Line {
  readonly code: number;
  readonly value: number;
  readonly equal?: Target;
  readonly other?: Target;
  readonly label?: Target;
}

/** A struct sock_fprog and its instructions, to lie at `address` in the process. */
export function syscallFilter(arch: Arch['name'], address = SCRATCH_BASE): Buffer {
  const number = (name: keyof typeof syscalls): number | null => syscalls[name].number[arch];
  const known = (numbers: readonly (number | null)[]): number[] => numbers.filter((one): one is number => one !== null);
  const names = Object.keys(syscalls) as (keyof typeof syscalls)[];
  const allowed = known(names.filter((name) => !refused.some((other) => other === name)).map(number));
  const when = (value: number, equal: Target): Line => ({ code: JUMP_IF_EQUAL, value, equal });
  const program: Line[] = [
    { code: LOAD_WORD, value: ARCH_AT },
    { code: JUMP_IF_EQUAL, value: auditArch[arch], equal: 'next', other: 'kill' },
    { code: LOAD_WORD, value: NUMBER_AT },
    ...known([number('socket'), number('socketpair')]).map((one) => when(one, 'family')),
    ...known([number('fcntl')]).map((one) => when(one, 'fcntl')),
    ...known([number('ioctl')]).map((one) => when(one, 'ioctl')),
    ...known([number('kill'), number('tgkill')]).map((one) => when(one, 'signal')),
    ...known([number('clone'), number('fork')]).map((one) => when(one, 'process')),
    ...known(refused.map(number)).map((one) => when(one, 'refuse')),
    ...[...allowed, architectures[arch].restartCall].map((one) => when(one, 'allow')),
    { code: RETURN, value: KILL_PROCESS, label: 'kill' },
    { code: LOAD_WORD, value: argumentAt(0), label: 'family' },
    ...families.map((family) => when(family, 'allow')),
    { code: RETURN, value: ERRNO | EAFNOSUPPORT },
    { code: LOAD_WORD, value: argumentAt(1), label: 'fcntl' },
    ...ownerCommands.fcntl.map((command) => when(command, 'signal')),
    { code: RETURN, value: ALLOW },
    { code: LOAD_WORD, value: argumentAt(1), label: 'ioctl' },
    ...ownerCommands.ioctl.map((command) => when(command, 'signal')),
    { code: RETURN, value: ALLOW },
    { code: LOAD_WORD, value: argumentAt(PERMIT_POSITION), label: 'process' },
    when(PERMIT, 'allow'),
    { code: RETURN, value: ERRNO | EAGAIN },
    { code: LOAD_WORD, value: argumentAt(PERMIT_POSITION), label: 'signal' },
    when(PERMIT, 'allow'),
    { code: RETURN, value: ERRNO | EPERM, label: 'refuse' },
    { code: RETURN, value: ALLOW, label: 'allow' },
  ];
  return assembled(program, address);
}

function assembled(program: readonly Line[], address: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES + program.length * INSTRUCTION_BYTES);
  bytes.writeUInt16LE(program.length, 0);
  bytes.writeBigUInt64LE(BigInt(address + HEADER_BYTES), 8);
  program.forEach(({ code, value, equal = 'next', other = 'next' }, i) => {
    const distance = (target: Target): number =>
      target === 'next' ? 0 : program.findIndex(({ label }) => label === target) - i - 1;
    const at = HEADER_BYTES + i * INSTRUCTION_BYTES;
    bytes.writeUInt16LE(code, at);
    // A jump is a byte: writeUInt8 throws where the list has become too long for it.
    bytes.writeUInt8(distance(equal), at + 2);
    bytes.writeUInt8(distance(other), at + 3);
    bytes.writeUInt32LE(value, at + 4);
  });
  return bytes;
}

import {
  addressFamilies,
  clockIds,
  messageFlags,
  shutdownHow,
  socketLevels,
  socketTypeFlags,
  socketTypes,
  type Constants,
} from './constants.ts';

/**
 * The system calls the lab knows: one line a call. Numbers from arch/x86/entry/syscalls/syscall_64.tbl and
 * include/uapi/asm-generic/unistd.h (arm64); argument names from the man pages, section 2.
 */

/** How one argument is read. Positions in `length` count the call's arguments from 0. */
export type ArgumentKind =
  | { readonly kind: 'int' }
  | { readonly kind: 'fd' }
  | { readonly kind: 'pointer' }
  /** One constant, or a set of bits, of a group in constants.ts. */
  | { readonly kind: 'symbol'; readonly of: Constants }
  /** `low`: constants in the bits of `mask`, not flags (the type in socket(2)'s second argument). */
  | { readonly kind: 'flags'; readonly of: Constants; readonly low?: { readonly mask: number; readonly of: Constants } }
  | { readonly kind: 'path' }
  /** The protocol of socket(2): its names depend on the family in argument 0. */
  | { readonly kind: 'protocol' }
  | { readonly kind: 'optname' }
  /** Memory the caller fills. */
  | { readonly kind: 'bytes'; readonly length: number }
  | { readonly kind: 'sockaddr'; readonly length: number }
  | { readonly kind: 'option'; readonly length: number }
  | { readonly kind: 'timespec' }
  /** Memory the kernel fills, decoded after the call: as many bytes as it returned, and never more than there was room for. */
  | { readonly kind: 'bytesOut'; readonly length: number }
  | { readonly kind: 'sockaddrOut'; readonly length: number }
  | { readonly kind: 'optionOut'; readonly length: number }
  /** A value-result length: what the caller offers, and after the call what the kernel used. */
  | { readonly kind: 'lengthInOut' }
  | { readonly kind: 'fdPairOut' };

export interface Syscall {
  readonly number: { readonly x64: number | null; readonly arm64: number | null };
  readonly args: readonly (ArgumentKind & { readonly name: string })[];
  /** The kernel reads the caller's memory: an address, a buffer, a length that it will also write. */
  readonly readsMemory: boolean;
  /** It may sleep until another process, a packet or a timer wakes it. */
  readonly mayBlock: boolean;
  /** What a result >= 0 is, where it is a descriptor. */
  readonly returns?: 'fd';
}

type Field = ArgumentKind & { readonly name: string };

const int = (name: string): Field => ({ name, kind: 'int' });
const fd = (name: string): Field => ({ name, kind: 'fd' });
const pointer = (name: string): Field => ({ name, kind: 'pointer' });
const path = (name: string): Field => ({ name, kind: 'path' });
const symbol = (name: string, of: Constants): Field => ({ name, kind: 'symbol', of });
const flags = (name: string, of: Constants): Field => ({ name, kind: 'flags', of });
const socketType = (name: string): Field => ({
  name,
  kind: 'flags',
  of: socketTypeFlags,
  low: { mask: 0xf, of: socketTypes },
});
const bytes = (name: string, length: number): Field => ({ name, kind: 'bytes', length });
const bytesOut = (name: string, length: number): Field => ({ name, kind: 'bytesOut', length });
const address = (name: string, length: number): Field => ({ name, kind: 'sockaddr', length });
const addressOut = (name: string, length: number): Field => ({ name, kind: 'sockaddrOut', length });
const lengthInOut = (name: string): Field => ({ name, kind: 'lengthInOut' });

const reading: ReadonlySet<ArgumentKind['kind']> = new Set([
  'path',
  'bytes',
  'sockaddr',
  'option',
  'timespec',
  'lengthInOut',
]);

const call = (
  x64: number | null,
  arm64: number | null,
  args: readonly Field[],
  more: { readonly blocks?: true; readonly returns?: 'fd' } = {},
): Syscall => ({
  number: { x64, arm64 },
  args,
  readsMemory: args.some(({ kind }) => reading.has(kind)),
  mayBlock: more.blocks ?? false,
  ...(more.returns ? { returns: more.returns } : {}),
});

// prettier-ignore
const sendArgs = [fd('sockfd'), bytes('buf', 2), int('len'), flags('flags', messageFlags), address('dest_addr', 5), int('addrlen')];
// prettier-ignore
const recvArgs = [fd('sockfd'), bytesOut('buf', 2), int('len'), flags('flags', messageFlags), addressOut('src_addr', 5), lengthInOut('addrlen')];
const acceptArgs = [fd('sockfd'), addressOut('addr', 2), lengthInOut('addrlen')];
const nameArgs = acceptArgs;
const optionArgs = [fd('sockfd'), symbol('level', socketLevels), { name: 'optname', kind: 'optname' } as const];
const socketArgs = [
  symbol('domain', addressFamilies),
  socketType('type'),
  { name: 'protocol', kind: 'protocol' } as const,
];

// prettier-ignore
const table = {
  // socket families
  socket:        call(41, 198, socketArgs, { returns: 'fd' }),
  socketpair:    call(53, 199, [...socketArgs, { name: 'sv', kind: 'fdPairOut' }]),
  bind:          call(49, 200, [fd('sockfd'), address('addr', 2), int('addrlen')]),
  listen:        call(50, 201, [fd('sockfd'), int('backlog')]),
  accept:        call(43, 202, acceptArgs, { blocks: true, returns: 'fd' }),
  accept4:       call(288, 242, [...acceptArgs, flags('flags', socketTypeFlags)], { blocks: true, returns: 'fd' }),
  connect:       call(42, 203, [fd('sockfd'), address('addr', 2), int('addrlen')], { blocks: true }),
  sendto:        call(44, 206, sendArgs, { blocks: true }),
  recvfrom:      call(45, 207, recvArgs, { blocks: true }),
  shutdown:      call(48, 210, [fd('sockfd'), symbol('how', shutdownHow)]),
  getsockname:   call(51, 204, nameArgs),
  getpeername:   call(52, 205, nameArgs),
  setsockopt:    call(54, 208, [...optionArgs, { name: 'optval', kind: 'option', length: 4 }, int('optlen')]),
  getsockopt:    call(55, 209, [...optionArgs, { name: 'optval', kind: 'optionOut', length: 4 }, lengthInOut('optlen')]),
  // descriptors
  read:          call(0, 63, [fd('fd'), bytesOut('buf', 2), int('count')], { blocks: true }),
  write:         call(1, 64, [fd('fd'), bytes('buf', 2), int('count')], { blocks: true }),
  close:         call(3, 57, [fd('fd')], { blocks: true }),
  dup:           call(32, 23, [fd('oldfd')], { returns: 'fd' }),
  dup2:          call(33, null, [fd('oldfd'), fd('newfd')], { returns: 'fd' }),
  unlink:        call(87, null, [path('pathname')]),
  // processes and time
  getpid:        call(39, 172, []),
  getppid:       call(110, 173, []),
  clock_nanosleep: call(230, 115, [symbol('clockid', clockIds), int('flags'), { name: 'request', kind: 'timespec' }, pointer('remain')], { blocks: true }),
  exit_group:    call(231, 94, [int('status')]),
} satisfies Record<string, Syscall>;

export type SyscallName = keyof typeof table;

export const syscalls: Readonly<Record<SyscallName, Syscall>> = table;

/** The entry of a call by the kernel's name, where the lab knows it. */
export function syscallByName(name: string): Syscall | undefined {
  return Object.hasOwn(table, name) ? table[name as SyscallName] : undefined;
}

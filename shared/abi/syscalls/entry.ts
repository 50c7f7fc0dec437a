import type { Constants } from '../named-numbers.ts';

/** A structure of fixed size that calls point to (the man pages of section 2; decoded by server/engine/decode). */
export type StructName =
  | 'int'
  | 'off_t'
  | 'timespec'
  | 'timeval'
  | 'itimerval'
  | 'itimerspec'
  | 'rusage'
  | 'wait status'
  | 'sigset_t'
  | 'sigaction'
  | 'epoll_event';

/** Whether a call has told something by an argument, where success alone does not say so. `result`: raw, -errno on failure. */
type Told = (raw: readonly number[], result: number) => boolean;

/** How one argument is read. Positions in `length` and `count` count the call's arguments from 0. */
export type ArgumentKind =
  | { readonly kind: 'int' }
  /** size_t and unsigned long. */
  | { readonly kind: 'size' }
  /** A number that is read in hexadecimal: mmap(2)'s offset. */
  | { readonly kind: 'hex' }
  | { readonly kind: 'fd' }
  | { readonly kind: 'pointer' }
  /** One constant, or a set of bits, of a group in constants.ts. */
  | { readonly kind: 'symbol'; readonly of: Constants }
  /** `low`: constants in the bits of `mask`, not flags: the type in socket(2)'s second argument; `last`: told after the flags. */
  | {
      readonly kind: 'flags';
      readonly of: Constants;
      readonly low?: { readonly mask: number; readonly of: Constants; readonly last?: true };
    }
  /** ioctl(2)'s command: one constant, or a number that is read in hexadecimal. */
  | { readonly kind: 'request'; readonly of: Constants }
  | { readonly kind: 'path' }
  | { readonly kind: 'protocol' }
  | { readonly kind: 'optname' }
  /** Memory the caller fills. */
  | { readonly kind: 'bytes'; readonly length: number }
  | { readonly kind: 'sockaddr'; readonly length: number }
  | { readonly kind: 'option'; readonly length: number }
  | { readonly kind: 'struct'; readonly of: StructName }
  | { readonly kind: 'iovec'; readonly count: number }
  | { readonly kind: 'msghdr' }
  | { readonly kind: 'strings' }
  | { readonly kind: 'environ' }
  /** pselect6(2)'s last: a pointer to a signal set, and its size. */
  | { readonly kind: 'sigmaskPair' }
  /** What an argument is depends on the command in argument 1; some commands have none. */
  | { readonly kind: 'fcntlArgument' }
  | { readonly kind: 'ioctlArgument' }
  /** Memory the kernel fills, decoded after the call: as many bytes as it returned, and never more than there was room for. */
  | { readonly kind: 'bytesOut'; readonly length: number }
  | { readonly kind: 'sockaddrOut'; readonly length: number }
  | { readonly kind: 'optionOut'; readonly length: number }
  | { readonly kind: 'structOut'; readonly of: StructName; readonly told?: Told }
  | { readonly kind: 'iovecOut'; readonly count: number }
  | { readonly kind: 'msghdrOut' }
  | { readonly kind: 'epollEventsOut' }
  | { readonly kind: 'fdPairOut' }
  /** Memory that both write. A value-result length: what the caller offers, and after the call what the kernel used. */
  | { readonly kind: 'lengthInOut' }
  | { readonly kind: 'structInOut'; readonly of: StructName }
  /** sendmmsg(2)'s and recvmmsg(2)'s messages; `receives`: the kernel fills the buffers too. */
  | { readonly kind: 'mmsghdr'; readonly count: number; readonly receives: boolean }
  | { readonly kind: 'fdSet'; readonly count: number }
  | { readonly kind: 'pollfds'; readonly count: number };

export type Field = ArgumentKind & {
  readonly name: string;
  /** Its register on arm64, where that differs from its place in the list (clone(2)). */
  readonly arm64?: number;
};

export interface Syscall {
  readonly number: { readonly x64: number | null; readonly arm64: number | null };
  readonly args: readonly Field[];
  /** The kernel reads the caller's memory: an address, a buffer, a length that it will also write. */
  readonly readsMemory: boolean;
  /** It may sleep until another process, a packet or a timer wakes it. */
  readonly mayBlock: boolean;
  /** What a result >= 0 is, where it is more than a number. fcntl(2) and recvmsg(2) open descriptors only at times. */
  readonly returns?: 'fd' | 'address' | 'flags';
}

/** Kinds whose memory must be as the program has it when the call is made: read, or written only in part. */
const reading: ReadonlySet<ArgumentKind['kind']> = new Set<ArgumentKind['kind']>([
  'path',
  'bytes',
  'sockaddr',
  'option',
  'struct',
  'iovec',
  'msghdr',
  'strings',
  'environ',
  'sigmaskPair',
  'fcntlArgument',
  'ioctlArgument',
  'structOut',
  'iovecOut',
  'msghdrOut',
  'fdPairOut',
  'lengthInOut',
  'structInOut',
  'mmsghdr',
  'fdSet',
  'pollfds',
]);

/** `x64`, `arm64`: the call's numbers; null where the architecture has no such call. */
export const call = (
  x64: number | null,
  arm64: number | null,
  args: readonly Field[],
  more: { readonly blocks?: true; readonly returns?: Syscall['returns'] & string } = {},
): Syscall => ({
  number: { x64, arm64 },
  args,
  readsMemory: args.some(({ kind }) => reading.has(kind)),
  mayBlock: more.blocks ?? false,
  ...(more.returns ? { returns: more.returns } : {}),
});

/**
 * The fields of a table's row, by how the kernel reads them: `symbol` one constant of a family, `flags` a set of its bits, `struct` what a
 * pointer leads to.
 */
export const int = (name: string): Field => ({ name, kind: 'int' });
export const size = (name: string): Field => ({ name, kind: 'size' });
export const fd = (name: string): Field => ({ name, kind: 'fd' });
export const pointer = (name: string): Field => ({ name, kind: 'pointer' });
export const path = (name: string): Field => ({ name, kind: 'path' });
export const symbol = (name: string, of: Constants): Field => ({ name, kind: 'symbol', of });
export const flags = (name: string, of: Constants): Field => ({ name, kind: 'flags', of });
export const struct = (name: string, of: StructName): Field => ({ name, kind: 'struct', of });
export const structInOut = (name: string, of: StructName): Field => ({ name, kind: 'structInOut', of });
export const structOut = (name: string, of: StructName, told?: Told): Field => ({
  name,
  kind: 'structOut',
  of,
  ...(told ? { told } : {}),
});

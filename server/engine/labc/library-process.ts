import { errnoNumbers } from '#shared/abi/errno';
import type { Integer } from '#shared/labc/arithmetic';
import { storage } from '#shared/labc/code';
import { type KernelResult, type LibraryHost, type LibraryOutcome, type LibraryTable, size } from './library-host.ts';
import { hasFailed } from './pending.ts';

const SA_RESTORER = 0x04000000;
const SA_RESTART = 0x10000000;
const SIG_ERR = 2n ** 64n - 1n;
const sigsetBytes = 8;

/** What a child's status says (wait(2), bits/waitstatus.h). */
const signalOf = (status: Integer | undefined): number => size(status) & 0x7f;
const exitStatus = (status: Integer | undefined): number => (size(status) >> 8) & 0xff;

/**
 * The kernel's struct sigaction on x86-64: handler, flags, restorer, mask, 8 bytes each. SA_RESTORER is glibc's: the kernel wants it;
 * the restorer itself is 0, for the engine ends a handler by rt_sigreturn.
 */
function kernelAction(handler: Integer, flags: number, mask: Integer): Uint8Array {
  const action = new Uint8Array(32);
  const view = new DataView(action.buffer);
  view.setBigUint64(0, BigInt.asUintN(64, BigInt(handler)), true);
  view.setBigInt64(8, BigInt(flags | SA_RESTORER), true);
  view.setBigUint64(24, BigInt.asUintN(64, BigInt(mask)), true);
  return action;
}

/** signal(2) as glibc makes it: rt_sigaction with BSD's meaning (SA_RESTART, the signal itself in the mask). */
function signal(host: LibraryHost, [number, handler = 0]: readonly Integer[]): Integer | LibraryOutcome {
  const isSignal = size(number) >= 1 && size(number) <= 64;
  const action = kernelAction(handler, SA_RESTART, isSignal ? 1n << BigInt(size(number) - 1) : 0);
  const before = host.scratch(new Uint8Array(32));
  return {
    kind: 'syscall',
    call: 'rt_sigaction',
    args: [size(number), host.scratch(action), before, sigsetBytes],
    fills: [{ kind: 'fixed', address: before, size: 32, when: 'success' }],
    result: (raw, { memory }) => (hasFailed(raw) ? SIG_ERR : memory.load(storage.u64, before)),
  };
}

/** Where the members of the C library's struct sigaction lie; its mask is 128 bytes. */
const actionAt = { handler: 0, mask: 8, flags: 136, restorer: 144 } as const;

/** sigaction(2): glibc's struct becomes the kernel's, and the old one comes back the same way. */
function sigaction(host: LibraryHost, [number, act, oldact]: readonly Integer[]): LibraryOutcome {
  const { memory } = host;
  const [from, to] = [size(act), size(oldact)];
  const word = (offset: number): Integer => memory.load(storage.u64, from + offset);
  const flags = (): number => size(memory.load(storage.i32, from + actionAt.flags));
  const given = from === 0 ? 0 : host.scratch(kernelAction(word(actionAt.handler), flags(), word(actionAt.mask)));
  const before = to === 0 ? 0 : host.scratch(new Uint8Array(32));
  return {
    kind: 'syscall',
    call: 'rt_sigaction',
    args: [size(number), given, before, sigsetBytes],
    fills: to === 0 ? [] : [{ kind: 'fixed', address: before, size: 32, when: 'success' }],
    result(raw, next) {
      if (hasFailed(raw)) return -1;
      if (to === 0) return 0;
      const told = (offset: number): Integer => next.memory.load(storage.u64, before + offset);
      next.memory.fill(to, 0, 152);
      next.memory.store(storage.u64, to + actionAt.handler, told(0));
      next.memory.store(storage.i32, to + actionAt.flags, Number(BigInt.asIntN(32, BigInt(told(8)))));
      next.memory.store(storage.u64, to + actionAt.restorer, told(16));
      next.memory.store(storage.u64, to + actionAt.mask, told(24));
      return 0;
    },
  };
}

/** siginfo_t (sigaction(2)). */
const siginfoBytes = 128;

/** sigwait(3): the signal's number goes behind the pointer, and an error is the result, not errno. */
function sigwait(host: LibraryHost, [set, sig]: readonly Integer[]): LibraryOutcome {
  const info = host.scratch(new Uint8Array(siginfoBytes));
  return {
    kind: 'syscall',
    call: 'rt_sigtimedwait',
    args: [size(set), info, 0, sigsetBytes],
    fills: [{ kind: 'fixed', address: info, size: siginfoBytes, when: 'positive' }],
    result(raw, { memory }) {
      if (hasFailed(raw)) return -raw;
      memory.store(storage.i32, size(sig), raw);
      return 0;
    },
  };
}

const asIs: KernelResult = (raw) => (hasFailed(raw) ? -1 : raw);

/** raise(3) as glibc makes it (2.34 on): tgkill to the thread itself. */
const raise = (_: LibraryHost, [sig]: readonly Integer[]): LibraryOutcome => ({
  kind: 'syscall',
  call: 'gettid',
  args: [],
  result: (tid) => ({
    kind: 'syscall',
    call: 'getpid',
    args: [],
    result: (pid) => ({ kind: 'syscall', call: 'tgkill', args: [pid, tid, size(sig)], result: asIs }),
  }),
});

/** Sets or clears a signal's bit; -1 and EINVAL for a number that is no signal. */
function inSet(
  host: LibraryHost,
  set: Integer | undefined,
  number: Integer | undefined,
  work: (byte: number, bit: number) => number | null,
): number {
  const index = size(number) - 1;
  if (index < 0 || index >= 64) {
    host.setErrno(errnoNumbers['EINVAL'] ?? 0);
    return -1;
  }
  const address = size(set) + (index >> 3);
  const byte = size(host.memory.load(storage.u8, address));
  const after = work(byte, 1 << (index & 7));
  if (after === null) return (byte >> (index & 7)) & 1;
  host.memory.store(storage.u8, address, after);
  return 0;
}

/** sys/wait.h, signal.h and the ends of a process. */
export const processFunctions: LibraryTable = {
  exit: (_, [status]) => ({ kind: 'exit', status: size(status) }),
  _exit: (_, [status]) => ({ kind: 'exit', status: size(status) }),
  WIFEXITED: (_, [status]) => (signalOf(status) === 0 ? 1 : 0),
  WEXITSTATUS: (_, [status]) => exitStatus(status),
  WIFSIGNALED: (_, [status]) => (signalOf(status) !== 0 && signalOf(status) !== 0x7f ? 1 : 0),
  WTERMSIG: (_, [status]) => signalOf(status),
  WIFSTOPPED: (_, [status]) => ((size(status) & 0xff) === 0x7f ? 1 : 0),
  WSTOPSIG: (_, [status]) => exitStatus(status),
  signal,
  sigaction,
  sigwait,
  raise,
  sigemptyset({ memory }, [set = 0]) {
    memory.fill(set, 0, 128);
    return 0;
  },
  sigfillset({ memory }, [set = 0]) {
    memory.fill(set, 0xff, 128);
    return 0;
  },
  sigaddset: (host, [set, number]) => inSet(host, set, number, (byte, bit) => byte | bit),
  sigdelset: (host, [set, number]) => inSet(host, set, number, (byte, bit) => byte & ~bit),
  sigismember: (host, [set, number]) => inSet(host, set, number, () => null),
  eventfd_read: (_, [fd, value]) => ({
    kind: 'syscall',
    call: 'read',
    args: [size(fd), size(value), 8],
    fills: [{ kind: 'result', address: size(value), each: 1 }],
    result: (raw) => (raw === 8 ? 0 : -1),
  }),
  eventfd_write(host, [fd, value = 0]) {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true);
    const args = [size(fd), host.scratch(bytes), 8];
    return { kind: 'syscall', call: 'write', args, result: (raw) => (raw === 8 ? 0 : -1) };
  },
};

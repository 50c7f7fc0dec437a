import { errnoNumbers } from '#shared/abi/errno';
import type { Integer } from '#shared/labc/arithmetic';
import { storage } from '#shared/labc/code';
import { type LibraryHost, type LibraryOutcome, type LibraryTable, size } from './library-host.ts';
import { hasFailed } from './pending.ts';

const SA_RESTORER = 0x04000000;
const SA_RESTART = 0x10000000;
const SIG_ERR = 2n ** 64n - 1n;
const sigsetBytes = 8;

/** What a child's status says (wait(2), bits/waitstatus.h). */
const signalOf = (status: Integer | undefined): number => size(status) & 0x7f;
const exitStatus = (status: Integer | undefined): number => (size(status) >> 8) & 0xff;

/**
 * signal(2) as glibc makes it: rt_sigaction with BSD's meaning (SA_RESTART, the signal itself in the mask). The kernel's
 * struct on x86-64: handler, flags, restorer, mask, 8 bytes each. No code of the program is called: the restorer is 0.
 */
function signal(host: LibraryHost, [number, handler = 0]: readonly Integer[]): Integer | LibraryOutcome {
  const action = new Uint8Array(32);
  const view = new DataView(action.buffer);
  view.setBigUint64(0, BigInt(handler), true);
  view.setBigUint64(8, BigInt(SA_RESTORER + SA_RESTART), true);
  const isSignal = size(number) >= 1 && size(number) <= 64;
  if (isSignal) view.setBigUint64(24, 1n << BigInt(size(number) - 1), true);
  const before = host.scratch(new Uint8Array(32));
  return {
    kind: 'syscall',
    call: 'rt_sigaction',
    args: [size(number), host.scratch(action), before, sigsetBytes],
    fills: [{ kind: 'fixed', address: before, size: 32, when: 'success' }],
    result: (raw, { memory }) => (hasFailed(raw) ? SIG_ERR : memory.load(storage.u64, before)),
  };
}

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

import { errnoNumbers } from '#shared/abi/errno';
import type { Integer } from '#shared/labc/arithmetic';
import { storage } from '#shared/labc/code';
import { type KernelResult, type LibraryHost, type LibraryOutcome, type LibraryTable, size } from './library-host.ts';
import { asTimespec } from './library-time.ts';
import { type Expected, hasFailed } from './pending.ts';

/** struct sigset of the kernel on x86-64: 8 bytes (rt_sigprocmask(2)). */
const sigsetBytes = 8;

const bitOf = (set: Integer | undefined, fd: Integer | undefined) => ({
  address: size(set) + Math.floor(size(fd) / 8),
  bit: 1 << (size(fd) & 7),
});

/** What pselect6 changes: the sets, in whole longs up to nfds, and the time that is left (select(2)). */
function changed(nfds: number, sets: readonly (Integer | undefined)[], time: number): Expected[] {
  const bytes = Math.ceil(Math.max(nfds, 0) / 64) * 8;
  const ofSets = sets.map((set) => ({ kind: 'fixed', address: size(set), size: bytes, when: 'success' }) as const);
  return [...ofSets, { kind: 'fixed', address: time, size: 16, when: 'always' } as const].filter(
    (one) => one.address !== 0,
  );
}

const asIs: KernelResult = (raw) => (hasFailed(raw) ? -1 : raw);

/**
 * select(2) as glibc makes it: pselect6 with the timeval as a timespec, and the time that is left put back into the timeval.
 */
function select(host: LibraryHost, [nfds, ...rest]: readonly Integer[]): Integer | LibraryOutcome {
  const sets = rest.slice(0, 3);
  const timeout = size(rest[3]);
  let time = 0;
  if (timeout !== 0) {
    const seconds = size(host.memory.load(storage.i64, timeout));
    const micros = size(host.memory.load(storage.i64, timeout + 8));
    if (seconds < 0 || micros < 0) {
      host.setErrno(errnoNumbers['EINVAL'] ?? 0);
      return -1;
    }
    time = host.scratch(asTimespec(seconds + Math.floor(micros / 1e6), (micros % 1e6) * 1000));
  }
  return {
    kind: 'syscall',
    call: 'pselect6',
    args: [size(nfds), ...sets.map(size), time, 0],
    fills: changed(size(nfds), sets, time),
    result(raw, next) {
      if (time !== 0) {
        next.memory.store(storage.i64, timeout, next.memory.load(storage.i64, time));
        next.memory.store(storage.i64, timeout + 8, Math.floor(size(next.memory.load(storage.i64, time + 8)) / 1000));
      }
      return asIs(raw, next);
    },
  };
}

/** A copy of the caller's timespec: the kernel's changes do not reach the program (pselect(2), ppoll(2)). */
const copyOfTime = (host: LibraryHost, timeout: Integer | undefined): number =>
  size(timeout) === 0 ? 0 : host.scratch(host.memory.read(size(timeout), 16).slice());

/** sys/select.h and poll.h, where they are more than one call as it is. */
export const selectFunctions: LibraryTable = {
  FD_ZERO({ memory }, [set = 0]) {
    memory.fill(set, 0, 128);
    return 0;
  },
  FD_SET({ memory }, [fd, set]) {
    const { address, bit } = bitOf(set, fd);
    memory.store(storage.u8, address, size(memory.load(storage.u8, address)) | bit);
    return 0;
  },
  FD_CLR({ memory }, [fd, set]) {
    const { address, bit } = bitOf(set, fd);
    memory.store(storage.u8, address, size(memory.load(storage.u8, address)) & ~bit);
    return 0;
  },
  FD_ISSET({ memory }, [fd, set]) {
    const { address, bit } = bitOf(set, fd);
    return (size(memory.load(storage.u8, address)) & bit) === 0 ? 0 : 1;
  },
  select,
  pselect(host, [nfds, readfds, writefds, exceptfds, timeout, mask]) {
    const time = copyOfTime(host, timeout);
    const pair = new Uint8Array(16);
    new DataView(pair.buffer).setBigUint64(0, BigInt(size(mask)), true);
    new DataView(pair.buffer).setBigUint64(8, BigInt(sigsetBytes), true);
    const sets = [readfds, writefds, exceptfds];
    const args = [size(nfds), ...sets.map(size), time, host.scratch(pair)];
    return { kind: 'syscall', call: 'pselect6', args, fills: changed(size(nfds), sets, time), result: asIs };
  },
  ppoll(host, [fds, nfds, timeout, mask]) {
    const time = copyOfTime(host, timeout);
    const fills: Expected[] = [{ kind: 'fixed', address: size(fds), size: 8 * size(nfds), when: 'success' }];
    const args = [size(fds), size(nfds), time, size(mask), sigsetBytes];
    return { kind: 'syscall', call: 'ppoll', args, fills, result: asIs };
  },
};

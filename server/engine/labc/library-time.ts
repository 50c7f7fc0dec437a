import { storage } from '#shared/labc/code';
import { type KernelResult, type LibraryHost, type LibraryOutcome, type LibraryTable, size } from './library-host.ts';

/** The 16 bytes of a struct timespec. */
export function asTimespec(seconds: number, nanoseconds: number): Uint8Array {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setBigInt64(0, BigInt(seconds), true);
  view.setBigInt64(8, BigInt(nanoseconds), true);
  return bytes;
}

/** sleep(3) as glibc makes it: clock_nanosleep(CLOCK_REALTIME, 0, &time, &time); what was left is its value. */
function sleep(host: LibraryHost, seconds: number): LibraryOutcome {
  const address = host.scratch(asTimespec(seconds, 0));
  const result: KernelResult = (raw, { memory }) => (raw === 0 ? 0 : Number(memory.load(storage.i64, address)));
  const fills = [{ kind: 'fixed', address, size: 16, when: 'always' } as const];
  return { kind: 'syscall', call: 'clock_nanosleep', args: [0, 0, address, address], fills, result };
}

/** usleep(3) does not ask for the rest. */
function usleep(host: LibraryHost, micros: number): LibraryOutcome {
  const address = host.scratch(asTimespec(Math.floor(micros / 1e6), (micros % 1e6) * 1000));
  return { kind: 'syscall', call: 'clock_nanosleep', args: [0, 0, address, 0], result: (raw) => (raw === 0 ? 0 : -1) };
}

/** Sleeping. */
export const timeFunctions: LibraryTable = {
  sleep: (host, [seconds]) => sleep(host, size(seconds)),
  usleep: (host, [micros]) => usleep(host, size(micros)),
};

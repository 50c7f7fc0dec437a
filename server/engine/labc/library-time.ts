import type { Integer } from '#shared/labc/arithmetic';
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

/** sleep(3) and usleep(3) as glibc makes them: clock_nanosleep(CLOCK_REALTIME, 0, &time, &time); the rest comes back in it. */
function pause(host: LibraryHost, time: Uint8Array, failed: (left: number) => Integer): LibraryOutcome {
  const address = host.scratch(time);
  const result: KernelResult = (raw, { memory }) => (raw === 0 ? 0 : failed(Number(memory.load(storage.i64, address))));
  const fills = [{ kind: 'fixed', address, size: 16, when: 'always' } as const];
  return { kind: 'syscall', call: 'clock_nanosleep', args: [0, 0, address, address], fills, result };
}

/** Sleeping. */
export const timeFunctions: LibraryTable = {
  sleep: (host, [seconds]) => pause(host, asTimespec(size(seconds), 0), (left) => left),
  usleep: (host, [micros]) =>
    pause(host, asTimespec(Math.floor(size(micros) / 1e6), (size(micros) % 1e6) * 1000), () => -1),
};

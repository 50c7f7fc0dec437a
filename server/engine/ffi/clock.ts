import { declare } from './libc.ts';

const clockGettime = declare<[clock: number, time: Uint8Array]>('int clock_gettime(int clock, void *time)');

const CLOCK_REALTIME = 0;
const time = Buffer.alloc(16);

/** The wall clock in nanoseconds since 1970: the kernel stamps packets by it. */
export function realtimeNs(): bigint {
  clockGettime(CLOCK_REALTIME, time);
  return time.readBigInt64LE(0) * 1_000_000_000n + time.readBigInt64LE(8);
}

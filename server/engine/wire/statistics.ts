import { close, open, pread } from '../ffi/libc.ts';
import { INTERFACE } from './host-setup.ts';

const O_CLOEXEC = 0o2000000;
/** Reading the table costs some 20 microseconds, so it is not read at every turn of the engine. */
const AT_MOST_EVERY_MS = 250;

/**
 * How many packets eth0 wanted to send and lost, its queue being full (proc_net(5), dev). Made in a host's network namespace:
 * the open file stays with it.
 */
export class TransmitDrops {
  readonly #fd = open('/proc/thread-self/net/dev', O_CLOEXEC, 0);
  readonly #text = Buffer.alloc(4096);
  #readAt = -Infinity;
  #drops = 0;

  read(): number {
    const now = performance.now();
    if (this.#fd < 0 || now - this.#readAt < AT_MOST_EVERY_MS) return this.#drops;
    this.#readAt = now;
    const length = pread(this.#fd, this.#text, this.#text.length, 0);
    this.#drops = transmitDrops(this.#text.toString('latin1', 0, Math.max(0, length)));
    return this.#drops;
  }

  close(): void {
    if (this.#fd >= 0) close(this.#fd);
  }
}

/** The drop column of eth0 in the text of /proc/net/dev. */
export function transmitDrops(table: string): number {
  const line = table.split('\n').find((text) => text.trim().startsWith(`${INTERFACE}:`));
  const columns = line?.split(':')[1]?.trim().split(/\s+/) ?? [];
  // 8 columns of receiving; then of transmitting: bytes, packets, errs, drop.
  return Number(columns[11] ?? 0);
}

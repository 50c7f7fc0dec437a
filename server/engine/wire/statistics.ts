import { readFileSync } from 'node:fs';
import { INTERFACE } from './host-setup.ts';

/** How many packets eth0 of the current network namespace wanted to send and lost: its queue was full (proc_net(5), dev). */
export function transmitDrops(): number {
  const line = readFileSync('/proc/thread-self/net/dev', 'utf8')
    .split('\n')
    .find((text) => text.trim().startsWith(`${INTERFACE}:`));
  const columns = line?.split(':')[1]?.trim().split(/\s+/) ?? [];
  // 8 columns of receiving; then of transmitting: bytes, packets, errs, drop.
  return Number(columns[11] ?? 0);
}

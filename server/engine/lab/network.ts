import { ok, type Result } from '#shared/base/result';
import type { HostName } from '#shared/events/common';
import { openLoopback, type LoopbackSniffer } from '../wire/loopback.ts';
import { applySettings } from '../wire/sysctls.ts';
import { openWire, type Wire } from '../wire/wire.ts';
import { within, type Host, type Namespaces } from './hosts.ts';

/** What carries packets in a lab, and what is watched. */
export interface Network {
  /** null in the loopback tier. */
  readonly wire: Wire | null;
  readonly loopback: readonly { readonly host: HostName; readonly sniffer: LoopbackSniffer }[];
  /** Everything to poll for packets. */
  readonly fds: readonly number[];
  /** What this machine lacks, a sentence each. */
  readonly missing: readonly string[];
}

/** Joins the hosts and sets their kernels' timers as the lesson wants them. */
export function openNetwork(
  hosts: readonly Host[],
  home: Namespaces,
  tier: 'lab' | 'loopback',
  kernel: 'hold' | 'defaults',
): Result<Network> {
  const missing: string[] = [];
  const opened =
    tier === 'lab'
      ? openWire({
          hosts: hosts.map(({ name, net, address }) => ({ name, netnsFd: net, address })),
          engineNetnsFd: home.net,
        })
      : null;
  if (opened && !opened.ok) return opened;
  const wire = opened?.value.wire ?? null;
  const loopback: { host: HostName; sniffer: LoopbackSniffer }[] = [];
  for (const host of hosts) {
    within(host, home, () => {
      missing.push(...applySettings(kernel));
      const sniffer = openLoopback();
      if (sniffer.ok) loopback.push({ host: host.name, sniffer: sniffer.value });
      else missing.push(sniffer.error.message);
    });
  }
  const fds = [...(wire?.fds.map(({ fd }) => fd) ?? []), ...loopback.map(({ sniffer }) => sniffer.fd)];
  return ok({ wire, loopback, fds, missing: [...new Set(missing)] });
}

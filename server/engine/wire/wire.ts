import type { Result } from '#shared/base/result';
import type { HostName } from '#shared/events/common';
import { openTunWire } from './tun.ts';
import { openVethWire } from './veth.ts';

/** A host to be connected: its namespace, and its address in the network 10.0.0.0/24. */
export interface WireHost {
  readonly name: HostName;
  readonly netnsFd: number;
  readonly address: string;
}

export interface WireOptions {
  readonly hosts: readonly WireHost[];
  /** The namespace in which the calling thread is, and to which it comes back. */
  readonly engineNetnsFd: number;
}

/**
 * The cable between the hosts: whatever a host sends stays here until somebody reads it and writes it to the other. Each host
 * sees it as eth0 with MTU 1500. Packets are whole IP packets with complete checksums.
 */
export interface Wire {
  readonly kind: 'tun' | 'veth';
  /** To poll for POLLIN. */
  readonly fds: readonly { readonly fd: number; readonly host: HostName }[];
  /** Never blocks: all packets that wait from this host, oldest first, each in bytes of its own. */
  read(host: HostName): Uint8Array[];
  /** Delivers an IP packet into this host; its kernel has taken it in when this returns. 0 or -errno. */
  write(host: HostName, packet: Uint8Array): number;
  /** How many packets from this host were lost before read() could have them, since the wire was opened. */
  lost(host: HostName): number;
  close(): void;
}

/** A wire by TUN devices, or by veth pairs where TUN is not usable. `tunRefused` says why it was not, else null. */
export function openWire(options: WireOptions): Result<{ readonly wire: Wire; readonly tunRefused: string | null }> {
  const tun = openTunWire(options);
  if (tun.ok) return { ok: true, value: { wire: tun.value, tunRefused: null } };
  const veth = openVethWire(options);
  return veth.ok ? { ok: true, value: { wire: veth.value, tunRefused: tun.error.message } } : veth;
}

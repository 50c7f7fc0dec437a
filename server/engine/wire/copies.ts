import type { HostName } from '#shared/events/common';
import type { TcpFlag } from '#shared/abi/packet-tcp';

/** What is compared: any decoded packet has it. */
export interface Comparable {
  readonly ip?: { readonly src: string; readonly dst: string } | undefined;
  readonly tcp?:
    | {
        readonly sport: number;
        readonly dport: number;
        readonly rawSeq: number;
        readonly len: number;
        readonly flags: readonly TcpFlag[];
      }
    | undefined;
}

/** Far more than a window of packets; and the oldest are forgotten long before sequence numbers come round again. */
const REMEMBERED = 10_000;

/** FIN, SYN, RST and ACK tell segments apart; PSH and the rest may differ between a segment and its copy. */
const COMPARED: readonly TcpFlag[] = ['SYN', 'FIN', 'RST', 'ACK'];

/**
 * What makes a segment the same as another (RFC 9293 3.8.1, retransmission): direction, addresses, ports, sequence number,
 * payload length and flags. null for what is never sent again as a copy: a bare ACK (each one tells something of its own), a
 * reset, and whatever is not TCP. The IP identification differs between copies and is not compared.
 */
export function copyKey(from: HostName, { ip, tcp }: Comparable): string | null {
  if (!ip || !tcp || tcp.flags.includes('RST')) return null;
  if (tcp.len === 0 && !tcp.flags.includes('SYN') && !tcp.flags.includes('FIN')) return null;
  const flags = COMPARED.filter((flag) => tcp.flags.includes(flag)).join(',');
  return `${from} ${ip.src}:${tcp.sport} ${ip.dst}:${tcp.dport} ${tcp.rawSeq} ${tcp.len} ${flags}`;
}

/** Recognises packets that a kernel sent again. */
export class Copies {
  readonly #firsts = new Map<string, string>();

  /** The id of the first packet that this one is a copy of, or null: then it is a first, known by `id` from now on. */
  seen(id: string, from: HostName, packet: Comparable): string | null {
    const key = copyKey(from, packet);
    if (key === null) return null;
    const first = this.#firsts.get(key);
    if (first !== undefined) return first;
    this.#firsts.set(key, id);
    if (this.#firsts.size > REMEMBERED) {
      const [oldest] = this.#firsts.keys();
      if (oldest !== undefined) this.#firsts.delete(oldest);
    }
    return null;
  }
}

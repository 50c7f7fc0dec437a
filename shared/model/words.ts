import { counted } from '../base/counted.ts';
import { unreachable } from '../base/exhaustive.ts';
import type { Address } from '../events/address.ts';
import type { EventOf } from '../events/event.ts';
import type { PacketState } from './state.ts';

type PacketEvent = EventOf<'packet.held'> | EventOf<'packet.delivered'> | EventOf<'packet.dropped'>;

/** An address as people write it: 10.0.0.1:7000, [::1]:7000, echo.sock, @name. */
export function addressText(address: Address): string {
  switch (address.family) {
    case 'AF_INET':
      return `${address.addr}:${address.port}`;
    case 'AF_INET6':
      return `[${address.addr}]:${address.port}`;
    case 'AF_UNIX':
      return address.path ?? (address.abstract === undefined ? '(unnamed)' : `@${address.abstract}`);
    default:
      return unreachable(address);
  }
}

/** What a packet is called: its TCP flags as SYN,ACK (a segment with data: "5 bytes"), else UDP, ICMP's name, IP. */
export function packetName(event: PacketEvent): string {
  if (event.tcp !== undefined) return event.tcp.flags.join(',') || 'segment without flags';
  if (event.udp !== undefined) return `UDP, ${counted(event.udp.len, 'byte')}`;
  if (event.icmp !== undefined) return event.icmp.name;
  return 'packet';
}

/** "A → B", or "inside A" for loopback. */
export const routeText = (event: PacketEvent): string =>
  event.from === event.to ? `inside ${event.from}` : `${event.from} → ${event.to}`;

/** One packet for a list: "SYN,ACK A → B", "PSH,ACK B → A, 5 bytes". */
export function packetText({ event }: Pick<PacketState, 'event'>): string {
  const length = event.tcp?.len ?? 0;
  return `${packetName(event)} ${routeText(event)}${length > 0 ? `, ${counted(length, 'byte')}` : ''}`;
}

/** The headers that matter, as the wire shows them: "seq=0 ack=1 len=5". */
export function packetDetail(event: PacketEvent): string {
  if (event.tcp === undefined) return event.udp === undefined ? '' : `len=${event.udp.len}`;
  const { seq, ack, len } = event.tcp;
  return [`seq=${seq}`, ...(ack === undefined ? [] : [`ack=${ack}`]), ...(len > 0 ? [`len=${len}`] : [])].join(' ');
}

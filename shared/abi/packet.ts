import { decodeIcmp, type IcmpMessage } from './packet-icmp.ts';
import { decodeIp, pseudoHeaderSum, type IpHeader } from './packet-ip.ts';
import { decodeTcp, type TcpSegment } from './packet-tcp.ts';
import { decodeUdp, type UdpDatagram } from './packet-udp.ts';

/**
 * One raw IP packet, decoded. What could not be decoded is told in `fault`; the headers before it are still given.
 */
export interface DecodedPacket {
  readonly ip?: IpHeader;
  readonly tcp?: TcpSegment;
  readonly udp?: UdpDatagram;
  readonly icmp?: IcmpMessage;
  /** Where the transport's payload lies: bytes [from, to) of the packet. */
  readonly payload?: { readonly from: number; readonly to: number };
  readonly fault?: string;
}

const IPPROTO_ICMP = 1;
const IPPROTO_TCP = 6;
const IPPROTO_UDP = 17;
const IPPROTO_ICMPV6 = 58;

/**
 * Decodes a packet that starts with its IP header (RFC 791, RFC 8200), as TUN and AF_PACKET's SOCK_DGRAM give it. Never
 * throws: any bytes are an answer. `checksums: false` leaves transport checksums unjudged (loopback does not fill them).
 */
export function decodePacket(bytes: Uint8Array, options: { readonly checksums: boolean }): DecodedPacket {
  const network = decodeIp(bytes);
  if (!network.ok) return { fault: network.error };
  const { header, transport, fragment } = network.value;
  const ip = header;
  if (fragment !== undefined) return { ip, fault: fragment };
  const segment = bytes.subarray(transport.from, transport.to);
  const sum = options.checksums ? pseudoHeaderSum(bytes, header, segment.length) : null;
  const shift = (length: number): { from: number; to: number } => ({
    from: transport.from + length,
    to: transport.to,
  });
  switch (header.protocol) {
    case IPPROTO_TCP: {
      const tcp = decodeTcp(segment, sum);
      return tcp.ok ? { ip, tcp: tcp.value.segment, payload: shift(tcp.value.headerLength) } : { ip, fault: tcp.error };
    }
    case IPPROTO_UDP: {
      const udp = decodeUdp(segment, sum);
      return udp.ok ? { ip, udp: udp.value, payload: shift(8) } : { ip, fault: udp.error };
    }
    case IPPROTO_ICMP:
    case IPPROTO_ICMPV6: {
      const icmp = decodeIcmp(segment, header.protocol === IPPROTO_ICMPV6 ? 6 : 4);
      return icmp.ok ? { ip, icmp: icmp.value, payload: shift(8) } : { ip, fault: icmp.error };
    }
    default:
      return { ip, fault: `protocol ${header.protocol} is not decoded` };
  }
}

import { writeFileSync } from 'node:fs';
import { NetlinkSocket } from '../netlink/netlink-socket.ts';
import { encodeAddress6 } from '../netlink/route.ts';
import { INTERFACE } from './host-setup.ts';
import { interfaceIndex } from './interface.ts';

const NETLINK_ROUTE = 0;
const PREFIX6 = 64;

/** Documentation/networking/ip-sysctl.rst, conf/eth0: no link-local address, no detection of duplicates, no solicitations. */
const quiet: readonly (readonly [name: string, value: string])[] = [
  ['accept_dad', '0'],
  ['accept_ra', '0'],
  ['addr_gen_mode', '1'],
  ['router_solicitations', '0'],
  ['disable_ipv6', '0'],
];

/** fd00::1 as its sixteen bytes: the lab's addresses are written with one `::` and one group behind it. */
function labAddress6(last: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes[0] = 0xfd;
  bytes[15] = last;
  return bytes;
}

const noIpv6 = (error: unknown): string =>
  `This host has no IPv6 (${error instanceof Error ? error.message : 'unknown'}): use a kernel with CONFIG_IPV6.`;

/**
 * Gives eth0 (and lo) of the current network namespace IPv6, eth0 the address fd00::`last`. Answers what could not be had, a
 * sentence each.
 */
export function enableIpv6(last: number): string[] {
  try {
    writeFileSync('/proc/sys/net/ipv6/conf/lo/disable_ipv6', '0');
    for (const [name, value] of quiet) writeFileSync(`/proc/sys/net/ipv6/conf/${INTERFACE}/${name}`, value);
  } catch (error) {
    return [noIpv6(error)];
  }
  const netlink = NetlinkSocket.open(NETLINK_ROUTE);
  if (!netlink.ok) return [netlink.error.message];
  const result = netlink.value.ask(encodeAddress6(interfaceIndex(INTERFACE), labAddress6(last), PREFIX6));
  netlink.value.close();
  return result < 0 ? [`eth0 got no IPv6 address (errno ${-result}).`] : [];
}

/** The loopback tier: both hosts' addresses on lo, each a network of its own, so that a lesson's programs run there unchanged. */
export function enableIpv6OnLoopback(): string[] {
  try {
    writeFileSync('/proc/sys/net/ipv6/conf/lo/disable_ipv6', '0');
  } catch (error) {
    return [noIpv6(error)];
  }
  const netlink = NetlinkSocket.open(NETLINK_ROUTE);
  if (!netlink.ok) return [netlink.error.message];
  const lo = interfaceIndex('lo');
  const results = [1, 2].map((last) => netlink.value.ask(encodeAddress6(lo, labAddress6(last), 128)));
  netlink.value.close();
  const failed = results.find((result) => result < 0);
  return failed === undefined ? [] : [`lo got no IPv6 address (errno ${-failed}).`];
}

const HOP_BY_HOP = 0;
const ICMPV6 = 58;
const MLD_V2_REPORT = 143;
const ROUTER_SOLICITATION = 133;

/**
 * What a kernel says to routers that are not there: multicast listener reports (RFC 3810) for its own addresses and, where
 * IPv6 could not be switched off (/proc/sys is read-only), router solicitations (RFC 4861).
 */
export function isForRouters(packet: Uint8Array): boolean {
  if ((packet[0] as number) >> 4 !== 6) return false;
  if (packet[6] === ICMPV6) return packet[40] === ROUTER_SOLICITATION;
  if (packet[6] !== HOP_BY_HOP || packet[40] !== ICMPV6) return false;
  return packet[40 + ((packet[41] as number) + 1) * 8] === MLD_V2_REPORT;
}

import { writeFileSync } from 'node:fs';
import { fail, failure, ok, type Result } from '#shared/base/result';
import { NetlinkSocket } from '../netlink/netlink-socket.ts';
import { encodeAddress, encodeLinkQuery, encodeLinkUp, IFF_NOARP, IFF_UP, isLinkUp } from '../netlink/route.ts';
import { interfaceIndex } from './interface.ts';

/** The link that every host has, whatever it is made of. */
export const INTERFACE = 'eth0';
export const MTU = 1500;
export const PREFIX = 24;
const NETLINK_ROUTE = 0;
const ETIMEDOUT = 110;

/**
 * No IPv6 on any link of the current network namespace, so that no neighbour discovery or multicast report gets on the wire. A
 * kernel without IPv6 has nothing to switch off. The namespace's links must not be up yet.
 */
export function silenceIpv6(): void {
  for (const scope of ['all', 'default']) {
    try {
      writeFileSync(`/proc/sys/net/ipv6/conf/${scope}/disable_ipv6`, '1');
    } catch {
      // No IPv6 in this kernel, or /proc/sys is read-only: then sysctls.ts names it.
    }
  }
}

/**
 * Brings up lo and eth0 of the current network namespace, eth0 with this address in a network of 256. `settle` waits until
 * eth0 carries packets, where that takes a while.
 */
export function configureHost(
  address: string,
  settle: (route: NetlinkSocket, index: number) => number = () => 0,
): Result<number> {
  silenceIpv6();
  const netlink = NetlinkSocket.open(NETLINK_ROUTE);
  if (!netlink.ok) return netlink;
  const route = netlink.value;
  const index = interfaceIndex(INTERFACE);
  const steps: readonly (readonly [what: string, request: () => number])[] = [
    ['finding eth0', () => index],
    ['bringing up lo', () => route.ask(encodeLinkUp(interfaceIndex('lo'), IFF_UP, null))],
    ['addressing eth0', () => route.ask(encodeAddress(index, address, PREFIX))],
    ['bringing up eth0', () => route.ask(encodeLinkUp(index, IFF_UP | IFF_NOARP, MTU))],
    ['waiting for eth0', () => settle(route, index)],
  ];
  for (const [what, request] of steps) {
    const result = request();
    if (result >= 0) continue;
    route.close();
    return fail(failure('interface', `${what} failed (errno ${-result}): allow CAP_NET_ADMIN in this sandbox.`));
  }
  route.close();
  return ok(index);
}

const UP_WITHIN_MS = 2000;
const pause = new Int32Array(new SharedArrayBuffer(4));

/**
 * Waits until a link with a carrier (veth) carries packets: 0, or -errno. The kernel activates it a moment after both ends
 * are up, in a thread of its own (net/core/link_watch.c); what is sent before is lost.
 */
export function awaitLink(route: NetlinkSocket, index: number): number {
  for (let waited = 0; waited < UP_WITHIN_MS; waited++) {
    let up = false;
    const result = route.dump(encodeLinkQuery(index), (buffer, from, to) => (up = isLinkUp(buffer, from, to)));
    if (result < 0 || up) return Math.min(result, 0);
    Atomics.wait(pause, 0, 0, 1);
  }
  return -ETIMEDOUT;
}

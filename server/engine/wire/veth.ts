import { fail, failure, ok, type Result } from '#shared/base/result';
import type { HostName } from '#shared/events/common';
import { close, sendto } from '../ffi/libc.ts';
import { NetlinkSocket } from '../netlink/netlink-socket.ts';
import { encodeLinkDelete, encodeLinkUp, encodeVeth, IFF_NOARP, IFF_UP, macBytes } from '../netlink/route.ts';
import { awaitLink, configureHost, INTERFACE, MTU, silenceIpv6 } from './host-setup.ts';
import { interfaceIndex, switchOffOffloads } from './interface.ts';
import { inNetns } from './netns.ts';
import { linkAddress, openPacketSocket, packetSocketDrops, receiveAll } from './packet-socket.ts';
import type { Wire, WireHost, WireOptions } from './wire.ts';

/**
 * A veth(4) pair for each host: eth0 in the host, the cable's end in the engine's namespace, read and written through
 * packet(7). The cable's end has no IP address, so the engine's own kernel has no say in what happens to a packet.
 */

const NETLINK_ROUTE = 0;
const ETH_P_IP = 0x0800;
const ETH_P_IPV6 = 0x86dd;

interface Cable extends WireHost {
  readonly fd: number;
  readonly index: number;
  /** Where packets for this host go: its eth0's own MAC address, or its kernel would not take them for its own. */
  readonly target: { readonly v4: Buffer; readonly v6: Buffer };
}

// Locally administered addresses (IEEE 802, second bit of the first byte).
const hostMac = (host: HostName): string => (host === 'A' ? '02:00:0a:00:00:01' : '02:00:0a:00:00:02');
const cableMac = (host: HostName): string => (host === 'A' ? '02:00:0a:00:01:01' : '02:00:0a:00:01:02');

function openCable(host: WireHost, engineNetnsFd: number, route: NetlinkSocket): Result<Cable> {
  const name = `cable${host.name}`;
  const here = { name, mac: cableMac(host.name) };
  const there = { name: INTERFACE, mac: hostMac(host.name) };
  const made = route.ask(encodeVeth(here, there, host.netnsFd));
  if (made < 0)
    return fail(
      failure(
        'veth',
        `A veth pair cannot be made (errno ${-made}): load the module (modprobe veth) or allow CAP_NET_ADMIN.`,
      ),
    );
  const index = interfaceIndex(name);
  const up = route.ask(encodeLinkUp(index, IFF_UP | IFF_NOARP, MTU));
  if (up < 0) return fail(failure('veth', `The cable's end cannot be brought up (errno ${-up}).`));
  // After this end is up (bound to a link that is down, a packet socket fails its first call with ENETDOWN), and before the
  // host's end is: so no packet passes unseen.
  const fd = openPacketSocket(index);
  if (!fd.ok) return fd;
  const configured = inNetns(host.netnsFd, engineNetnsFd, () => {
    switchOffOffloads(INTERFACE);
    return configureHost(host.address, awaitLink);
  });
  const ready = configured.ok ? awaitLink(route, index) : 0;
  if (!configured.ok || ready < 0) {
    close(fd.value);
    return configured.ok ? fail(failure('veth', `The cable's end did not come up (errno ${-ready}).`)) : configured;
  }
  const mac = macBytes(there.mac);
  const target = { v4: linkAddress(index, ETH_P_IP, mac), v6: linkAddress(index, ETH_P_IPV6, mac) };
  return ok({ ...host, fd: fd.value, index, target });
}

class VethWire implements Wire {
  readonly kind = 'veth';
  readonly fds: readonly { readonly fd: number; readonly host: HostName }[];
  readonly #cables: readonly Cable[];
  readonly #route: NetlinkSocket;
  readonly #lost = new Map<HostName, number>();

  constructor(cables: readonly Cable[], route: NetlinkSocket) {
    this.#cables = cables;
    this.#route = route;
    this.fds = cables.map(({ fd, name }) => ({ fd, host: name }));
  }

  #cable(name: HostName): Cable {
    const cable = this.#cables.find((cable) => cable.name === name);
    if (!cable) throw new Error(`host ${name} is not on this wire`);
    return cable;
  }

  read(name: HostName): Uint8Array[] {
    return receiveAll(this.#cable(name).fd);
  }

  write(name: HostName, packet: Uint8Array): number {
    const { fd, target } = this.#cable(name);
    const address = (packet[0] ?? 0) >> 4 === 6 ? target.v6 : target.v4;
    const sent = sendto(fd, packet, packet.length, 0, address, address.length);
    return sent < 0 ? sent : 0;
  }

  lost(name: HostName): number {
    const lost = (this.#lost.get(name) ?? 0) + packetSocketDrops(this.#cable(name).fd);
    this.#lost.set(name, lost);
    return lost;
  }

  close(): void {
    for (const { fd, index } of this.#cables) {
      close(fd);
      // The other end, eth0 in the host, goes with it.
      this.#route.ask(encodeLinkDelete(index));
    }
    this.#route.close();
  }
}

/** Makes a cable to each host. Failures say what the machine lacks; nothing is left behind then. */
export function openVethWire({ hosts, engineNetnsFd }: WireOptions): Result<Wire> {
  silenceIpv6();
  const route = NetlinkSocket.open(NETLINK_ROUTE);
  if (!route.ok) return route;
  const cables: Cable[] = [];
  for (const host of hosts) {
    const cable = openCable(host, engineNetnsFd, route.value);
    if (!cable.ok) {
      new VethWire(cables, route.value).close();
      return cable;
    }
    cables.push(cable.value);
  }
  return ok(new VethWire(cables, route.value));
}

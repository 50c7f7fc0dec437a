import { fail, failure, ok, type Result } from '#shared/base/result';
import type { HostName } from '#shared/events/common';
import type { LabSettings } from '#shared/events/lab';
import { encodeAddress, encodeLinkUp, IFF_UP } from '../netlink/route.ts';
import { NetlinkSocket } from '../netlink/netlink-socket.ts';
import { silenceIpv6 } from '../wire/host-setup.ts';
import { enableIpv6, enableIpv6OnLoopback } from '../wire/ipv6.ts';
import { interfaceIndex } from '../wire/interface.ts';
import { openLoopback, type LoopbackSniffer } from '../wire/loopback.ts';
import { applySettings } from '../wire/sysctls.ts';
import { openWire, type Wire, type WireHost } from '../wire/wire.ts';
import { within, type Host, type Namespaces } from './hosts.ts';

const NETLINK_ROUTE = 0;

/** What carries packets in a lab, and what is watched. */
export interface Network {
  /** null in the loopback tier. */
  readonly wire: Wire | null;
  readonly loopbacks: readonly { readonly host: HostName; readonly loopback: LoopbackSniffer }[];
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
  settings: LabSettings,
): Result<Network> {
  const ends: WireHost[] = hosts.map(({ name, net, address }) => ({ name, netnsFd: net, address }));
  const missing: string[] = [];
  let wire: Wire | null = null;
  if (tier === 'lab') {
    const opened = openWire({ hosts: ends, engineNetnsFd: home.net });
    if (!opened.ok) return opened;
    wire = opened.value.wire;
    if (opened.value.tunRefused !== null)
      missing.push(`${opened.value.tunRefused} The wire is made of veth pairs instead.`);
  } else {
    const joined = joinByLoopback(hosts, home);
    if (!joined.ok) return joined;
    missing.push(
      'Without a wire packets cannot be held: what uses the network runs on one host, over its loopback interface.',
    );
  }
  const loopbacks: { host: HostName; loopback: LoopbackSniffer }[] = [];
  for (const host of hosts) {
    within(host, home, () => {
      missing.push(...applySettings(settings.kernel, settings.sysctls));
      const opened = openLoopback();
      if (opened.ok) loopbacks.push({ host: host.name, loopback: opened.value });
      else missing.push(opened.error.message);
      // After openLoopback, which silences IPv6 on every link of the host.
      if (settings.ipv6 !== true) return;
      if (wire) missing.push(...enableIpv6(host.name === 'A' ? 1 : 2));
      else if (host === hosts[0]) missing.push(...enableIpv6OnLoopback());
    });
  }
  const fds = [...(wire?.fds.map(({ fd }) => fd) ?? []), ...loopbacks.map(({ loopback }) => loopback.fd)];
  return ok({ wire, loopbacks, fds, missing: [...new Set(missing)] });
}

/** The loopback tier: all addresses of the lab on host A's lo, so that a lesson's programs run there unchanged. */
function joinByLoopback(hosts: readonly Host[], home: Namespaces): Result<null> {
  const [first] = hosts;
  if (!first) throw new Error('a lab has hosts');
  return within(first, home, () => {
    silenceIpv6();
    const netlink = NetlinkSocket.open(NETLINK_ROUTE);
    if (!netlink.ok) return netlink;
    const lo = interfaceIndex('lo');
    const results = [
      netlink.value.ask(encodeLinkUp(lo, IFF_UP, null)),
      ...hosts.map(({ address }) => netlink.value.ask(encodeAddress(lo, address, 32))),
    ];
    netlink.value.close();
    const failed = results.find((result) => result < 0);
    return failed === undefined ? ok(null) : fail(failure('LOOPBACK', `lo could not be set up (errno ${-failed}).`));
  });
}

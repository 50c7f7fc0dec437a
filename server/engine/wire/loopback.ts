import { fail, failure, ok, type Result } from '#shared/base/result';
import { close } from '../ffi/libc.ts';
import { NetlinkSocket } from '../netlink/netlink-socket.ts';
import { encodeLinkUp, IFF_UP } from '../netlink/route.ts';
import { silenceIpv6 } from './host-setup.ts';
import { interfaceIndex } from './interface.ts';
import { openPacketSocket, packetSocketDrops, receiveAll } from './packet-socket.ts';

const NETLINK_ROUTE = 0;

/**
 * Sees every packet on a host's lo once. It cannot hold them: they are where they go already. Their transport checksums are not to
 * be judged, for the kernel does not fill them in on lo.
 */
export class LoopbackSniffer {
  /** To poll for POLLIN. */
  readonly fd: number;
  #lost = 0;

  constructor(fd: number) {
    this.fd = fd;
  }

  /** Never blocks: all packets that wait, oldest first. */
  read(): Uint8Array[] {
    return receiveAll(this.fd);
  }

  /** How many packets were lost before read() could have them, since it was opened. */
  lost(): number {
    this.#lost += packetSocketDrops(this.fd);
    return this.#lost;
  }

  close(): void {
    close(this.fd);
  }
}

function bringUp(index: number): number {
  const netlink = NetlinkSocket.open(NETLINK_ROUTE);
  if (!netlink.ok) return -1;
  const result = netlink.value.ask(encodeLinkUp(index, IFF_UP, null));
  netlink.value.close();
  return result;
}

/** Watches lo of the current network namespace, and brings it up where there is no wire that did. */
export function openLoopback(): Result<LoopbackSniffer> {
  silenceIpv6();
  const index = interfaceIndex('lo');
  const up = index < 0 ? index : bringUp(index);
  if (up < 0) return fail(failure('loopback', `The loopback interface cannot be used (errno ${-up}).`));
  const fd = openPacketSocket(index);
  return fd.ok ? ok(new LoopbackSniffer(fd.value)) : fd;
}

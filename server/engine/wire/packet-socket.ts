import { fail, failure, ok, type Result } from '#shared/base/result';
import { bind, close, getsockopt, recv, setsockopt, socket } from '../ffi/libc.ts';

/** packet(7): all that passes a link, as IP packets without the link's own header (SOCK_DGRAM). */

const AF_PACKET = 17;
const SOCK_DGRAM = 2;
const SOCK_NONBLOCK = 0o4000;
const SOCK_CLOEXEC = 0o2000000;
const ETH_P_ALL = 3;
const SOL_SOCKET = 1;
const SO_RCVBUFFORCE = 33;
const SO_RCVBUF = 8;
const SOL_PACKET = 263;
const PACKET_STATISTICS = 6;
const PACKET_IGNORE_OUTGOING = 23;
const LONGEST_PACKET = 65535;
/** Room for a burst while the engine is busy with something else. */
const RECEIVE_BUFFER = 4 * 1024 * 1024;

/** struct sockaddr_ll: protocol in network order, the link's index, a destination where a packet is sent. */
export function linkAddress(index: number, protocol: number, mac: Buffer | null): Buffer {
  const address = Buffer.alloc(20);
  address.writeUInt16LE(AF_PACKET, 0);
  address.writeUInt16BE(protocol, 2);
  address.writeInt32LE(index, 4);
  if (mac !== null) {
    address[11] = mac.length;
    mac.copy(address, 12);
  }
  return address;
}

const one = Buffer.from([1, 0, 0, 0]);

/**
 * A non-blocking packet socket on a link of the current network namespace. It gets what comes in and not what it or others
 * send out (PACKET_IGNORE_OUTGOING, since 4.20): on lo, where each packet passes twice, each is seen once.
 */
export function openPacketSocket(index: number): Result<number> {
  // Protocol 0 until it is set up, so that nothing is received before.
  const fd = socket(AF_PACKET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0)
    return fail(
      failure('packet', `No packet socket (errno ${-fd}): it needs CAP_NET_RAW and a kernel with CONFIG_PACKET.`),
    );
  const size = Buffer.alloc(4);
  size.writeUInt32LE(RECEIVE_BUFFER);
  // FORCE needs CAP_NET_ADMIN in the first user namespace; without it the system's limit holds.
  if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, size, 4) < 0) setsockopt(fd, SOL_SOCKET, SO_RCVBUF, size, 4);
  const quiet = setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, one, 4);
  const address = linkAddress(index, ETH_P_ALL, null);
  const bound = quiet < 0 ? quiet : bind(fd, address, address.length);
  if (bound >= 0) return ok(fd);
  close(fd);
  return fail(
    failure('packet', `A packet socket cannot watch this link (errno ${-bound}): Linux 4.20 or newer is needed.`),
  );
}

const buffer = new Uint8Array(LONGEST_PACKET);

/** Takes one waiting packet, or null. Packets that are not IP (by their first byte's version) are passed over. */
function receive(fd: number): Uint8Array | null {
  for (;;) {
    const length = recv(fd, buffer, LONGEST_PACKET, 0);
    if (length < 0) return null;
    const version = (buffer[0] ?? 0) >> 4;
    if (length >= 20 && (version === 4 || version === 6)) return buffer.slice(0, length);
  }
}

/** Takes all waiting packets, oldest first. */
export function receiveAll(fd: number): Uint8Array[] {
  const packets: Uint8Array[] = [];
  for (let packet = receive(fd); packet !== null; packet = receive(fd)) packets.push(packet);
  return packets;
}

/** Packets lost because the socket's buffer was full, since the last call (PACKET_STATISTICS resets itself). */
export function packetSocketDrops(fd: number): number {
  const statistics = Buffer.alloc(8);
  const length = Buffer.from([8, 0, 0, 0]);
  return getsockopt(fd, SOL_PACKET, PACKET_STATISTICS, statistics, length) < 0 ? 0 : statistics.readUInt32LE(4);
}

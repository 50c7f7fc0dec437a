import type { SocketState } from '../events/socket.ts';
import { bytesToRead } from './endpoints.ts';
import type { LabState, PacketState, SocketFacts } from './state.ts';

/** The way out that a socket takes unseen when nobody threw it away: TIME_WAIT lasts a minute and would have been seen. */
const quietWayOut: Partial<Record<SocketState, readonly SocketState[]>> = {
  ESTABLISHED: ['CLOSE_WAIT', 'LAST_ACK'],
  CLOSE_WAIT: ['LAST_ACK'],
};

/**
 * The states a TCP socket passed unseen between the look that last listed it and the one that lists it no more; [] for
 * none. An abort leaves at once: a RST was seen, it had unread data when it was closed (tcp_close in net/ipv4/tcp.c), or
 * the wire never brought it the FIN without which nothing leaves ESTABLISHED quietly (SO_LINGER 0).
 */
export function passedUnseen(state: LabState, socket: SocketFacts): readonly SocketState[] {
  const between = quietWayOut[socket.state];
  if (socket.protocol !== 'tcp' || between === undefined) return [];
  const packets = packetsOf(state, socket);
  const aborted = unreadData(socket) || packets.some(has('RST')) || noFinCame(socket, packets);
  return aborted ? [] : between;
}

/** Data waits that nobody read. Without the look's own conclusion, TCP's figure counts the FIN of CLOSE_WAIT as one more. */
export const unreadData = (socket: SocketFacts): boolean =>
  bytesToRead(socket) > (socket.inferredBytes === null && socket.state === 'CLOSE_WAIT' ? 1 : 0);

/** The last packets of its connection, in both directions, that are there (held) or were. */
function packetsOf(state: LabState, { local, remote }: SocketFacts): readonly PacketState[] {
  if (local === null || remote === null || !('port' in local) || !('port' in remote)) return [];
  return Object.values(state.packets).filter(({ event: { tcp } }) => {
    const ports = [tcp?.sport, tcp?.dport];
    return ports.includes(local.port) && ports.includes(remote.port);
  });
}

const has =
  (flag: 'FIN' | 'RST') =>
  ({ event: { tcp } }: PacketState): boolean =>
    tcp?.flags.includes(flag) ?? false;

/** On the wire every packet is told before what it does. Inside a host it is the other way round: nothing follows from that. */
const noFinCame = (socket: SocketFacts, packets: readonly PacketState[]): boolean =>
  socket.state === 'ESTABLISHED' &&
  packets.some(({ loopback }) => !loopback) &&
  !packets.filter(has('FIN')).some(({ event, phase }) => event.from !== socket.host && phase === 'delivered');

import type { SocketState } from '../events/socket.ts';
import { bytesToRead } from './endpoints.ts';
import type { LabState, SocketFacts } from './state.ts';

/** The way out that a socket takes unseen when nobody threw it away: TIME_WAIT lasts a minute and would have been seen. */
const quietWayOut: Partial<Record<SocketState, readonly SocketState[]>> = {
  ESTABLISHED: ['CLOSE_WAIT', 'LAST_ACK'],
  CLOSE_WAIT: ['LAST_ACK'],
};

/**
 * The states a TCP socket passed unseen between the look that last listed it and the one that lists it no more; [] for
 * none. An abort leaves at once: a RST was seen, or it had unread data when it was closed (tcp_close in net/ipv4/tcp.c).
 */
export function passedUnseen(state: LabState, socket: SocketFacts): readonly SocketState[] {
  const between = quietWayOut[socket.state];
  if (socket.protocol !== 'tcp' || between === undefined) return [];
  return unreadData(socket) || resetSeen(state, socket) ? [] : between;
}

/** Without the look's own conclusion, TCP's figure counts the FIN of CLOSE_WAIT as one more to read. */
const unreadData = (socket: SocketFacts): boolean =>
  bytesToRead(socket) > (socket.inferredBytes === null && socket.state === 'CLOSE_WAIT' ? 1 : 0);

function resetSeen(state: LabState, { local, remote }: SocketFacts): boolean {
  if (local === null || remote === null || !('port' in local) || !('port' in remote)) return false;
  return Object.values(state.packets).some(({ event: { tcp } }) => {
    if (tcp?.flags.includes('RST') !== true) return false;
    const ports = [tcp.sport, tcp.dport];
    return ports.includes(local.port) && ports.includes(remote.port);
  });
}

import { peerOf } from './endpoints.ts';
import { capital, the, The } from './prose.ts';
import { isDatagram, other, type Scene } from './scene.ts';
import { unreadData } from './socket-end.ts';
import type { SocketFacts } from './state.ts';

/** A program stopped before close(): what its kernel will make of it. */
export function enterClose(scene: Scene, socket: SocketFacts): string {
  const { state, Who, who, process } = scene;
  const holder = otherOwner(scene, socket);
  if (holder !== null) {
    return `${Who} is about to let its descriptor go; ${holder} still names the same socket, so the kernel tells nobody.`;
  }
  if (socket.state === 'LISTEN') {
    return `${Who} is about to close its listener; connections it has accepted are sockets of their own and stay.`;
  }
  if (isDatagram(socket)) return `${Who} is about to close its socket: it just goes, and nobody is told.`;
  if (socket.protocol !== 'tcp') {
    return hasEnded(scene, socket)
      ? `${Who} is about to close its end; the other end is closed already.`
      : `${Who} is about to close its end: the kernel will tell ${the(peerOf(state, socket)?.role ?? null)} at once.`;
  }
  if (socket.state !== 'ESTABLISHED' && socket.state !== 'CLOSE_WAIT')
    return `${Who} is about to close a socket that is ${socket.state}.`;
  // tcp_close (net/ipv4/tcp.c): unread data goes with a RST, whatever else was agreed.
  if (unreadData(socket))
    return `${Who} is about to close although there is more to read: its kernel will throw that away and send a RST.`;
  // What was set is not in the model: SO_LINGER may be among it.
  const farewell = Object.values(process.results).some(({ api }) => api === 'setsockopt')
    ? 'a FIN, or a RST where SO_LINGER says so'
    : 'a FIN, the end of its data';
  if (socket.state === 'ESTABLISHED') return `${Who} is about to close: its kernel will send ${farewell}.`;
  return `${The(other(state, socket))} has closed its half; ${who} is about to close the other, with a FIN of its own.`;
}

/** A program stopped with close()'s answer in hand. */
export function returnClose(scene: Scene): string {
  const { socket, Who, who } = scene;
  if (socket === null) return `The descriptor is closed.`;
  const holder = otherOwner(scene, socket);
  if (holder !== null && !socket.gone) {
    return `${Who} has let its descriptor go; ${holder} still names the same socket, and it stays as it was.`;
  }
  if (socket.visits.at(-1)?.from === 'LISTEN') {
    return `${Who} has closed its listener: whoever connects now is refused, while accepted connections live on.`;
  }
  if (socket.protocol === 'unix' && !isDatagram(socket) && !hasEnded(scene, socket))
    return `${Who} has closed its socket; the kernel has told the other end.`;
  if (['FIN_WAIT1', 'FIN_WAIT2', 'CLOSING', 'LAST_ACK'].includes(socket.state)) {
    return `close() has returned to ${who} at once; its kernel closes the connection by itself, now in ${socket.state}.`;
  }
  return socket.state === 'TIME_WAIT'
    ? `${capital(who)}’s socket is in TIME_WAIT: it belongs to no program any more, only to the kernel.`
    : `${Who} has closed its socket, and the kernel has nothing left of it.`;
}

/** Who else has a descriptor for this socket than the one that is closed; null: nobody, so that this close() is the last. */
function otherOwner({ state, process, call }: Scene, socket: SocketFacts): string | null {
  const fd = call.args[0]?.value;
  const owner = socket.owners.find((each) => each.pid !== process.pid || each.fd !== fd);
  if (owner === undefined) return null;
  return owner.pid === process.pid ? `descriptor ${owner.fd}` : the(state.processes[owner.pid]?.role ?? 'somebody');
}

/** The other end of a Unix connection is closed already: nobody has a descriptor for it. */
function hasEnded({ state }: Scene, socket: SocketFacts): boolean {
  const peer = peerOf(state, socket);
  return peer === null || peer.gone || peer.owners.length === 0;
}

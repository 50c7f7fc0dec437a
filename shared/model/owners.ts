import { keysOf, put } from './record.ts';
import type { LabState, SocketFacts } from './state.ts';

type Sockets = LabState['sockets'];

/** Few of many. */
const isOwned = ({ owners }: SocketFacts): boolean => owners.length > 0;

/** One more descriptor names the socket; its first owner gives it the role it wears from then on. */
export function own(sockets: Sockets, id: string, owner: { pid: number; fd: number }, role: string | null): Sockets {
  const socket = sockets[id];
  if (socket === undefined) return sockets;
  const known = socket.owners.some((other) => other.pid === owner.pid && other.fd === owner.fd);
  if (known && socket.role !== null) return sockets;
  const owners = known ? socket.owners : [...socket.owners, owner];
  return put(sockets, id, { ...socket, owners, role: socket.role ?? role });
}

/** A process (or one descriptor of it) lets go of its sockets; their role stays, for they are still its doing. */
export function disown(sockets: Sockets, pid: number, fd?: number): Sockets {
  const lets = (owner: SocketFacts['owners'][number]): boolean =>
    owner.pid === pid && (fd === undefined || owner.fd === fd);
  const letting: SocketFacts[] = [];
  for (const id of keysOf(sockets, isOwned)) {
    const socket = sockets[id];
    if (socket?.owners.some(lets) === true) letting.push(socket);
  }
  let changed = sockets;
  for (const socket of letting)
    changed = put(changed, socket.id, { ...socket, owners: socket.owners.filter((owner) => !lets(owner)) });
  return changed;
}

/** A process became known after sockets it owns. */
export function adoptRole(sockets: Sockets, pid: number, role: string): Sockets {
  let changed = sockets;
  for (const id of [...keysOf(sockets, isOwned)]) {
    const socket = sockets[id];
    if (socket?.role === null && socket.owners[0]?.pid === pid) changed = put(changed, id, { ...socket, role });
  }
  return changed;
}

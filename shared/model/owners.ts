import { put } from './record.ts';
import type { LabState, SocketFacts } from './state.ts';

type Sockets = LabState['sockets'];

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
  return mapSockets(sockets, (socket) => {
    const owners = socket.owners.filter((owner) => owner.pid !== pid || (fd !== undefined && owner.fd !== fd));
    return owners.length === socket.owners.length ? socket : { ...socket, owners };
  });
}

/** A process became known after sockets it owns. */
export function adoptRole(sockets: Sockets, pid: number, role: string): Sockets {
  return mapSockets(sockets, (socket) =>
    socket.role === null && socket.owners[0]?.pid === pid ? { ...socket, role } : socket,
  );
}

function mapSockets(sockets: Sockets, change: (socket: SocketFacts) => SocketFacts): Sockets {
  let changed = sockets;
  for (const [id, socket] of Object.entries(sockets)) {
    const next = change(socket);
    if (next !== socket) changed = put(changed, id, next);
  }
  return changed;
}

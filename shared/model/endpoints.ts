import type { HostName } from '../events/common.ts';
import type { LabState, PacketState, ProcessState, SocketFacts } from './state.ts';

/** The sockets at both ends of a packet, by host, ports and the addresses in its header; null where none is known. */
export function endsOf(
  state: LabState,
  packet: Pick<PacketState, 'event'>,
): { readonly sender: SocketFacts | null; readonly receiver: SocketFacts | null } {
  const { event } = packet;
  const ports = event.tcp ?? event.udp;
  if (ports === undefined) return { sender: null, receiver: null };
  const protocol = event.tcp === undefined ? 'udp' : 'tcp';
  const find = (host: HostName, local: number, remote: number): SocketFacts | null => {
    const here = Object.values(state.sockets).filter(
      (socket) => socket.host === host && socket.protocol === protocol && port(socket.local) === local,
    );
    return (
      here.find((socket) => !socket.gone && port(socket.remote) === remote) ??
      here.find((socket) => !socket.gone && socket.state === 'LISTEN') ??
      here.find((socket) => port(socket.remote) === remote) ??
      here[0] ??
      null
    );
  };
  return {
    sender: find(event.from, ports.sport, ports.dport),
    receiver: find(event.to, ports.dport, ports.sport),
  };
}

const port = (address: SocketFacts['local']): number | null =>
  address === null || address.family === 'AF_UNIX' ? null : address.port;

/** The socket a process's current call is about: the one its descriptor argument names. */
export function socketOfCall(state: LabState, process: ProcessState): SocketFacts | null {
  const argument = process.call?.args.find((candidate) => candidate.socket !== undefined);
  return argument?.socket === undefined ? null : (state.sockets[argument.socket] ?? null);
}

/** The other end of a connection, where it is in this lab: a Unix peer by its id, TCP's by mirrored addresses. */
export function peerOf(state: LabState, socket: SocketFacts): SocketFacts | null {
  if (socket.peer !== null) return state.sockets[socket.peer] ?? null;
  const all = Object.values(state.sockets);
  const pointing = all.find((other) => other.peer === socket.id);
  if (pointing !== undefined) return pointing;
  if (socket.protocol === 'unix' || port(socket.local) === null || port(socket.remote) === null) return null;
  return (
    all.find(
      (other) =>
        other.id !== socket.id &&
        other.protocol === socket.protocol &&
        port(other.local) === port(socket.remote) &&
        port(other.remote) === port(socket.local),
    ) ?? null
  );
}

/** Bytes that wait to be read, as a reader counts them. */
export const bytesToRead = (socket: SocketFacts): number => socket.inferredBytes?.recv ?? socket.recvq;

/** The other side will send no more: a FIN has come (TCP), or the peer is gone (Unix). */
export function peerHasClosed(socket: SocketFacts): boolean {
  if (socket.protocol === 'tcp') return ['CLOSE_WAIT', 'LAST_ACK', 'CLOSING', 'TIME_WAIT'].includes(socket.state);
  return socket.protocol === 'unix' && socket.state === 'ESTABLISHED' && (socket.shutdown & 1) === 1;
}

/** A running process that has a descriptor of this socket and is in a call on it now. */
export function callerOn(state: LabState, socket: SocketFacts): ProcessState | null {
  const processes = socket.owners.map((owner) => state.processes[owner.pid]);
  return (
    processes.find((process) => process?.call?.args.some((argument) => argument.socket === socket.id) === true) ?? null
  );
}

import type { LabState, PacketState, SocketFacts } from '#shared/model/state';
import type { HostName } from '#shared/events/common';

export interface Ends {
  readonly from: SocketFacts | null;
  readonly to: SocketFacts | null;
}

/** The two sockets a packet runs between, by its 4-tuple: the connection's own where it exists, else the listener. */
export function endsOf(state: LabState, packet: PacketState): Ends {
  const { from, to, ip } = packet.event;
  const ports = packet.event.tcp ?? packet.event.udp;
  if (ports === undefined || ip === undefined) return { from: null, to: null };
  const sender = { addr: ip.src, port: ports.sport };
  const receiver = { addr: ip.dst, port: ports.dport };
  return { from: find(state, from, sender, receiver), to: find(state, to, receiver, sender) };
}

interface End {
  readonly addr: string;
  readonly port: number;
}

function find(state: LabState, host: HostName, own: End, other: End): SocketFacts | null {
  const here = Object.values(state.sockets).filter(
    (socket) => socket.host === host && !socket.gone && portOf(socket.local) === own.port,
  );
  const connected = here.filter((socket) => portOf(socket.remote) === other.port);
  return (
    connected.find((socket) => addressOf(socket.remote) === other.addr) ??
    connected.at(-1) ??
    here.find((socket) => socket.state === 'LISTEN' || socket.state === 'UNCONN') ??
    null
  );
}

const portOf = (address: SocketFacts['local']): number | null =>
  address === null || address.family === 'AF_UNIX' ? null : address.port === 0 ? null : address.port;

const addressOf = (address: SocketFacts['local']): string | null =>
  address === null || address.family === 'AF_UNIX' ? null : address.addr;

/** Packets on the wire (not loopback), by phase; held ones oldest first. */
export const heldPackets = (state: LabState): readonly PacketState[] =>
  Object.values(state.packets)
    .filter((packet) => packet.phase === 'held')
    .sort((a, b) => a.event.seq - b.event.seq);

/** The last few that are through or lost, newest last. */
export const finishedPackets = (state: LabState, loopback: boolean, count: number): readonly PacketState[] =>
  Object.values(state.packets)
    .filter((packet) => packet.phase !== 'held' && packet.loopback === loopback)
    .sort((a, b) => a.since - b.since || a.event.seq - b.event.seq)
    .slice(-count);

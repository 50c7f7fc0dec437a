import type { LabEvent } from '../events/event.ts';

/** The things that an event is about, as far as the event itself says. */
export interface Subjects {
  readonly sockets: readonly string[];
  readonly packet: string | null;
  readonly gate: string | null;
  /** A transition of a socket, as an edge of its machine's table: "SYN_SENT->ESTABLISHED". */
  readonly edge: string | null;
}

const none: Subjects = { sockets: [], packet: null, gate: null, edge: null };

/** What one event is about. Arguments that merely name a socket count: connect(3, …) is about the socket that 3 names. */
export function subjectsOf(event: LabEvent): Subjects {
  switch (event.kind) {
    case 'syscall.enter':
      return { ...none, sockets: event.args.flatMap(({ socket }) => (socket === undefined ? [] : [socket])) };
    case 'fd.open':
    case 'fd.close':
      return { ...none, sockets: event.socket === undefined ? [] : [event.socket] };
    case 'socket.open':
    case 'socket.queues':
    case 'socket.gone':
      return { ...none, sockets: [event.socket] };
    case 'socket.state':
      return { ...none, sockets: [event.socket], edge: `${event.from}->${event.to}` };
    case 'packet.held':
    case 'packet.delivered':
    case 'packet.dropped':
      return { ...none, packet: event.packet };
    case 'gate.open':
      return { ...none, gate: event.gate, packet: event.packet ?? null };
    case 'gate.release':
      return { ...none, gate: event.gate };
    default:
      return none;
  }
}

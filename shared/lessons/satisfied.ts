import { unreachable } from '../base/exhaustive.ts';
import type { LabEvent } from '../events/event.ts';
import type { SocketState } from '../events/socket.ts';
import type { LabState, SocketFacts } from '../model/state.ts';
import type { Happening } from './conditions.ts';
import { packetFits } from './packet-conditions.ts';

/** Whether this event, with the state it led to, shows what a condition speaks of. */
export function satisfiedBy(condition: Happening, event: LabEvent, state: LabState): boolean {
  switch (condition.kind) {
    case 'blocked':
      return event.kind === 'syscall.blocked' && isCall(event, condition);
    case 'sleeps':
      return event.kind === 'syscall.blocked' && event.role === condition.role && event.wchan === condition.where;
    case 'enters':
      return event.kind === 'syscall.enter' && isCall(event, condition);
    case 'returns':
      return (
        event.kind === 'syscall.exit' &&
        isCall(event, condition) &&
        (condition.ret === null ? event.errno === undefined : event.ret === condition.ret)
      );
    case 'fails':
      return event.kind === 'syscall.exit' && isCall(event, condition) && event.errno === condition.errno;
    case 'prints':
      return (
        event.kind === 'syscall.exit' &&
        event.role === condition.role &&
        (state.processes[event.pid]?.output.includes(condition.text) ?? false)
      );
    case 'exits':
      return event.kind === 'process.exit' && event.role === condition.role && event.status === condition.status;
    case 'gets':
      return event.kind === 'marker' && event.role === condition.role && event.signal === condition.signal;
    case 'killed':
      return event.kind === 'process.exit' && event.role === condition.role && event.signal === condition.signal;
    case 'packet':
      return packetFits(condition, event);
    case 'reaches':
    case 'is':
    case 'goes':
    case 'queue':
    case 'timer': {
      const socket = socketOf(event, state);
      return socket?.role === condition.role && socketShows(condition, socket);
    }
    default:
      return unreachable(condition);
  }
}

const isCall = (
  event: { readonly role: string; readonly call: string; readonly api: string },
  condition: { readonly role: string; readonly api: string },
): boolean => event.role === condition.role && (event.api === condition.api || event.call === condition.api);

/** The socket that an event told something new of. */
function socketOf(event: LabEvent, state: LabState): SocketFacts | undefined {
  switch (event.kind) {
    case 'socket.open':
    case 'socket.state':
    case 'socket.queues':
    case 'socket.gone':
    case 'fd.open':
      return event.socket === undefined ? undefined : state.sockets[event.socket];
    default:
      return undefined;
  }
}

function socketShows(
  condition: Extract<Happening, { kind: 'reaches' | 'is' | 'goes' | 'queue' | 'timer' }>,
  socket: SocketFacts,
): boolean {
  switch (condition.kind) {
    case 'reaches':
      return socket.visits.some((visit) => visit.to === condition.state);
    case 'is':
      return !socket.gone && socket.state === condition.state;
    case 'goes':
      return hasPath(socket, condition.path);
    case 'timer':
      return socket.timer?.name === condition.timer;
    case 'queue':
      if (condition.queue === 'accept') return (socket.acceptQueue?.length ?? 0) >= condition.length;
      // A listener's two figures are its accept queue and its limit: no bytes.
      if (socket.acceptQueue !== null) return false;
      return (condition.queue === 'receive' ? socket.recvq : socket.sendq) >= condition.length;
    default:
      return unreachable(condition);
  }
}

/** One socket went through these states one after the other, with none between them. */
function hasPath(socket: SocketFacts, path: readonly SocketState[]): boolean {
  const first = socket.visits[0]?.from;
  const states = [...(first ? [first] : []), ...socket.visits.map((visit) => visit.to)];
  return states.some((_, start) => path.every((state, i) => states[start + i] === state));
}

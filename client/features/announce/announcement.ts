import type { LabEvent } from '#shared/events/event';
import type { LabState } from '#shared/model/state';

/** More than this at once is a jump or a flood: its sum is told, not each of it. */
const MAX_TOLD = 4;

/**
 * What changed between two moments, for people who do not see the picture: which sockets went from which state to which,
 * which programs ended and how, what could not be observed. Empty where nothing of that kind happened.
 * @param events what happened in between
 * @param state the state after it: whose a socket is
 */
export function announcement(events: readonly LabEvent[], state: LabState): string {
  const told = events.map((event) => sentence(event, state)).filter((words) => words !== null);
  if (told.length <= MAX_TOLD) return told.join(' ');
  const last = told.slice(-MAX_TOLD);
  return `${told.length} changes, the last of them: ${last.join(' ')}`;
}

function sentence(event: LabEvent, state: LabState): string | null {
  switch (event.kind) {
    case 'socket.state':
      return `${whose(event.socket, state)}: ${[event.from, ...(event.between ?? []), event.to].join(' to ')}.`;
    case 'socket.gone':
      return `${whose(event.socket, state)}: gone, last ${event.from}.`;
    case 'process.exit':
      return event.signal === undefined
        ? `${event.role} exited with ${event.status ?? '?'}.`
        : `${event.role} was killed by ${event.signal}.`;
    case 'trace.gap':
      return `Not observed: ${event.missed}.`;
    default:
      return null;
  }
}

function whose(id: string, state: LabState): string {
  const socket = state.sockets[id];
  return socket?.role == null ? `Socket ${id}, which belongs to nobody` : `Socket ${id} of ${socket.role}`;
}

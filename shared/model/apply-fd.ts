import type { EventOf } from '../events/event.ts';
import { disown, own } from './owners.ts';
import { put, without } from './record.ts';
import type { LabState } from './state.ts';

export function applyFdOpen(state: LabState, event: EventOf<'fd.open'>): LabState {
  const process = state.processes[event.pid];
  // A descriptor that names something new (dup2) names the old thing no longer.
  const sockets = disown(state.sockets, event.pid, event.fd);
  const owner = { pid: event.pid, fd: event.fd };
  return {
    ...state,
    sockets: event.socket === undefined ? sockets : own(sockets, event.socket, owner, process?.role ?? null),
    processes:
      process === undefined
        ? state.processes
        : put(state.processes, event.pid, {
            ...process,
            fds: put(process.fds, event.fd, { socket: event.socket ?? null, file: event.file ?? null }),
          }),
  };
}

export function applyFdClose(state: LabState, event: EventOf<'fd.close'>): LabState {
  const process = state.processes[event.pid];
  return {
    ...state,
    sockets: disown(state.sockets, event.pid, event.fd),
    processes:
      process === undefined
        ? state.processes
        : put(state.processes, event.pid, { ...process, fds: without(process.fds, event.fd) }),
  };
}

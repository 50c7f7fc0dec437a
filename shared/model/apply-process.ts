import type { EventOf } from '../events/event.ts';
import { KEPT_ENDED_PROCESSES } from './caps.ts';
import { freshAccent } from './now.ts';
import { adoptRole, disown } from './owners.ts';
import { put, without } from './record.ts';
import type { LabState, ProcessState } from './state.ts';

export function applyProcessStart(state: LabState, event: EventOf<'process.start'>): LabState {
  const process: ProcessState = {
    pid: event.pid,
    parent: event.parent ?? null,
    host: event.host,
    role: event.role,
    argv: event.argv,
    phase: 'running',
    status: null,
    signal: null,
    fds: {},
    call: null,
    line: null,
    function: null,
    variables: [],
    results: {},
    output: '',
  };
  return {
    ...state,
    processes: put(state.processes, event.pid, process),
    sockets: adoptRole(state.sockets, event.pid, event.role),
    now: freshAccent({ seq: event.seq, kind: 'process', pid: event.pid }),
  };
}

export function applyProcessExit(state: LabState, event: EventOf<'process.exit'>): LabState {
  const process = state.processes[event.pid];
  if (process === undefined) return state;
  const ended: ProcessState = {
    ...process,
    phase: event.signal === undefined ? 'exited' : 'killed',
    status: event.status ?? null,
    signal: event.signal ?? null,
    call: null,
    fds: {},
  };
  return {
    ...state,
    processes: forgetOldest(put(state.processes, event.pid, ended)),
    // exit(2): all its descriptors are closed; sockets that live on belong to nobody.
    sockets: disown(state.sockets, event.pid),
    gates: state.gates.filter((gate) => gate.pid !== event.pid),
    now: freshAccent({ seq: event.seq, kind: 'process', pid: event.pid }),
  };
}

export function applyProgramLine(state: LabState, event: EventOf<'program.line'>): LabState {
  const process = state.processes[event.pid];
  if (process === undefined) return state;
  const inHand = state.gates.some((gate) => gate.pid === event.pid && gate.holds === 'syscall.exit');
  const movedOn = process.call?.phase === 'returned' && process.call.line !== event.line && !inHand;
  const next: ProcessState = {
    ...process,
    line: event.line,
    function: event.function,
    variables: event.variables,
    call: movedOn ? null : process.call,
  };
  return { ...state, processes: put(state.processes, event.pid, next) };
}

function forgetOldest(processes: LabState['processes']): LabState['processes'] {
  const ended = Object.values(processes).filter((process) => process.phase !== 'running' && process.parent !== null);
  const oldest = ended[0];
  return ended.length <= KEPT_ENDED_PROCESSES || oldest === undefined ? processes : without(processes, oldest.pid);
}

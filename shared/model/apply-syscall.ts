import { fromBase64 } from '../base/base64.ts';
import { utf8 } from '../base/text.ts';
import type { EventOf } from '../events/event.ts';
import { KEPT_OUTPUT } from './caps.ts';
import { accent, freshAccent } from './now.ts';
import { put } from './record.ts';
import { addStreamBytes } from './stream-bytes.ts';
import type { CurrentCall, LabState, LineResult, ProcessState } from './state.ts';

const withProcess = (state: LabState, process: ProcessState): LabState['processes'] =>
  put(state.processes, process.pid, process);

export function applySyscallEnter(state: LabState, event: EventOf<'syscall.enter'>): LabState {
  const process = state.processes[event.pid];
  if (process === undefined) return state;
  const call: CurrentCall = {
    enterSeq: event.seq,
    call: event.call,
    api: event.api,
    line: event.line ?? null,
    args: event.args,
    // In the kernel unless a gate opens before it.
    phase: 'kernel',
    since: event.t,
    wchan: null,
    ret: null,
    errno: null,
    outputs: [],
  };
  const socket = event.args.find((argument) => argument.socket !== undefined)?.socket ?? null;
  return {
    ...state,
    processes: withProcess(state, { ...process, call, line: event.line ?? process.line }),
    now: freshAccent({ seq: event.seq, kind: 'call', pid: event.pid, socket }),
  };
}

export function applySyscallBlocked(state: LabState, event: EventOf<'syscall.blocked'>): LabState {
  const process = state.processes[event.pid];
  if (process?.call === undefined || process.call === null) return state;
  const call: CurrentCall = { ...process.call, phase: 'blocked', since: event.since, wchan: event.wchan ?? null };
  return { ...state, processes: withProcess(state, { ...process, call }) };
}

export function applySyscallExit(state: LabState, event: EventOf<'syscall.exit'>): LabState {
  const process = state.processes[event.pid];
  if (process === undefined) return state;
  const entered = process.call?.api === event.api || process.call?.call === event.call ? process.call : null;
  const line = event.line ?? entered?.line ?? null;
  const call: CurrentCall = {
    enterSeq: entered?.enterSeq ?? event.cause ?? event.seq,
    call: event.call,
    api: event.api,
    line,
    args: entered?.args ?? [],
    phase: 'returned',
    since: event.t,
    wchan: null,
    ret: event.ret,
    errno: event.errno ?? null,
    outputs: event.outputs ?? [],
  };
  const socket = call.args.find((argument) => argument.socket !== undefined)?.socket ?? null;
  return {
    ...state,
    processes: withProcess(state, {
      ...process,
      call,
      results: line === null ? process.results : addResult(process.results, line, event),
      output: addOutput(process, call),
    }),
    sockets: addStreamBytes(state.sockets, call),
    now: accent(state, { seq: event.seq, kind: 'return', pid: event.pid, socket }),
  };
}

function addResult(
  results: ProcessState['results'],
  line: number,
  event: EventOf<'syscall.exit'>,
): ProcessState['results'] {
  const result: LineResult = {
    line,
    api: event.api,
    call: event.call,
    count: (results[line]?.count ?? 0) + 1,
    ret: event.ret,
    errno: event.errno ?? null,
    seq: event.seq,
  };
  return put(results, line, result);
}

/** What a write to standard output or error put there: the first `ret` bytes of the buffer. */
function addOutput(process: ProcessState, call: CurrentCall): string {
  const [fd, buffer] = call.args;
  if (call.call !== 'write' || (fd?.value !== 1 && fd?.value !== 2)) return process.output;
  if (process.fds[fd.value]?.socket) return process.output;
  const value = buffer?.value;
  if (typeof value !== 'object' || value === null || !('bytes' in value) || (call.ret ?? 0) <= 0) return process.output;
  return (process.output + utf8(fromBase64(value.bytes).subarray(0, call.ret ?? 0))).slice(-KEPT_OUTPUT);
}

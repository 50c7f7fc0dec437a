import { unreachable } from '../base/exhaustive.ts';
import { callNote } from '../machines/call-notes.ts';
import { machineFor } from '../machines/machine-for.ts';
import { bestRow, hasEdge, rowsOf, type StateMachine, type Transition } from '../machines/machine.ts';
import type { Argument } from '../events/value.ts';
import { socketOfCall } from './endpoints.ts';
import type { CurrentCall, LabState, SocketFacts, Visit } from './state.ts';
import { straceValue } from './strace-value.ts';
import { packetDetail, packetText } from './words.ts';

/** The words under the state machine. */
export interface Description {
  /** What happened: "SYN arrived while LISTEN". */
  readonly title: string;
  /** What came of it: "request created, SYN,ACK sent". */
  readonly sentence: string;
  /** Where that is written: "RFC 9293 3.10.7.2". Empty where nowhere. */
  readonly where: string;
  /** One sentence for a lecture; empty where there is none. */
  readonly why: string;
  /** The table's row, where a transition is described. */
  readonly row: Transition | null;
}

/** What the accent is on, explained from the tables; null before anything happened. */
export function describeNow(state: LabState): Description | null {
  const { now } = state;
  if (now === null) return null;
  if (now.transition !== null && now.transitionSocket !== undefined) {
    const socket = state.sockets[now.transitionSocket];
    const described = socket === undefined ? null : describeTransition(state, socket, now.transition);
    if (described !== null) return described;
  }
  switch (now.kind) {
    case 'call':
    case 'return':
      return describeCall(state, now.pid);
    case 'packet': {
      const packet = now.packet === null ? undefined : state.packets[now.packet];
      if (packet === undefined) return null;
      return plain(packetText(packet), `${packetDetail(packet.event)}, ${packet.phase}`, packetSource(packet.event));
    }
    case 'process':
      return describeProcess(state, now.pid);
    case 'line':
    case 'state':
      return null;
    default:
      return unreachable(now.kind);
  }
}

const plain = (title: string, sentence: string, where: string): Description => ({
  title,
  sentence,
  where,
  why: '',
  row: null,
});

const packetSource = (event: { readonly tcp?: unknown; readonly udp?: unknown }): string =>
  event.tcp !== undefined ? 'RFC 9293 3.1' : event.udp !== undefined ? 'RFC 768' : '';

function describeTransition(state: LabState, socket: SocketFacts, visit: Visit): Description | null {
  if (visit.from === null) return null;
  const machine = machineFor(socket.protocol, socket.type);
  // The end of a way that was concluded from the figure is the figure's own edge.
  const concluded = socket.visits.some((other) => other.seq === visit.seq && other.inferred);
  const row = concluded
    ? (rowsOf(machine, visit.from, visit.to)[0] ?? null)
    : bestRow(machine, visit.from, visit.to, evidenceOf(state, visit));
  if (row === null) {
    const known = hasEdge(machine, visit.from, visit.to);
    return plain(
      `${visit.from} -> ${visit.to}`,
      known
        ? 'seen in the kernel; what brought it about was not'
        : 'seen in the kernel, but the table has no such edge',
      'sock_diag(7)',
    );
  }
  return { title: row.title, sentence: row.outcome, where: row.where, why: row.why, row };
}

/** What is known of the cause: the call in the source, or the segment's flags. */
function evidenceOf(state: LabState, { cause }: Visit): { readonly api?: string; readonly flags?: readonly string[] } {
  if (cause === null) return {};
  const packet = Object.values(state.packets).find(
    (candidate) => candidate.doneSeq === cause || candidate.event.seq === cause,
  );
  if (packet?.event.tcp !== undefined) return { flags: packet.event.tcp.flags };
  const caller = Object.values(state.processes).find((process) => process.call?.enterSeq === cause);
  return caller?.call === undefined || caller.call === null ? {} : { api: caller.call.api };
}

function describeCall(state: LabState, pid: number | null): Description | null {
  const process = pid === null ? undefined : state.processes[pid];
  const call = process?.call;
  if (process === undefined || call === undefined || call === null) return null;
  if (call.errno !== null) return plain(`${call.api}() failed`, `the kernel answered ${call.errno}`, `${call.api}(2)`);
  if (call.phase === 'blocked') {
    return plain(`${call.api}() waits in the kernel`, 'the process sleeps until there is an answer', `${call.api}(2)`);
  }
  const socket = socketOfCall(state, process);
  // What a close() does to the peer, it does only where nobody else has a descriptor for the socket.
  const shared = call.api === 'close' && (socket?.owners.length ?? 0) > (call.phase === 'returned' ? 0 : 1);
  const note = callNote(shared ? null : machineOfCall(socket, call.args), call.api);
  if (note !== null) {
    // A call that is held has done nothing yet.
    const outcome = call.phase === 'gate' ? `once it is in the kernel: ${note.outcome}` : note.outcome;
    return plain(note.title, outcome, note.where);
  }
  return plain(`${call.api}() ${phaseText[call.phase]}`, 'no socket has changed its state by it yet', `${call.api}(2)`);
}

const phaseText: Readonly<Record<CurrentCall['phase'], string>> = {
  gate: 'is held before the kernel',
  kernel: 'is in the kernel',
  blocked: 'waits in the kernel',
  returned: 'has returned',
};

/** socket() has no descriptor to go by: its arguments tell what it will be. */
function machineOfCall(socket: SocketFacts | null, args: readonly Argument[]): StateMachine | null {
  if (socket !== null) return machineFor(socket.protocol, socket.type);
  const text = args.map((argument) => straceValue(argument.value)).join(' ');
  if (!/^AF_(UNIX|INET6?)\b/.test(text)) return null;
  const type = text.includes('SOCK_DGRAM') ? 'SOCK_DGRAM' : 'SOCK_STREAM';
  return machineFor(text.startsWith('AF_UNIX') ? 'unix' : type === 'SOCK_DGRAM' ? 'udp' : 'tcp', type);
}

function describeProcess(state: LabState, pid: number | null): Description | null {
  const process = pid === null ? undefined : state.processes[pid];
  if (process === undefined) return null;
  if (process.phase === 'running') {
    return plain(`${process.role} starts`, 'descriptors 0, 1 and 2 are open, no socket yet', 'execve(2)');
  }
  const end = process.signal === null ? `exited with ${process.status ?? '?'}` : `killed by ${process.signal}`;
  return plain(`${process.role} ${end}`, 'the kernel closed every descriptor it still had', 'exit(2)');
}

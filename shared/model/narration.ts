import { unreachable } from '../base/exhaustive.ts';
import { narrateBlocked, narrateEnter, narrateReturn } from './narrate-call.ts';
import { narratePacket } from './narrate-packet.ts';
import { nextGate } from './next-gate.ts';
import { the, The } from './prose.ts';
import type { GateState, LabState, PacketState, ProcessState, SocketFacts } from './state.ts';

/** One plain sentence (or two): what is waited for right now, told from the state alone. Empty only before the first event. */
export function narration(state: LabState): string {
  if (state.lab === null) return '';
  const gap = state.gaps.at(-1);
  // What is missing is news until something else happens.
  return gap === undefined || gap.seq < (state.now?.seq ?? 0)
    ? whatWaits(state)
    : `${whatWaits(state)} ${gapWords(gap)}`;
}

const gapWords = ({ missed, count, why }: LabState['gaps'][number]): string =>
  `Not observed: ${missed}${count === undefined ? '' : ` (${count})`}, because ${why}.`;

function whatWaits(state: LabState): string {
  if (state.lab?.phase === 'ended') return narrateEnd(state);
  const packet = heldPacket(state);
  const gate = gateAtNow(state) ?? nextGate(state);
  // What a program just came to is news; a packet that is held longer than that is not.
  if (packet !== null && (gate === null || gate.holds === 'packet.held' || packet.event.seq > gate.ref)) {
    return narratePacket(state, packet);
  }
  if (gate !== null) return narrateGate(state, gate);
  return narrateNothingHeld(state);
}

/** The held packet the accent is on, else the one that is held longest. */
function heldPacket(state: LabState): PacketState | null {
  const atNow = state.now?.packet ?? null;
  const accented = atNow === null ? undefined : state.packets[atNow];
  if (accented?.phase === 'held') return accented;
  return Object.values(state.packets).find((packet) => packet.phase === 'held') ?? null;
}

/** The gate of the program the accent is on. */
function gateAtNow(state: LabState): GateState | null {
  const pid = state.now?.pid ?? null;
  return pid === null ? null : (state.gates.findLast((gate) => gate.pid === pid) ?? null);
}

function narrateGate(state: LabState, gate: GateState): string {
  const process = gate.pid === null ? undefined : state.processes[gate.pid];
  const call = process?.call ?? null;
  switch (gate.holds) {
    case 'packet.held':
      return 'A packet is held on the wire.';
    case 'program.line':
      return `${The(gate.role)} is about to run line ${process?.line ?? '?'}.`;
    case 'syscall.enter':
      return process === undefined || call === null
        ? `${The(gate.role)} is held before a call.`
        : narrateEnter(state, process, call);
    case 'syscall.exit':
      return process === undefined || call === null
        ? `${The(gate.role)} is held with an answer in hand.`
        : narrateReturn(state, process, call);
    default:
      return unreachable(gate.holds);
  }
}

function narrateNothingHeld(state: LabState): string {
  const processes = Object.values(state.processes);
  const running = processes.filter((process) => process.phase === 'running');
  const asleep = running.filter((process) => process.call?.phase === 'blocked');
  if (processes.length === 0) {
    return state.lab?.phase === 'starting' ? 'The lab is getting ready.' : 'The lab is ready; no program runs yet.';
  }
  if (running.length === 0) return narrateAllEnded(state, processes);
  const first = asleep[0];
  if (first?.call === undefined || first.call === null) return 'Nothing is held: the programs run.';
  const others = asleep.slice(1).map((process) => `${the(process.role)} in ${process.call?.api ?? 'a call'}()`);
  const sentence = narrateBlocked(state, first, first.call);
  return others.length === 0 ? sentence : `${sentence} Asleep too: ${others.join(', ')}.`;
}

function narrateAllEnded(state: LabState, processes: readonly ProcessState[]): string {
  const ended =
    processes.length === 1
      ? 'The program has ended'
      : processes.length === 2
        ? 'Both programs have ended'
        : 'All programs have ended';
  const left = Object.values(state.sockets).filter((socket) => !socket.gone && socket.state !== 'CLOSED');
  const waiting = left.find((socket) => socket.state === 'TIME_WAIT');
  if (waiting !== undefined)
    return `${ended}, but ${kernelOf(waiting)} keeps the connection in TIME_WAIT for a minute.`;
  const closing = left[0];
  if (closing !== undefined) return `${ended}, but ${kernelOf(closing)} still has a socket in ${closing.state}.`;
  return `${ended}, and the kernel has nothing left of their sockets.`;
}

const kernelOf = (socket: SocketFacts): string =>
  socket.role === null ? 'the kernel' : `${the(socket.role)}’s kernel`;

function narrateEnd(state: LabState): string {
  const end = state.lab?.end;
  const message = end?.message === undefined ? '' : ` ${end.message}`;
  const reason = end?.reason ?? 'finished';
  switch (reason) {
    case 'failed':
      return `The lab broke off.${message}`;
    case 'stopped':
      return `The lab was stopped.${message}`;
    case 'finished':
      return narrateAllEnded(state, Object.values(state.processes)) + message;
    default:
      return unreachable(reason);
  }
}

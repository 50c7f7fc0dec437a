import { unreachable } from '../base/exhaustive.ts';
import type { EventOf } from '../events/event.ts';
import { accent, freshAccent } from './now.ts';
import { put } from './record.ts';
import type { CurrentCall, GateState, LabState, Now, PacketState } from './state.ts';

export function applyGateOpen(state: LabState, event: EventOf<'gate.open'>): LabState {
  const process =
    event.pid === undefined
      ? Object.values(state.processes).find((candidate) => candidate.call?.enterSeq === event.ref)
      : state.processes[event.pid];
  const packet = event.holds === 'packet.held' ? heldPacket(state, event) : undefined;
  const gate: GateState = {
    id: event.gate,
    holds: event.holds,
    ref: event.ref,
    seq: event.seq,
    since: event.t,
    pid: event.pid ?? (event.holds === 'packet.held' ? null : (process?.pid ?? null)),
    role: event.role ?? (event.holds === 'packet.held' ? null : (process?.role ?? null)),
    packet: event.packet ?? packet?.id ?? null,
  };
  const gates = [...state.gates, gate];
  switch (event.holds) {
    case 'syscall.enter':
      return { ...state, gates, processes: withCall(state.processes, gate.pid, { phase: 'gate', since: event.t }) };
    case 'program.line': {
      const now = gate.pid === null ? state.now : freshAccent({ seq: event.seq, kind: 'line', pid: gate.pid });
      return { ...state, gates, now };
    }
    case 'packet.held': {
      if (packet === undefined) return { ...state, gates };
      return { ...state, gates, packets: put(state.packets, packet.id, { ...packet, gate: gate.id }) };
    }
    case 'syscall.exit':
      return { ...state, gates };
    default:
      return unreachable(event.holds);
  }
}

const heldPacket = ({ packets }: LabState, { packet, ref }: EventOf<'gate.open'>): PacketState | undefined =>
  packet === undefined ? Object.values(packets).find((candidate) => candidate.event.seq === ref) : packets[packet];

export function applyGateRelease(state: LabState, event: EventOf<'gate.release'>): LabState {
  const gate = state.gates.find((candidate) => candidate.id === event.gate);
  if (gate === undefined) return state;
  const gates = state.gates.filter((candidate) => candidate !== gate);
  const now = releaseAccent(state, gate, event.seq);
  switch (gate.holds) {
    case 'syscall.enter': {
      const processes = withCall(state.processes, gate.pid, { phase: 'kernel', since: event.t });
      return { ...state, gates, now, processes };
    }
    case 'syscall.exit':
      return { ...state, gates, now, processes: withoutCall(state.processes, gate.pid) };
    case 'packet.held': {
      const packet = gate.packet === null ? undefined : state.packets[gate.packet];
      if (packet === undefined) return { ...state, gates, now };
      const delay = event.action === 'delay' && event.delayMs !== undefined ? { delayMs: event.delayMs } : {};
      const packets = put(state.packets, packet.id, { ...packet, gate: null, ...delay });
      return { ...state, gates, now, packets };
    }
    case 'program.line':
      return { ...state, gates, now };
    default:
      return unreachable(gate.holds);
  }
}

function releaseAccent(state: LabState, gate: GateState, seq: number): Now | null {
  if (gate.packet !== null) return accent(state, { seq, kind: 'packet', packet: gate.packet });
  if (gate.pid === null) return state.now;
  const call = state.processes[gate.pid]?.call ?? null;
  const socket = call?.args.find((argument) => argument.socket !== undefined)?.socket ?? null;
  switch (gate.holds) {
    case 'syscall.enter':
      return freshAccent({ seq, kind: 'call', pid: gate.pid, socket });
    case 'syscall.exit':
      return accent(state, { seq, kind: 'return', pid: gate.pid, socket });
    case 'program.line':
      return freshAccent({ seq, kind: 'line', pid: gate.pid });
    case 'packet.held':
      return state.now;
    default:
      return unreachable(gate.holds);
  }
}

type Processes = LabState['processes'];

function withCall(processes: Processes, pid: number | null, change: Pick<CurrentCall, 'phase' | 'since'>): Processes {
  const process = pid === null ? undefined : processes[pid];
  if (process === undefined || process.call === null) return processes;
  return put(processes, process.pid, { ...process, call: { ...process.call, ...change } });
}

function withoutCall(processes: Processes, pid: number | null): Processes {
  const process = pid === null ? undefined : processes[pid];
  return process?.call?.phase === 'returned' ? put(processes, process.pid, { ...process, call: null }) : processes;
}

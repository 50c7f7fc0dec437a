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
  const held = { ...state, gates: [...state.gates, gate] };
  switch (event.holds) {
    case 'syscall.enter':
      return withCall(held, gate.pid, { phase: 'gate', since: event.t });
    case 'program.line':
      return gate.pid === null ? held : { ...held, now: freshAccent({ seq: event.seq, kind: 'line', pid: gate.pid }) };
    case 'packet.held':
      return packet === undefined
        ? held
        : { ...held, packets: put(held.packets, packet.id, { ...packet, gate: gate.id }) };
    case 'syscall.exit':
      return held;
    default:
      return unreachable(event.holds);
  }
}

const heldPacket = ({ packets }: LabState, { packet, ref }: EventOf<'gate.open'>): PacketState | undefined =>
  packet === undefined ? Object.values(packets).find((candidate) => candidate.event.seq === ref) : packets[packet];

export function applyGateRelease(state: LabState, event: EventOf<'gate.release'>): LabState {
  const gate = state.gates.find((candidate) => candidate.id === event.gate);
  if (gate === undefined) return state;
  const released: LabState = {
    ...state,
    gates: state.gates.filter((candidate) => candidate !== gate),
    now: releaseAccent(state, gate, event.seq),
  };
  switch (gate.holds) {
    case 'syscall.enter':
      return withCall(released, gate.pid, { phase: 'kernel', since: event.t });
    case 'syscall.exit':
      return withoutCall(released, gate.pid);
    case 'packet.held': {
      const packet = gate.packet === null ? undefined : released.packets[gate.packet];
      if (packet === undefined) return released;
      const delay = event.action === 'delay' && event.delayMs !== undefined ? { delayMs: event.delayMs } : {};
      return { ...released, packets: put(released.packets, packet.id, { ...packet, gate: null, ...delay }) };
    }
    case 'program.line':
      return released;
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

function withCall(state: LabState, pid: number | null, change: Pick<CurrentCall, 'phase' | 'since'>): LabState {
  const process = pid === null ? undefined : state.processes[pid];
  if (process === undefined || process.call === null) return state;
  return {
    ...state,
    processes: put(state.processes, process.pid, { ...process, call: { ...process.call, ...change } }),
  };
}

function withoutCall(state: LabState, pid: number | null): LabState {
  const process = pid === null ? undefined : state.processes[pid];
  if (process?.call?.phase !== 'returned') return state;
  return { ...state, processes: put(state.processes, process.pid, { ...process, call: null }) };
}

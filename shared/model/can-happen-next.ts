import { unreachable } from '../base/exhaustive.ts';
import { gatesInOrder } from './next-gate.ts';
import type { GateState, LabState, ProcessState } from './state.ts';
import { packetText } from './words.ts';

/** Something that is held and can be let go, or a program that waits for somebody else. */
export type Possibility =
  | {
      readonly kind: 'gate';
      readonly gate: GateState;
      /** What STEP would release. */
      readonly next: boolean;
      /** Whose it is; null for packets. */
      readonly role: string | null;
      readonly sentence: string;
    }
  | { readonly kind: 'waiting'; readonly pid: number; readonly role: string; readonly sentence: string };

/** What can happen now: the open gates in the order STEP takes them, then the programs that nobody here can let go. */
export function canHappenNext(state: LabState): readonly Possibility[] {
  const gates = gatesInOrder(state).map((gate, i): Possibility => ({
    kind: 'gate',
    gate,
    next: i === 0,
    role: gate.role,
    sentence: gateSentence(state, gate),
  }));
  const held = new Set(state.gates.map((gate) => gate.pid));
  const waiting = Object.values(state.processes)
    .filter((process) => process.phase === 'running' && !held.has(process.pid))
    .flatMap((process): Possibility[] => {
      const sentence = waitSentence(process);
      return sentence === null ? [] : [{ kind: 'waiting', pid: process.pid, role: process.role, sentence }];
    });
  return [...gates, ...waiting];
}

/** "packet SYN,ACK A → B", "server enters recv", "client: send returns 5", "server runs line 12". */
function gateSentence(state: LabState, gate: GateState): string {
  const process = gate.pid === null ? undefined : state.processes[gate.pid];
  const role = gate.role ?? process?.role ?? 'a program';
  const call = process?.call ?? null;
  switch (gate.holds) {
    case 'packet.held': {
      const packet = gate.packet === null ? undefined : state.packets[gate.packet];
      return packet === undefined ? 'packet' : `packet ${packetText(packet)}`;
    }
    case 'syscall.enter':
      if (call === null) return `${role} goes on`;
      return call.call === 'exit_group' ? `${role} exits` : `${role} enters ${call.api}`;
    case 'syscall.exit':
      if (call === null) return `${role} goes on`;
      return call.errno === null
        ? `${role}: ${call.api} returns ${call.ret ?? '?'}`
        : `${role}: ${call.api} fails with ${call.errno}`;
    case 'program.line':
      return process?.line === null || process === undefined ? `${role} goes on` : `${role} runs line ${process.line}`;
    default:
      return unreachable(gate.holds);
  }
}

function waitSentence({ role, call }: ProcessState): string | null {
  if (call === null) return null;
  switch (call.phase) {
    case 'blocked':
      return `${role} waits in ${call.api}`;
    case 'kernel':
      return `${role} is in the kernel: ${call.api}`;
    case 'gate':
    case 'returned':
      return null;
    default:
      return unreachable(call.phase);
  }
}

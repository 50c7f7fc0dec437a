import type { GateState, LabState } from './state.ts';

/**
 * The open gates in the order in which a lab that runs by itself releases them: packets, oldest first, then the
 * programs in the order listed in the lesson (a forked child after its parent), each one's oldest gate first. A lesson
 * whose packets are to cross has the programs go first (settings: order).
 */
export function gatesInOrder(state: LabState): readonly GateState[] {
  const packets = state.lab?.settings.order === 'programs' ? Infinity : -1;
  const rank = (gate: GateState): number => (gate.holds === 'packet.held' ? packets : programRank(state, gate));
  return state.gates
    .map((gate) => ({ gate, rank: rank(gate) }))
    .sort(
      (a, b) =>
        (a.rank === b.rank ? 0 : a.rank - b.rank) || (a.gate.pid ?? 0) - (b.gate.pid ?? 0) || a.gate.seq - b.gate.seq,
    )
    .map(({ gate }) => gate);
}

/** What STEP releases; null where nothing is held. */
export const nextGate = (state: LabState): GateState | null => gatesInOrder(state)[0] ?? null;

/** The place of the gate's program in the lesson's list; a child takes its ancestor's, strangers come last. */
function programRank(state: LabState, gate: GateState): number {
  const programs = state.lab?.programs ?? [];
  const place = (role: string | null): number => programs.findIndex((program) => program.role === role);
  const own = place(gate.role);
  if (own >= 0) return own;
  for (let pid = gate.pid, hops = 0; pid !== null && hops < 64; hops++) {
    const process = state.processes[pid];
    if (process === undefined) break;
    const found = place(process.role);
    if (found >= 0) return found;
    pid = process.parent;
  }
  return programs.length;
}

import type { Nanos } from '#shared/base/units';
import type { LabState, SocketFacts } from '#shared/model/state';
import { machineFor } from '#shared/machines/machine-for';
import { rowsOf, type StateMachine } from '#shared/machines/machine';
import type { EdgeKey } from './figure.ts';

/** One state that a socket was seen in, and for how long. */
export interface Stay {
  readonly state: string;
  /** The event that told it. */
  readonly seq: number;
  /** Nanoseconds until the next state, or until now; null: nobody knows, as for what was passed between two looks. */
  readonly nanos: Nanos | null;
  readonly inferred: boolean;
  readonly source: string;
  /** It is in this state now. */
  readonly now: boolean;
}

/**
 * A socket's way through its states so far, oldest first, with the time spent in each as the looks tell it. The way out of a
 * socket that is gone ends in no state: the kernel has nothing of it any more.
 */
export function staysOf(socket: SocketFacts, t: Nanos): readonly Stay[] {
  const { visits, gone } = socket;
  const end = visits.at(-1);
  const left = gone && visits.length > 1 && (end?.to === 'CLOSED' || end?.to === 'UNCONN');
  return (left ? visits.slice(0, -1) : visits).map((visit, i): Stay => {
    const until = visits[i + 1]?.t ?? (gone ? null : t);
    return {
      state: visit.to,
      seq: visit.seq,
      nanos: visit.inferred || until === null ? null : until - visit.t,
      inferred: visit.inferred,
      source: visit.source,
      now: visits[i + 1] === undefined && !gone,
    };
  });
}

/** All sockets of a machine that went through more than their first state, or are still there; the newest last. */
export const trailed = (state: LabState, machine: StateMachine): readonly SocketFacts[] =>
  Object.values(state.sockets).filter(
    (socket) =>
      machineFor(socket.protocol, socket.type).id === machine.id && (!socket.gone || socket.visits.length > 1),
  );

/** The machines that sockets of this lab have, in the order in which they came. */
export function machinesOf(state: LabState): readonly StateMachine[] {
  const machines = Object.values(state.sockets).map((socket) => machineFor(socket.protocol, socket.type));
  return [...new Map(machines.map((machine) => [machine.id, machine])).values()];
}

/** Edges that this kernel has and the book's figure leaves out: one a pair of states. */
export function beyondFigure(machine: StateMachine): readonly EdgeKey[] {
  const keys = machine.transitions
    .filter((row) => !rowsOf(machine, row.from, row.to).some(({ figure }) => figure))
    .map((row): EdgeKey => `${row.from}->${row.to}`);
  return [...new Set(keys)];
}

/** What leads along an edge, one line a row of the table: the event, what comes of it, and where that is written. */
export function edgeTitle(machine: StateMachine, key: EdgeKey): string {
  return machine.transitions
    .filter((row) => `${row.from}->${row.to}` === key)
    .map((row) => `${row.title}: ${row.outcome} (${row.where})`)
    .join('\n');
}

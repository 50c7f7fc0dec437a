import type { GateState, LabState, ProcessState, SocketFacts } from '#shared/model/state';
import type { HostName } from '#shared/events/common';
import { roleStyle, type RoleStyle } from '../../ui/roles.ts';

/** What one column of the stage shows: a program of the lesson, the process it became, and its kernel objects. */
export interface Column {
  readonly role: string;
  readonly style: RoleStyle;
  readonly host: HostName;
  readonly address: string | null;
  /** The program's C text. */
  readonly text: string;
  readonly process: ProcessState | null;
  /** How many further processes of this role run (forked children). */
  readonly more: number;
  readonly gate: GateState | null;
  /** Top objects first: those with descriptors in the order of their numbers, then those that belong to nobody. */
  readonly sockets: readonly SocketFacts[];
}

/** The columns of the stage, in the order of the lesson's programs. */
export function columnsOf(state: LabState): readonly Column[] {
  const programs = state.lab?.programs ?? [];
  const roles = programs.map((program) => program.role);
  return programs.map((program) => {
    const ofRole = Object.values(state.processes).filter((process) => process.role === program.role);
    const process = chosen(ofRole, state.now?.pid ?? null);
    return {
      role: program.role,
      style: roleStyle(program.role, programs),
      host: program.host,
      address: state.lab?.hosts.find((host) => host.name === program.host)?.address ?? null,
      text: program.text,
      process,
      more: ofRole.filter((other) => other !== process && other.phase === 'running').length,
      gate: process === null ? null : (state.gates.find((gate) => gate.pid === process.pid) ?? null),
      sockets: socketsOf(state, program.role, program.host, roles, process),
    };
  });
}

/** Of several processes of one role the one that acts now, else the one that runs, else the last. */
function chosen(processes: readonly ProcessState[], pid: number | null): ProcessState | null {
  return (
    processes.find((process) => process.pid === pid) ??
    processes.find((process) => process.phase === 'running') ??
    processes.at(-1) ??
    null
  );
}

/** Top-level boxes: children that still hang on a listener are drawn inside it. */
function socketsOf(
  state: LabState,
  role: string,
  host: HostName,
  roles: readonly string[],
  process: ProcessState | null,
): readonly SocketFacts[] {
  const firstOnHost = state.lab?.programs.find((program) => program.host === host)?.role === role;
  return Object.values(state.sockets)
    .filter((socket) => !socket.gone && !isWaitingChild(state, socket))
    .filter((socket) =>
      socket.role !== null && roles.includes(socket.role) ? socket.role === role : socket.host === host && firstOnHost,
    )
    .sort((a, b) => place(a, process) - place(b, process));
}

/** Descriptors first, by number; then what has no owner, in the order it appeared. */
function place(socket: SocketFacts, process: ProcessState | null): number {
  const own = socket.owners.find((owner) => owner.pid === process?.pid) ?? socket.owners[0];
  return own === undefined ? 10_000 : own.fd;
}

/** States in which a connection may still wait in its listener's queues; after accept() and close() it is in others. */
const queueStates = new Set(['SYN_RECV', 'ESTABLISHED', 'CLOSE_WAIT']);

/** Born from a listener that is still there, and not accepted yet: no descriptor names it. */
export function isWaitingChild(state: LabState, socket: SocketFacts): boolean {
  if (socket.parent === null || socket.owners.length > 0 || !queueStates.has(socket.state)) return false;
  const parent = state.sockets[socket.parent];
  return parent !== undefined && !parent.gone;
}

export const childrenOf = (state: LabState, listener: SocketFacts): readonly SocketFacts[] =>
  Object.values(state.sockets).filter(
    (socket) => socket.parent === listener.id && !socket.gone && isWaitingChild(state, socket),
  );

/** What the hardware band shows. */
export type WireMode = 'wire' | 'loopback' | 'unused' | 'unobserved';

/**
 * Two hosts have the wire between them. On one host it is the loopback device, or nothing at all for Unix sockets; which
 * of the two is told by the sockets, and before there are any by the programs' text.
 */
export function wireMode(state: LabState): WireMode {
  const programs = state.lab?.programs ?? [];
  if (new Set(programs.map((program) => program.host)).size > 1)
    return state.lab?.wire === 'none' ? 'unobserved' : 'wire';
  const sockets = Object.values(state.sockets);
  const unix =
    sockets.length > 0
      ? sockets.every((socket) => socket.protocol === 'unix')
      : programs.some((program) => program.text.includes('AF_UNIX') || program.text.includes('AF_LOCAL'));
  return unix ? 'unused' : 'loopback';
}

/** All programs share one kernel: its bands fill the gap between the columns. */
export const isOneHost = (state: LabState): boolean =>
  new Set((state.lab?.programs ?? []).map((program) => program.host)).size === 1;

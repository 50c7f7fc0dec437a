import type { HostName } from '#shared/events/common';
import type { GateState, LabState, ProcessState, SocketFacts } from '#shared/model/state';
import { aloneAtRight, roleStyle, type RoleStyle } from '../../ui/roles.ts';
import { endsOf } from './packets.ts';

/** Somebody on the stage: a program of the lesson, or a child that one of them forked. */
export interface Actor {
  readonly role: string;
  readonly style: RoleStyle;
  readonly host: HostName;
  readonly address: string | null;
  /** The program's C text; a child runs its parent's. */
  readonly text: string;
  readonly process: ProcessState | null;
  readonly gate: GateState | null;
}

/** A program's text with a call of fork(): a child may come, so there is a place for it from the beginning. */
const forks = (text: string): boolean => /\bfork\s*\(/.test(text);

/** All actors: the lesson's programs in their order, each followed by its children in the order of their birth. */
export function actorsOf(state: LabState): readonly Actor[] {
  const programs = state.lab?.programs ?? [];
  const processes = Object.values(state.processes);
  return programs.flatMap((program) => {
    const actor = (role: string, process: ProcessState | null): Actor => ({
      role,
      style: roleStyle(role, programs),
      host: program.host,
      address: state.lab?.hosts.find((host) => host.name === program.host)?.address ?? null,
      text: program.text,
      process,
      gate: process === null ? null : (state.gates.find((gate) => gate.pid === process.pid) ?? null),
    });
    const own = processes.filter((process) => process.role === program.role);
    const children = processes.filter((process) => process.role.startsWith(`${program.role}/`));
    return [
      actor(program.role, chosen(own, state.now?.pid ?? null)),
      ...children.map((child) => actor(child.role, child)),
    ];
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

/**
 * Who shares a column. Up to two actors have one each, in the order of the lesson. More are divided by host; on one host
 * the first program has the left side for itself, or the server the right one where it is not the first. Which side a program is on never changes during a run; how many sides
 * there are is told by the programs alone.
 */
export function sidesOf(state: LabState): readonly (readonly Actor[])[] {
  const programs = state.lab?.programs ?? [];
  const actors = actorsOf(state);
  const mayFork = programs.some((program) => forks(program.text)) || actors.length > programs.length;
  if (!mayFork && programs.length <= 2) return actors.map((actor) => [actor]);
  const left = programs[0];
  if (left === undefined) return [];
  const apart = programs.some((program) => program.host !== left.host);
  const right = aloneAtRight(programs);
  if (right !== null) {
    const isRight = ({ role }: Actor): boolean => role === right || role.startsWith(`${right}/`);
    return [actors.filter((actor) => !isRight(actor)), actors.filter(isRight)];
  }
  // A program alone has its children opposite; else children stand with their parent.
  const family = (actor: Actor): boolean =>
    actor.role === left.role || (programs.length > 1 && actor.role.startsWith(`${left.role}/`));
  const isLeft = (actor: Actor): boolean => (apart ? actor.host === left.host : family(actor));
  return [actors.filter(isLeft), actors.filter((actor) => !isLeft(actor))];
}

/** How many places for names one side needs: as many as programs stand there, and one for the children to come. */
export function tabPlaces(state: LabState): number {
  const programs = state.lab?.programs ?? [];
  const sides = sidesOf(state);
  const mayFork = programs.some((program) => forks(program.text));
  if (!mayFork && programs.length <= 2) return 0;
  return Math.max(2, ...sides.map((side) => side.length));
}

/** Whose socket it is: its first owner's; without one that of the role it wears; else the first on its host. */
export function homeOf(actors: readonly Actor[], socket: SocketFacts): Actor | null {
  for (const owner of socket.owners) {
    const found = actors.find((actor) => actor.process?.pid === owner.pid);
    if (found !== undefined) return found;
  }
  return (
    actors.find((actor) => actor.role === socket.role) ?? actors.find((actor) => actor.host === socket.host) ?? null
  );
}

/** The actor of a side that is shown in full: who acts now or is acted upon, else who did something last. */
export function shownActor(state: LabState, side: readonly Actor[], actors: readonly Actor[]): Actor | null {
  const first = side[0] ?? null;
  if (side.length < 2) return first;
  const acting = side.find((actor) => actor.process !== null && actor.process.pid === state.now?.pid);
  if (acting !== undefined) return acting;
  const touched = touchedSockets(state).map((socket) => homeOf(actors, socket)?.role);
  return side.find((actor) => touched.includes(actor.role)) ?? [...side].sort((a, b) => rank(b) - rank(a))[0] ?? first;
}

function touchedSockets(state: LabState): readonly SocketFacts[] {
  const socket = state.sockets[state.now?.socket ?? ''];
  if (socket !== undefined) return [socket];
  const packet = state.packets[state.now?.packet ?? ''];
  if (packet === undefined) return [];
  const { from, to } = endsOf(state, packet);
  return [from, to].filter((end) => end !== null);
}

/** Who runs comes before who has ended, and that before who has not begun; among those, who called last. */
function rank({ process }: Actor): number {
  if (process === null) return -1;
  const last = Math.max(process.call?.enterSeq ?? 0, ...Object.values(process.results).map((result) => result.seq));
  return last + (process.phase === 'running' ? 1e12 : 0);
}

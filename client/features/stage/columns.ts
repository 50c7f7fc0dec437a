import type { LabState, ProcessState, SocketFacts } from '#shared/model/state';
import { accentOf } from './accent.ts';
import { homeOf, shownActor, sidesOf, type Actor } from './actors.ts';

/** What one column of the stage shows: one actor in full with its kernel objects, and whoever shares the side with it. */
export interface Column extends Actor {
  /** Everybody on this side, the shown one among them; alone where nobody shares it. */
  readonly side: readonly Actor[];
  /** Top objects first: those with descriptors in the order of their numbers, then those that belong to nobody. */
  readonly sockets: readonly SocketFacts[];
  /** Sockets of the others on this side: small, below. */
  readonly others: readonly { readonly socket: SocketFacts; readonly actor: Actor | null }[];
}

/**
 * The columns of the stage.
 * @param pinned roles that somebody chose to see, instead of who acts
 */
export function columnsOf(state: LabState, pinned: readonly string[] = []): readonly Column[] {
  const sides = sidesOf(state);
  const actors = sides.flat();
  const living = Object.values(state.sockets).filter((socket) => !socket.gone && !isWaitingChild(state, socket));
  return sides.flatMap((side): Column[] => {
    const shown = side.find((actor) => pinned.includes(actor.role)) ?? shownActor(state, side, actors);
    if (shown === null) return [];
    const mine: SocketFacts[] = [];
    const others: { socket: SocketFacts; actor: Actor | null }[] = [];
    for (const socket of living) {
      const home = homeOf(actors, socket);
      if (home === null || !side.includes(home)) continue;
      const owned = socket.owners.some((owner) => owner.pid === shown.process?.pid);
      if (home === shown || owned) mine.push(socket);
      else others.push({ socket, actor: home });
    }
    return [
      { ...shown, side, sockets: mine.sort((a, b) => place(a, shown.process) - place(b, shown.process)), others },
    ];
  });
}

/** Descriptors first, by number; then what has no owner, in the order it appeared. */
function place(socket: SocketFacts, process: ProcessState | null): number {
  const own = socket.owners.find((owner) => owner.pid === process?.pid) ?? socket.owners[0];
  return own === undefined ? 10_000 : own.fd;
}

/** States in which a connection may still wait in its listener's queues; after accept() and close() it is in others. */
const queueStates = new Set(['SYN_RECV', 'ESTABLISHED', 'CLOSE_WAIT']);

/** Born from a listener that is still there, and not accepted yet: no descriptor names it. */
function isWaitingChild(state: LabState, socket: SocketFacts): boolean {
  if (socket.parent === null || socket.owners.length > 0 || !queueStates.has(socket.state)) return false;
  const parent = state.sockets[socket.parent];
  return parent !== undefined && !parent.gone;
}

export const childrenOf = (state: LabState, listener: SocketFacts): readonly SocketFacts[] =>
  Object.values(state.sockets).filter(
    (socket) => socket.parent === listener.id && !socket.gone && isWaitingChild(state, socket),
  );

/** The child that is drawn inside its listener: the one under the accent, else the newest. */
export const chosenChild = (state: LabState, waiting: readonly SocketFacts[]): SocketFacts | null =>
  waiting.find((socket) => accentOf(state, socket.id) !== 'none') ?? waiting.at(-1) ?? null;

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

import type { LabState, Now, Visit } from './state.ts';

/** The accent moves to something new; the transition last seen goes along as long as things follow from it. */
export function accent(
  state: LabState,
  now: { readonly seq: number; readonly kind: Now['kind'] } & Partial<Pick<Now, 'pid' | 'socket' | 'packet'>>,
): Now {
  const kept = state.now;
  return {
    seq: now.seq,
    kind: now.kind,
    pid: now.pid ?? null,
    socket: now.socket ?? null,
    packet: now.packet ?? null,
    transition: kept?.transition ?? null,
    ...(kept?.transitionSocket === undefined ? {} : { transitionSocket: kept.transitionSocket }),
  };
}

/** The accent moves to a program that begins something of its own: what was seen before does not lead there. */
export const freshAccent = (now: {
  readonly seq: number;
  readonly kind: Now['kind'];
  readonly pid: number;
  readonly socket?: string | null;
}): Now => ({
  seq: now.seq,
  kind: now.kind,
  pid: now.pid,
  socket: now.socket ?? null,
  packet: null,
  transition: null,
});

/** The accent moves to a transition. */
export const transitionAccent = (socket: string, visit: Visit): Now => ({
  seq: visit.seq,
  kind: 'state',
  pid: null,
  socket,
  packet: null,
  transition: visit,
  transitionSocket: socket,
});

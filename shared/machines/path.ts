import type { SocketState } from '../events/socket.ts';
import type { StateMachine } from './machine.ts';

/**
 * The states strictly between `from` and `to` on the shortest way through the table; [] where one edge joins them (or
 * they are equal), null where no way exists. Of two equally short ways the one whose rows come first in the table wins,
 * so that the figure's edges are preferred to resets.
 */
export function findPath(machine: StateMachine, from: SocketState, to: SocketState): readonly SocketState[] | null {
  if (from === to) return [];
  const cameFrom = new Map<SocketState, SocketState>();
  let frontier: readonly SocketState[] = [from];
  const seen = new Set<SocketState>(frontier);
  while (frontier.length > 0) {
    const next: SocketState[] = [];
    for (const state of frontier) {
      for (const row of machine.transitions) {
        if (row.from !== state || seen.has(row.to)) continue;
        seen.add(row.to);
        cameFrom.set(row.to, state);
        if (row.to === to) return walkBack(cameFrom, from, to);
        next.push(row.to);
      }
    }
    frontier = next;
  }
  return null;
}

function walkBack(
  cameFrom: ReadonlyMap<SocketState, SocketState>,
  from: SocketState,
  to: SocketState,
): readonly SocketState[] {
  const between: SocketState[] = [];
  for (let at = cameFrom.get(to); at !== undefined && at !== from; at = cameFrom.get(at)) between.unshift(at);
  return between;
}

import type { LabState } from '#shared/model/state';

/**
 * How the accent lies on a socket: `strong` where a transition was just seen, `soft` where what happens now came from it
 * (its packet is on the way), none else.
 */
export function accentOf(state: LabState, socket: string): 'strong' | 'soft' | 'none' {
  const { now } = state;
  if (now === null) return 'none';
  if (now.kind === 'state' && now.socket === socket) return 'strong';
  if (now.kind === 'packet' && now.transitionSocket === socket) return 'soft';
  return 'none';
}

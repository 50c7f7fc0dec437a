import type { LabState, SocketFacts } from '#shared/model/state';

/** What a drawn thing says that it stands for, in its data-* attributes. */
export type Named = Readonly<Record<string, string | undefined>>;

/** Things that can be pointed at carry one of these. */
export const NAMED = '[data-at], [data-packet], [data-edge], [data-socket]';

/**
 * The event that a drawn thing stands for at this moment: the one it names itself, else the last that a packet, a
 * transition or a socket went through. null: none is known.
 */
export function eventNamed(named: Named, view: LabState): number | null {
  if (named['at'] !== undefined) return Number(named['at']) || null;
  if (named['packet'] !== undefined) {
    const packet = view.packets[named['packet']];
    return packet === undefined ? null : (packet.doneSeq ?? packet.event.seq);
  }
  const sockets = Object.values(view.sockets);
  if (named['edge'] !== undefined) {
    const [from, to] = named['edge'].split('->');
    return newest(sockets.flatMap(({ visits }) => visits.filter((visit) => visit.from === from && visit.to === to)));
  }
  return lastVisit(sockets.find(({ id }) => id === named['socket']));
}

/** The event that brought a socket where it is. */
export const lastVisit = (socket: SocketFacts | undefined): number | null => socket?.visits.at(-1)?.seq ?? null;

const newest = (visits: readonly { readonly seq: number }[]): number | null =>
  visits.length === 0 ? null : Math.max(...visits.map(({ seq }) => seq));

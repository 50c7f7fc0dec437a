import type { EventOf } from '../events/event.ts';
import { KEPT_COPIES, KEPT_FINISHED_PACKETS, newest } from './caps.ts';
import { accent } from './now.ts';
import { firstToGo, put, putLast } from './record.ts';
import type { LabState, PacketState } from './state.ts';

export function applyPacketHeld(state: LabState, event: EventOf<'packet.held'>): LabState {
  if (event.folded === true) return foldCopy(state, event);
  const packet: PacketState = {
    id: event.packet,
    event,
    phase: 'held',
    since: event.t,
    gate: null,
    loopback: false,
    copies: 0,
    copySeqs: [],
    why: null,
  };
  // Before the packet is put among the others: a fold in one go changes them in place.
  const now = isImpatience(state, event)
    ? state.now
    : accent(state, { seq: event.seq, kind: 'packet', packet: packet.id });
  return { ...state, packets: put(state.packets, packet.id, packet), now };
}

/**
 * A copy of what has arrived already, sent because its answer is held: it is the holding that brings it about, and the accent
 * stays with what is held. A copy of what was lost is news.
 */
function isImpatience(state: LabState, { retransmitOf }: EventOf<'packet.held'>): boolean {
  if (retransmitOf === undefined || state.packets[retransmitOf]?.phase !== 'delivered') return false;
  return Object.values(state.packets).some(({ phase }) => phase === 'held');
}

/** A copy of a packet that is still held is counted on that one; the copy itself goes no further. */
function foldCopy(state: LabState, event: EventOf<'packet.held'>): LabState {
  const first = event.retransmitOf;
  if (first === undefined) return state;
  const held = Object.values(state.packets).find(
    (packet) => packet.phase === 'held' && (packet.id === first || packet.event.retransmitOf === first),
  );
  if (held === undefined) return state;
  const copySeqs = newest([...held.copySeqs, event.seq], KEPT_COPIES);
  return { ...state, packets: put(state.packets, held.id, { ...held, copies: held.copies + 1, copySeqs }) };
}

export function applyPacketDone(
  state: LabState,
  event: EventOf<'packet.delivered'> | EventOf<'packet.dropped'>,
): LabState {
  const known = state.packets[event.packet];
  const now = accent(state, { seq: event.seq, kind: 'packet', packet: event.packet });
  // An extra copy that a person sent ahead of the packet itself, which is still held.
  if (event.kind === 'packet.delivered' && event.duplicate !== undefined && known !== undefined)
    return { ...state, packets: put(state.packets, known.id, { ...known, duplicates: event.duplicate }), now };
  const done: PacketState = {
    id: event.packet,
    event: known?.event ?? event,
    phase: event.kind === 'packet.delivered' ? 'delivered' : 'dropped',
    since: event.t,
    gate: null,
    loopback: event.kind === 'packet.delivered' && event.loopback === true,
    copies: known?.copies ?? 0,
    copySeqs: known?.copySeqs ?? [],
    why: event.kind === 'packet.dropped' ? event.why : null,
    doneSeq: event.seq,
    ...(known?.delayMs === undefined ? {} : { delayMs: known.delayMs }),
    ...(known?.duplicates === undefined ? {} : { duplicates: known.duplicates }),
    ...(event.kind === 'packet.delivered' && event.corrupted !== undefined ? { corrupted: event.corrupted } : {}),
    ...(event.kind === 'packet.delivered' && event.rule !== undefined ? { rule: event.rule } : {}),
  };
  // Finished packets stand in the order in which they finished.
  const forgotten = firstToGo(state.packets, KEPT_FINISHED_PACKETS - 1, isFinished, event.packet);
  return { ...state, packets: putLast(state.packets, event.packet, done, forgotten), now };
}

const isFinished = (packet: PacketState): boolean => packet.phase !== 'held';

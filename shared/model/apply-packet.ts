import type { EventOf } from '../events/event.ts';
import { KEPT_COPIES, KEPT_FINISHED_PACKETS, newest, without } from './caps.ts';
import { accent } from './now.ts';
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
  return {
    ...state,
    packets: { ...state.packets, [packet.id]: packet },
    now: accent(state, { seq: event.seq, kind: 'packet', packet: packet.id }),
  };
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
  return { ...state, packets: { ...state.packets, [held.id]: { ...held, copies: held.copies + 1, copySeqs } } };
}

export function applyPacketDone(
  state: LabState,
  event: EventOf<'packet.delivered'> | EventOf<'packet.dropped'>,
): LabState {
  const known = state.packets[event.packet];
  const now = accent(state, { seq: event.seq, kind: 'packet', packet: event.packet });
  // An extra copy that a person sent ahead of the packet itself, which is still held.
  if (event.kind === 'packet.delivered' && event.duplicate !== undefined && known !== undefined)
    return { ...state, now };
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
  };
  // Finished packets stand in the order in which they finished.
  const packets = { ...without(state.packets, event.packet), [event.packet]: done };
  return { ...state, packets: forgetOldest(packets), now };
}

function forgetOldest(packets: LabState['packets']): LabState['packets'] {
  const finished = Object.values(packets).filter((packet) => packet.phase !== 'held');
  const oldest = finished[0];
  return finished.length <= KEPT_FINISHED_PACKETS || oldest === undefined ? packets : without(packets, oldest.id);
}

import type { EventOf, LabEvent } from '#shared/events/event';
import type { PacketState } from '#shared/model/state';

type Seen = EventOf<'packet.held'> | EventOf<'packet.delivered'> | EventOf<'packet.dropped'>;

/** Where in the log each packet was seen first and last: the model keeps only the latest ones. */
export class PacketIndex {
  readonly #seen = new Map<string, { readonly first: Seen; last: Seen }>();

  add(event: LabEvent): void {
    if (event.kind !== 'packet.held' && event.kind !== 'packet.delivered' && event.kind !== 'packet.dropped') return;
    const seen = this.#seen.get(event.packet);
    if (seen === undefined) this.#seen.set(event.packet, { first: event, last: event });
    else if (event.kind !== 'packet.delivered' || event.duplicate === undefined) seen.last = event;
  }

  /** A packet as it was at `seq`, from its own events alone; null where it had not been seen then. */
  at(id: string, seq: number): PacketState | null {
    const seen = this.#seen.get(id);
    if (seen === undefined || seen.first.seq > seq) return null;
    const end = seen.last.seq <= seq ? seen.last : seen.first;
    return {
      id,
      event: seen.first,
      phase: end.kind === 'packet.held' ? 'held' : end.kind === 'packet.delivered' ? 'delivered' : 'dropped',
      since: end.t,
      gate: null,
      loopback: end.kind === 'packet.delivered' && end.loopback === true,
      copies: 0,
      copySeqs: [],
      why: end.kind === 'packet.dropped' ? end.why : null,
      ...(end.kind === 'packet.held' ? {} : { doneSeq: end.seq }),
      ...(end.kind === 'packet.delivered' && end.corrupted !== undefined ? { corrupted: end.corrupted } : {}),
      ...(end.kind === 'packet.delivered' && end.rule !== undefined ? { rule: end.rule } : {}),
    };
  }
}

import type { EventOf, LabEvent } from '#shared/events/event';

type PacketEvent = EventOf<'packet.held'> | EventOf<'packet.delivered'> | EventOf<'packet.dropped'>;

/** One packet, from its first sight to its end, in seqs of the log. */
export interface PacketRow {
  readonly event: PacketEvent;
  readonly from: number;
  to: number | null;
  end: 'delivered' | 'dropped' | null;
  /** Seqs of the retransmitted copies that came while it was held. */
  readonly copies: number[];
}

/** Every packet of the log, in the order in which they came. */
export class PacketBook {
  readonly rows: PacketRow[] = [];
  readonly #open = new Map<string, PacketRow>();

  add(event: LabEvent): void {
    if (event.kind !== 'packet.held' && event.kind !== 'packet.delivered' && event.kind !== 'packet.dropped') return;
    if (event.kind === 'packet.held' && event.folded === true) {
      this.#open.get(event.retransmitOf ?? '')?.copies.push(event.seq);
      return;
    }
    let row = this.#open.get(event.packet);
    if (row === undefined) {
      row = { event, from: event.seq, to: null, end: null, copies: [] };
      this.rows.push(row);
      this.#open.set(event.packet, row);
    }
    if (event.kind === 'packet.held') return;
    row.to = event.seq;
    row.end = event.kind === 'packet.delivered' ? 'delivered' : 'dropped';
    this.#open.delete(event.packet);
  }
}

/** What a packet is at a moment of the log. */
export function phaseAt(row: PacketRow, seq: number): 'later' | 'held' | 'delivered' | 'dropped' {
  if (row.from > seq) return 'later';
  return row.end === null || row.to === null || row.to > seq ? 'held' : row.end;
}

import { GrowingUint32 } from '#shared/base/growing';
import type { EventOf, LabEvent } from '#shared/events/event';

type PacketEvent = EventOf<'packet.held'> | EventOf<'packet.delivered'> | EventOf<'packet.dropped'>;

/** One packet, from its first sight to its end, in seqs of the log. */
export interface PacketRow {
  /** The event that first showed it. */
  readonly from: number;
  readonly to: number | null;
  readonly end: 'delivered' | 'dropped' | null;
  /** Seqs of the retransmitted copies that came while it was held. */
  readonly copies: readonly number[];
}

/** A packet with its headers and bytes. */
export interface Packet extends PacketRow {
  readonly event: PacketEvent;
}

const ENDS = [null, 'delivered', 'dropped'] as const;
const NO_COPIES: readonly number[] = [];

/**
 * Every packet of the log, in the order in which they came, as numbers: their headers and bytes stand in the log, and half a million of them would
 * fill the page's memory.
 */
export class PacketBook {
  readonly #from = new GrowingUint32();
  /** 0: it is on its way. */
  readonly #to = new GrowingUint32();
  /** Indices of ENDS. */
  readonly #ends = new GrowingUint32();
  readonly #copies = new Map<number, number[]>();
  readonly #open = new Map<string, number>();

  get length(): number {
    return this.#from.length;
  }

  row(index: number): PacketRow | undefined {
    if (index < 0 || index >= this.length) return undefined;
    const to = this.#to.at(index);
    return {
      from: this.#from.at(index),
      to: to === 0 ? null : to,
      end: ENDS[this.#ends.at(index)] ?? null,
      copies: this.#copies.get(index) ?? NO_COPIES,
    };
  }

  /** The index of the last packet that had been seen at `seq`; -1 before the first. */
  rowAt(seq: number): number {
    return this.#from.lowerBound(seq + 1) - 1;
  }

  add(event: LabEvent): void {
    if (event.kind !== 'packet.held' && event.kind !== 'packet.delivered' && event.kind !== 'packet.dropped') return;
    if (event.kind === 'packet.held' && event.folded === true) {
      const first = this.#open.get(event.retransmitOf ?? '');
      if (first === undefined) return;
      const copies = this.#copies.get(first) ?? [];
      copies.push(event.seq);
      this.#copies.set(first, copies);
      return;
    }
    let index = this.#open.get(event.packet);
    if (index === undefined) {
      index = this.#from.push(event.seq);
      this.#to.push(0);
      this.#ends.push(0);
      this.#open.set(event.packet, index);
    }
    if (event.kind === 'packet.held') return;
    this.#to.set(index, event.seq);
    this.#ends.set(index, event.kind === 'packet.delivered' ? 1 : 2);
    this.#open.delete(event.packet);
  }
}

/** What a packet is at a moment of the log. */
export function phaseAt(row: PacketRow, seq: number): 'later' | 'held' | 'delivered' | 'dropped' {
  if (row.from > seq) return 'later';
  return row.end === null || row.to === null || row.to > seq ? 'held' : row.end;
}

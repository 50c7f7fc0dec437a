import type { EventOf, LabEvent } from '../events/event.ts';

/** What one event belongs to, as seqs, rising; the event itself is in neither list. */
export interface Chain {
  readonly seq: number;
  /** What brought it about, and what brought that about, as far as the log knows. */
  readonly causes: readonly number[];
  /** What came of it, and what came of that. */
  readonly effects: readonly number[];
}

/**
 * Why each event of a log happened, kept up one event at a time: from the call over its packet and the states to the
 * peer's call that returns. Only what the log itself says is a cause:
 * - the event that its observer named (`cause`);
 * - the call that an answer answers, and in which a thread sleeps: the last entry of the same thread;
 * - the packet that a copy is a copy of (`retransmitOf`), and the person who let a packet go;
 * - what a gate holds, and the gate that a release opens.
 * An event for which nothing of this is known has no cause here.
 */
export class CauseIndex {
  /** The seq before the first event that was added: a log may begin after a snapshot. */
  #base = 0;
  #count = 0;
  /** Up to two causes for each event, two places an event; 0: none. */
  readonly #causes: number[] = [];
  /** The newest effect of each event: an index into `#causes`, plus 1; 0: none. */
  readonly #lastEffect: number[] = [];
  /** For each place in `#causes` the effect before it of the same cause, as above. */
  readonly #earlierEffect: number[] = [];
  readonly #entries = new Map<number, number>();
  readonly #packets = new Map<string, number>();
  readonly #gates = new Map<string, { readonly seq: number; readonly packet: string | null }>();
  /** The release that let a packet go, until it arrives. */
  readonly #letGo = new Map<string, number>();

  add(event: LabEvent): void {
    if (this.#count === 0) this.#base = event.seq - 1;
    const other = this.#otherCause(event);
    const named = event.cause ?? 0;
    this.#count += 1;
    this.#lastEffect.push(0);
    this.#link(event.seq, named);
    this.#link(event.seq, other === named ? 0 : other);
  }

  /** What brought this event about directly, rising. Empty where that is not known. */
  causesOf(seq: number): readonly number[] {
    const at = this.#place(seq);
    if (at === null) return [];
    return [this.#causes[2 * at] ?? 0, this.#causes[2 * at + 1] ?? 0]
      .filter((cause) => cause > 0)
      .sort((a, b) => a - b);
  }

  /** What this event brought about directly, rising. */
  effectsOf(seq: number): readonly number[] {
    const at = this.#place(seq);
    const effects: number[] = [];
    if (at === null) return effects;
    for (let link = this.#lastEffect[at] ?? 0; link > 0; link = this.#earlierEffect[link - 1] ?? 0) {
      effects.push(this.#base + 1 + ((link - 1) >> 1));
    }
    return effects.reverse();
  }

  /** All causes and all effects of an event, the direct ones and those behind them. */
  chainOf(seq: number): Chain {
    return {
      seq,
      causes: reach(seq, (each) => this.causesOf(each)),
      effects: reach(seq, (each) => this.effectsOf(each)),
    };
  }

  #place(seq: number): number | null {
    const at = seq - this.#base - 1;
    return at >= 0 && at < this.#count ? at : null;
  }

  /** A cause before the first event held here is none that could be shown; one after its effect is none at all. */
  #link(seq: number, cause: number): void {
    const at = cause < seq ? this.#place(cause) : null;
    this.#causes.push(at === null ? 0 : cause);
    if (at === null) {
      this.#earlierEffect.push(0);
      return;
    }
    this.#earlierEffect.push(this.#lastEffect[at] ?? 0);
    this.#lastEffect[at] = this.#causes.length;
  }

  #otherCause(event: LabEvent): number {
    switch (event.kind) {
      case 'syscall.enter':
        this.#entries.set(event.tid, event.seq);
        return 0;
      case 'syscall.blocked':
        return this.#entries.get(event.tid) ?? 0;
      case 'syscall.exit': {
        const entry = this.#entries.get(event.tid) ?? 0;
        this.#entries.delete(event.tid);
        return entry;
      }
      case 'packet.held':
      case 'packet.delivered':
      case 'packet.dropped':
        return this.#packetCause(event);
      case 'gate.open':
        this.#gates.set(event.gate, { seq: event.seq, packet: event.packet ?? null });
        return event.ref;
      case 'gate.release': {
        const gate = this.#gates.get(event.gate);
        this.#gates.delete(event.gate);
        if (gate !== undefined && gate.packet !== null) this.#letGo.set(gate.packet, event.seq);
        return gate?.seq ?? 0;
      }
      default:
        return 0;
    }
  }

  #packetCause(event: EventOf<'packet.held'> | EventOf<'packet.delivered'> | EventOf<'packet.dropped'>): number {
    const original = event.retransmitOf === undefined ? 0 : (this.#packets.get(event.retransmitOf) ?? 0);
    if (!this.#packets.has(event.packet)) this.#packets.set(event.packet, event.seq);
    if (event.kind === 'packet.held') return original;
    const letGo = this.#letGo.get(event.packet) ?? 0;
    this.#letGo.delete(event.packet);
    return letGo === 0 ? original : letGo;
  }
}

/** Everything that can be reached from `seq`, rising, without itself. */
function reach(seq: number, next: (seq: number) => readonly number[]): readonly number[] {
  const found = new Set<number>();
  const open = [seq];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    for (const other of next(each)) {
      if (other === seq || found.has(other)) continue;
      found.add(other);
      open.push(other);
    }
  }
  return [...found].sort((a, b) => a - b);
}

import { GrowingUint32 } from '#shared/base/growing';
import type { EventOf, LabEvent } from '#shared/events/event';
import { aloneAtRight } from '../../ui/roles.ts';

type PacketEvent = EventOf<'packet.held'> | EventOf<'packet.delivered'> | EventOf<'packet.dropped'>;

/** The two sides of the diagram; each has an application's and a kernel's lane, the wire is between them. */
export type SideName = 'left' | 'right';

/** One thing in the diagram. Rows count from 0, one a drawn event: time runs downwards and waiting takes no room. */
export interface Entry {
  readonly key: string;
  readonly kind: 'call' | 'return' | 'state' | 'packet' | 'note';
  readonly side: SideName;
  readonly role: string | null;
  text: string;
  readonly seq: number;
  readonly row: number;
  /** Packets: where they end; null while they are on the way. */
  endRow: number | null;
  endSeq: number | null;
  /** Packets: lost. Calls: failed. */
  failed: boolean;
  /** Packets: a copy of one that was sent before. */
  readonly copy: boolean;
}

/** A packet that is on its way for more rows is looked for by itself: others are found from where they begin. */
const LONG = 256;

/** What of a log a sequence diagram shows, kept up one event at a time. */
export class SequenceBook {
  readonly entries: Entry[] = [];
  /** By row, the seq of the event that is drawn in it. */
  readonly #rowSeqs = new GrowingUint32();
  /** Packets that were on their way for longer than LONG rows. */
  readonly #long: Entry[] = [];
  readonly #sides = new Map<string, SideName>();
  readonly #hostSides = new Map<string, SideName>();
  readonly #socketRoles = new Map<string, string>();
  readonly #pidRoles = new Map<number, string>();
  readonly #ports = new Map<number, SideName>();
  readonly #packets = new Map<string, Entry>();
  #crowded = false;

  /** How many rows there are. */
  get rows(): number {
    return this.#rowSeqs.length;
  }

  /** The programs whose lanes are on that side, in the lesson's order. */
  rolesAt(side: SideName): readonly string[] {
    return [...this.#sides].flatMap(([role, at]) => (at === side ? [role] : []));
  }

  /** The last row that had happened at `seq`; -1 before the first. */
  rowAt(seq: number): number {
    return this.#rowSeqs.lowerBound(seq + 1) - 1;
  }

  /** The entries that touch rows `first` to `last`; a packet that is still on its way reaches to the end. */
  inRows(first: number, last: number): readonly Entry[] {
    const touches = (entry: Entry): boolean =>
      entry.row <= last && (entry.kind === 'packet' ? (entry.endRow ?? this.rows) : entry.row) >= first;
    const near = this.#entryFrom(first - LONG);
    const far = [...this.#long, ...this.#packets.values()].filter(
      (entry) => entry.row < first - LONG && touches(entry),
    );
    const shown = far.sort((a, b) => a.row - b.row);
    for (let i = near; i < this.entries.length; i++) {
      const entry = this.entries[i];
      if (entry === undefined || entry.row > last) break;
      if (touches(entry)) shown.push(entry);
    }
    return shown;
  }

  /**
   * What had happened at `seq`, from row `first` on: nothing that comes later, and packets that were on their way then end
   * nowhere yet.
   */
  upTo(seq: number, first: number): readonly Entry[] {
    const now = this.rowAt(seq);
    return this.inRows(first, now).map((entry) =>
      entry.endRow === null || entry.endRow <= now ? entry : { ...entry, endRow: null, endSeq: null, failed: false },
    );
  }

  /** The index of the first entry in that row or after it: entries stand in the order of their rows. */
  #entryFrom(row: number): number {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.entries[middle]?.row ?? Infinity) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  add(event: LabEvent): void {
    switch (event.kind) {
      case 'lab.start':
        this.#begin(event);
        return;
      case 'process.start':
        this.#pidRoles.set(event.pid, event.role);
        this.#note(event, event.role, 'starts');
        return;
      case 'process.exit':
        this.#note(
          event,
          event.role,
          event.signal === undefined ? `exits ${event.status ?? ''}` : `killed by ${event.signal}`,
        );
        return;
      case 'syscall.enter':
        this.#put(event, 'call', event.role, `${this.#who(event.role)}${event.api}()`);
        return;
      case 'syscall.exit': {
        const entry = this.#put(event, 'return', event.role, `= ${event.errno ?? event.ret}`);
        entry.failed = event.errno !== undefined;
        return;
      }
      case 'fd.open':
        if (event.socket !== undefined) this.#adopt(event.socket, this.#pidRoles.get(event.pid));
        return;
      case 'socket.open':
        this.#adopt(
          event.socket,
          this.#pidRoles.get(event.owners[0]?.pid ?? 0) ?? this.#socketRoles.get(event.parent ?? ''),
        );
        this.#port(event);
        if (event.state !== 'CLOSED' && event.state !== 'UNCONN') this.#state(event, event.host, event.state);
        return;
      case 'socket.state':
        this.#port(event);
        this.#state(event, null, event.to);
        return;
      case 'packet.held':
      case 'packet.delivered':
      case 'packet.dropped':
        this.#packet(event);
        return;
      case 'marker':
        this.#note(event, null, event.label);
        return;
      case 'trace.gap':
        this.#note(event, null, `not observed: ${event.missed}`);
        return;
      // These leave no trace between two machines: the log shows them.
      case 'lab.ready':
      case 'lab.end':
      case 'syscall.blocked':
      case 'fd.close':
      case 'socket.queues':
      case 'socket.gone':
      case 'gate.open':
      case 'gate.release':
      case 'program.line':
      case 'scene.enter':
      case 'prediction':
        return;
    }
  }

  /** As on the stage: by host; on one host the first program stands alone on the left. */
  #begin({ programs }: EventOf<'lab.start'>): void {
    const first = programs[0];
    if (first === undefined) return;
    const apart = programs.some(({ host }) => host !== first.host);
    const right = aloneAtRight(programs);
    for (const { role, host } of programs) {
      const isLeft = apart ? host === first.host : right === null ? role === first.role : role !== right;
      const side = isLeft ? 'left' : 'right';
      this.#sides.set(role, side);
      if (apart) this.#hostSides.set(host, side);
    }
    if (apart && !this.#hostSides.has('B')) this.#hostSides.set('B', 'right');
    this.#crowded = programs.length > 2;
  }

  #sideOf(role: string | null): SideName {
    if (role === null) return 'left';
    return this.#sides.get(role) ?? this.#sides.get(role.split('/')[0] ?? '') ?? 'left';
  }

  #who(role: string): string {
    return this.#crowded || role.includes('/') ? `${role}: ` : '';
  }

  #put(event: LabEvent, kind: Entry['kind'], role: string | null, text: string, side = this.#sideOf(role)): Entry {
    const entry: Entry = {
      key: `${kind}-${event.seq}`,
      kind,
      side,
      role,
      text,
      seq: event.seq,
      row: this.rows,
      endRow: null,
      endSeq: null,
      failed: false,
      copy: false,
    };
    this.entries.push(entry);
    this.#rowSeqs.push(event.seq);
    return entry;
  }

  #note(event: LabEvent, role: string | null, text: string): void {
    this.#put(event, 'note', role, role === null ? text : `${role} ${text}`);
  }

  #adopt(socket: string, role: string | undefined): void {
    if (role !== undefined && !this.#socketRoles.has(socket)) this.#socketRoles.set(socket, role);
  }

  #state(event: EventOf<'socket.open'> | EventOf<'socket.state'>, host: string | null, state: string): void {
    const role = this.#socketRoles.get(event.socket) ?? null;
    const side = role === null && host !== null ? this.#hostSides.get(host) : undefined;
    this.#put(event, 'state', role, state, side ?? this.#sideOf(role));
  }

  #port({ local, socket }: EventOf<'socket.open'> | EventOf<'socket.state'>): void {
    if (local === undefined || local.family === 'AF_UNIX') return;
    this.#ports.set(local.port, this.#sideOf(this.#socketRoles.get(socket) ?? null));
  }

  #packet(event: PacketEvent): void {
    if (event.kind === 'packet.held' && event.folded === true) return;
    let entry = this.#packets.get(event.packet);
    if (entry === undefined) {
      const side =
        this.#hostSides.get(event.from) ?? this.#ports.get(event.tcp?.sport ?? event.udp?.sport ?? 0) ?? 'left';
      const made = this.#put(event, 'packet', null, nameOf(event), side);
      entry = { ...made, key: `packet-${event.packet}-${event.seq}`, copy: event.retransmitOf !== undefined };
      this.entries[this.entries.length - 1] = entry;
      this.#packets.set(event.packet, entry);
    }
    if (event.kind === 'packet.held') return;
    // An extra copy goes ahead of the packet itself, which is still held.
    if (event.kind === 'packet.delivered' && event.duplicate !== undefined) return;
    entry.endRow = this.rows;
    entry.endSeq = event.seq;
    entry.failed = event.kind === 'packet.dropped';
    if (event.kind === 'packet.delivered' && event.corrupted !== undefined) entry.text = `${entry.text}, corrupted`;
    this.#rowSeqs.push(event.seq);
    if (entry.endRow - entry.row > LONG) this.#long.push(entry);
    this.#packets.delete(event.packet);
  }
}

function nameOf({ tcp, udp, icmp }: PacketEvent): string {
  if (tcp !== undefined) return `${tcp.flags.join(',')}${tcp.len > 0 ? ` ${tcp.len} B` : ''}`;
  return udp === undefined ? (icmp?.name ?? 'IP') : `UDP ${udp.len} B`;
}

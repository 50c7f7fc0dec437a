import { unreachable } from '#shared/base/exhaustive';
import type { EventOf, LabEvent } from '#shared/events/event';

/** One stretch of a lane, in seqs. It grows while its log grows: `to` is null until its end was seen. */
export interface Bar {
  readonly key: string;
  readonly kind: 'call' | 'state' | 'packet';
  label: string;
  /** Whose lane it is in; null: the wire's. */
  role: string | null;
  readonly from: number;
  /** Calls: when the gate before the kernel was opened; before it the call is held. */
  entered: number | null;
  /** Calls: when the result was there; after it the result is held in hand. */
  returned: number | null;
  to: number | null;
  /** A failed call, a dropped packet. */
  failed: boolean;
  /** A socket that came out of a listener: drawn over its parent's bar, which goes on behind it. */
  readonly child: boolean;
  readonly pid: number | null;
  readonly socket: string | null;
  readonly packet: string | null;
}

const EMPTY = {
  role: null,
  entered: null,
  returned: null,
  to: null,
  failed: false,
  child: false,
  pid: null,
  socket: null,
  packet: null,
} as const;

/**
 * The bars of all lanes, kept up by one event at a time. Calls run from their entry until their result was handed over;
 * kernel states from one observation to the next; packets from where they are held to where they end.
 */
export class LaneBook {
  readonly bars: Bar[] = [];
  readonly #roles = new Map<number, string>();
  readonly #hostRoles = new Map<string, string>();
  readonly #calls = new Map<number, Bar>();
  readonly #states = new Map<string, Bar>();
  readonly #socketRoles = new Map<string, string>();
  readonly #packets = new Map<string, Bar>();
  /** Open gates that hold a call: gate id to pid, and which end of the call it is. */
  readonly #gates = new Map<string, { readonly pid: number; readonly end: 'enter' | 'exit' }>();

  add(event: LabEvent): void {
    switch (event.kind) {
      case 'process.start':
        this.#roles.set(event.pid, event.role);
        if (!this.#hostRoles.has(event.host)) this.#hostRoles.set(event.host, event.role);
        return;
      case 'process.exit':
        this.#end(this.#calls, event.pid, event.seq);
        return;
      case 'syscall.enter':
        this.#end(this.#calls, event.pid, event.seq);
        this.#begin(this.#calls, event.pid, {
          ...EMPTY,
          key: `call-${event.seq}`,
          kind: 'call',
          label: event.api,
          role: event.role,
          from: event.seq,
          pid: event.pid,
        });
        return;
      case 'syscall.exit':
        this.#returned(event);
        return;
      case 'gate.open':
        if (event.pid !== undefined && (event.holds === 'syscall.enter' || event.holds === 'syscall.exit')) {
          this.#gates.set(event.gate, { pid: event.pid, end: event.holds === 'syscall.enter' ? 'enter' : 'exit' });
        }
        return;
      case 'gate.release':
        this.#released(event);
        return;
      case 'socket.open':
        this.#born(event);
        return;
      case 'fd.open':
        this.#owned(event);
        return;
      case 'socket.state':
        this.#state(event.socket, event.to, event.seq);
        return;
      case 'socket.gone':
        this.#end(this.#states, event.socket, event.seq);
        return;
      case 'packet.held':
      case 'packet.delivered':
      case 'packet.dropped':
        this.#packet(event);
        return;
      // These have no lane: the log shows them.
      case 'lab.start':
      case 'lab.ready':
      case 'lab.end':
      case 'syscall.blocked':
      case 'fd.close':
      case 'socket.queues':
      case 'program.line':
      case 'scene.enter':
      case 'prediction':
      case 'marker':
      case 'trace.gap':
        return;
      default:
        unreachable(event);
    }
  }

  #begin<K>(open: Map<K, Bar>, key: K, bar: Bar): void {
    this.bars.push(bar);
    open.set(key, bar);
  }

  #end<K>(open: Map<K, Bar>, key: K, seq: number): void {
    const bar = open.get(key);
    if (bar === undefined) return;
    bar.to = seq;
    open.delete(key);
  }

  #returned(event: EventOf<'syscall.exit'>): void {
    const bar = this.#calls.get(event.pid);
    if (bar === undefined) return;
    bar.returned = event.seq;
    bar.failed = event.errno !== undefined;
    if (event.errno !== undefined) bar.label = `${event.api} ${event.errno}`;
  }

  #released(event: EventOf<'gate.release'>): void {
    const gate = this.#gates.get(event.gate);
    if (gate === undefined) return;
    this.#gates.delete(event.gate);
    const bar = this.#calls.get(gate.pid);
    if (bar === undefined) return;
    if (gate.end === 'enter') bar.entered = event.seq;
    else this.#end(this.#calls, gate.pid, event.seq);
  }

  #born(event: EventOf<'socket.open'>): void {
    const owner = event.owners[0];
    const role = owner === undefined ? undefined : this.#roles.get(owner.pid);
    const inherited = event.parent === undefined ? undefined : this.#socketRoles.get(event.parent);
    const known = role ?? inherited;
    if (known !== undefined) this.#socketRoles.set(event.socket, known);
    this.#state(event.socket, event.state, event.seq, event.parent !== undefined);
  }

  #owned(event: EventOf<'fd.open'>): void {
    const role = this.#roles.get(event.pid);
    if (event.socket === undefined || role === undefined || this.#socketRoles.has(event.socket)) return;
    this.#socketRoles.set(event.socket, role);
    for (const bar of this.bars) if (bar.socket === event.socket) bar.role = role;
  }

  #state(socket: string, state: string, seq: number, born = false): void {
    const before = this.#states.get(socket);
    this.#end(this.#states, socket, seq);
    this.#begin(this.#states, socket, {
      ...EMPTY,
      key: `state-${socket}-${seq}`,
      kind: 'state',
      label: state,
      role: this.#socketRoles.get(socket) ?? null,
      from: seq,
      child: before?.child ?? born,
      socket,
    });
  }

  #packet(event: EventOf<'packet.held'> | EventOf<'packet.delivered'> | EventOf<'packet.dropped'>): void {
    if (event.kind === 'packet.held' && event.folded === true) return;
    let bar = this.#packets.get(event.packet);
    if (bar === undefined) {
      bar = {
        ...EMPTY,
        key: `packet-${event.packet}-${event.seq}`,
        kind: 'packet',
        label: packetLabel(event),
        role: this.#hostRoles.get(event.from) ?? null,
        from: event.seq,
        packet: event.packet,
      };
      this.#begin(this.#packets, event.packet, bar);
    }
    if (event.kind === 'packet.held') return;
    bar.failed = event.kind === 'packet.dropped';
    this.#end(this.#packets, event.packet, event.seq);
  }
}

/** What a packet is called in a lane: its flags, or its protocol. */
function packetLabel(event: EventOf<'packet.held'> | EventOf<'packet.delivered'> | EventOf<'packet.dropped'>): string {
  if (event.tcp !== undefined) return event.tcp.flags.join(',');
  if (event.udp !== undefined) return 'UDP';
  return event.icmp?.name ?? 'IP';
}

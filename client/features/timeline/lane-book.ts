import { unreachable } from '#shared/base/exhaustive';
import type { EventOf, LabEvent } from '#shared/events/event';
import { Bars } from './bars.ts';
import { laneId } from './lanes.ts';
import { Track } from './track.ts';

/** Something at one moment that concerns no lane: a person's note, or what could not be observed. */
export interface Mark {
  readonly kind: 'marker' | 'gap';
  readonly seq: number;
  readonly text: string;
}

type PacketEvent = EventOf<'packet.held'> | EventOf<'packet.delivered'> | EventOf<'packet.dropped'>;

/**
 * The bars of all lanes, kept up by one event at a time. Calls run from their entry until their result was handed over;
 * kernel states from one observation to the next; packets from where they are held to where they end.
 */
export class LaneBook {
  readonly bars = new Bars();
  readonly marks: Mark[] = [];
  /** Forked children that have lanes of their own: new lists whenever one comes. */
  children: { readonly calls: readonly string[]; readonly states: readonly string[] } = { calls: [], states: [] };
  /** Per lane: what lies behind, and (sockets that came out of a listener) what is drawn over it. */
  readonly #tracks = new Map<string, readonly [Track, Track]>();
  /** Bars of sockets that belong to nobody yet: no lane shows them. */
  readonly #unowned = new Map<string, number[]>();
  readonly #trackOf = new Map<number, Track>();
  readonly #roles = new Map<number, string>();
  readonly #hostRoles = new Map<string, string>();
  readonly #calls = new Map<number, number>();
  readonly #states = new Map<string, { readonly bar: number; readonly child: boolean }>();
  readonly #socketRoles = new Map<string, string>();
  readonly #packets = new Map<string, number>();
  /** Open gates that hold a call: gate id to pid, and which end of the call it is. */
  readonly #gates = new Map<string, { readonly pid: number; readonly end: 'enter' | 'exit' }>();

  /** The layers of a lane, the one behind first. */
  tracks(lane: string): readonly Track[] {
    return this.#tracks.get(lane) ?? [];
  }

  add(event: LabEvent): void {
    switch (event.kind) {
      case 'process.start':
        this.#roles.set(event.pid, event.role);
        if (!this.#hostRoles.has(event.host)) this.#hostRoles.set(event.host, event.role);
        if (event.role.includes('/')) this.#child('calls', event.role);
        return;
      case 'process.exit':
        this.#returnedFrom(event.pid, event.seq);
        return;
      case 'syscall.enter':
        this.#returnedFrom(event.pid, event.seq);
        this.#calls.set(event.pid, this.#begin(event, 'call', event.api, event.role, String(event.pid)));
        return;
      case 'syscall.exit':
        this.#answered(event);
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
        this.#state(event, event.to);
        return;
      case 'socket.gone':
        this.#gone(event);
        return;
      case 'packet.held':
      case 'packet.delivered':
      case 'packet.dropped':
        this.#packet(event);
        return;
      case 'marker':
        this.marks.push({ kind: 'marker', seq: event.seq, text: event.label });
        return;
      case 'trace.gap':
        this.marks.push({ kind: 'gap', seq: event.seq, text: `not observed: ${event.missed}` });
        return;
      // These have no place of their own: the log shows them.
      case 'lab.start':
      case 'lab.ready':
      case 'lab.end':
      case 'syscall.blocked':
      case 'fd.close':
      case 'socket.queues':
      case 'program.line':
      case 'scene.enter':
      case 'prediction':
        return;
      default:
        unreachable(event);
    }
  }

  #begin(event: LabEvent, kind: 'call' | 'packet', label: string, role: string | null, subject: string): number {
    const bar = this.bars.add({ kind, label, role, from: event.seq, child: false, subject });
    this.#show(bar, laneId(kind, role), false);
    return bar;
  }

  #show(bar: number, lane: string, child: boolean): void {
    let layers = this.#tracks.get(lane);
    if (layers === undefined) {
      layers = [new Track(this.bars), new Track(this.bars)];
      this.#tracks.set(lane, layers);
    }
    const track = layers[child ? 1 : 0];
    track.add(bar);
    if (this.bars.end(bar) === Infinity) this.#trackOf.set(bar, track);
  }

  #end(bar: number, seq: number): void {
    this.bars.close(bar, seq);
    this.#trackOf.get(bar)?.closed(bar);
    this.#trackOf.delete(bar);
  }

  #child(lanes: 'calls' | 'states', role: string): void {
    if (this.children[lanes].includes(role)) return;
    this.children = { ...this.children, [lanes]: [...this.children[lanes], role] };
  }

  #returnedFrom(pid: number, seq: number): void {
    const bar = this.#calls.get(pid);
    if (bar === undefined) return;
    this.#calls.delete(pid);
    this.#end(bar, seq);
  }

  #answered(event: EventOf<'syscall.exit'>): void {
    const bar = this.#calls.get(event.pid);
    if (bar !== undefined && event.errno !== undefined) this.bars.fail(bar, `${event.api} ${event.errno}`);
  }

  #released(event: EventOf<'gate.release'>): void {
    const gate = this.#gates.get(event.gate);
    if (gate === undefined) return;
    this.#gates.delete(event.gate);
    const bar = this.#calls.get(gate.pid);
    if (bar === undefined) return;
    if (gate.end === 'enter') this.bars.enter(bar, event.seq);
    else this.#returnedFrom(gate.pid, event.seq);
  }

  #born(event: EventOf<'socket.open'>): void {
    const owner = event.owners[0];
    const role = owner === undefined ? undefined : this.#roles.get(owner.pid);
    const inherited = event.parent === undefined ? undefined : this.#socketRoles.get(event.parent);
    const known = role ?? inherited;
    if (known !== undefined) this.#socketRoles.set(event.socket, known);
    this.#state(event, event.state, event.parent !== undefined);
  }

  #owned(event: EventOf<'fd.open'>): void {
    const role = this.#roles.get(event.pid);
    const { socket } = event;
    if (socket === undefined || role === undefined || this.#socketRoles.has(socket)) return;
    this.#socketRoles.set(socket, role);
    const child = this.#states.get(socket)?.child ?? false;
    for (const bar of this.#unowned.get(socket) ?? []) {
      this.bars.own(bar, role);
      this.#show(bar, laneId('state', role), child);
    }
    this.#unowned.delete(socket);
    if (role.includes('/')) this.#child('states', role);
  }

  #state({ socket, seq }: LabEvent & { readonly socket: string }, state: string, born = false): void {
    const before = this.#states.get(socket);
    if (before !== undefined) this.#end(before.bar, seq);
    const child = before?.child ?? born;
    const role = this.#socketRoles.get(socket) ?? null;
    const bar = this.bars.add({ kind: 'state', label: state, role, from: seq, child, subject: socket });
    this.#states.set(socket, { bar, child });
    if (role === null) this.#unowned.set(socket, [...(this.#unowned.get(socket) ?? []), bar]);
    else {
      this.#show(bar, laneId('state', role), child);
      if (role.includes('/')) this.#child('states', role);
    }
  }

  #gone({ socket, seq }: EventOf<'socket.gone'>): void {
    const known = this.#states.get(socket);
    if (known === undefined) return;
    this.#end(known.bar, seq);
    this.#states.delete(socket);
    this.#unowned.delete(socket);
    this.#socketRoles.delete(socket);
  }

  #packet(event: PacketEvent): void {
    if (event.kind === 'packet.held' && event.folded === true) return;
    let bar = this.#packets.get(event.packet);
    if (bar === undefined) {
      bar = this.#begin(event, 'packet', packetLabel(event), this.#hostRoles.get(event.from) ?? null, event.packet);
      this.#divide(bar);
      this.#packets.set(event.packet, bar);
    }
    if (event.kind === 'packet.held') return;
    if (event.kind === 'packet.dropped') this.bars.fail(bar, null);
    this.#end(bar, event.seq);
    this.#packets.delete(event.packet);
  }

  /** Packets that are on the wire at the same time share the lane's height: each takes the half that the last one left. */
  #divide(bar: number): void {
    let last: number | null = null;
    for (const other of this.#packets.values()) {
      if (this.bars.half(other) === null) this.bars.share(other, 'upper');
      last = other;
    }
    if (last !== null) this.bars.share(bar, this.bars.half(last) === 'upper' ? 'lower' : 'upper');
  }
}

/** What a packet is called in a lane: its flags, or its protocol. */
function packetLabel(event: PacketEvent): string {
  if (event.tcp !== undefined) return event.tcp.flags.join(',');
  if (event.udp !== undefined) return 'UDP';
  return event.icmp?.name ?? 'IP';
}

import type { EventDraft, EventOf, LabEvent } from '#shared/events/event';
import type { Argument, Value } from '#shared/events/value';
import type { SocketState } from '#shared/events/socket';
import { eventSchema } from '#shared/events/event';
import { applyEvent } from '#shared/model/apply';
import { initialState } from '#shared/model/initial';
import type { LabState } from '#shared/model/state';
import { toBase64 } from '#shared/base/base64';

/** What the kernel gets where the source says something else. */
const kernelName = (api: string): string => ({ send: 'sendto', recv: 'recvfrom' })[api] ?? api;

/** One event as a script tells it: its time is the script's own unless it is given. */
type Line<E> = E extends EventDraft ? Omit<E, 't'> & { readonly t?: number } : never;

/**
 * A log written as a timeline, for tests of the drawing: each line is one event, each `mark` names the moment after it.
 * What it says was seen in real runs; pids and ports are chosen. Drafts are checked against the event schema.
 */
export class LogScript {
  readonly #events: LabEvent[] = [];
  readonly #moments = new Map<string, LabState>();
  #state: LabState = initialState;
  #gates = 0;
  #t = 0;

  add(draft: Line<EventDraft>): this {
    this.#t += 10_000_000;
    const event = eventSchema.parse({ t: this.#t, ...draft, seq: this.#events.length + 1 });
    this.#events.push(event);
    this.#state = applyEvent(this.#state, event);
    return this;
  }

  /** Lets time pass, in milliseconds. */
  pass(ms: number): this {
    this.#t += ms * 1e6;
    return this;
  }

  mark(name: string): this {
    this.#moments.set(name, this.#state);
    return this;
  }

  get events(): readonly LabEvent[] {
    return this.#events;
  }

  get moments(): ReadonlyMap<string, LabState> {
    return this.#moments;
  }

  /** The state after each event. */
  states(): readonly LabState[] {
    let state: LabState = initialState;
    return this.#events.map((event) => (state = applyEvent(state, event)));
  }

  enter(who: Program, api: string, args: readonly Argument[], line: number, call = kernelName(api)): this {
    this.add({
      kind: 'program.line',
      source: 'program',
      pid: who.pid,
      role: who.role,
      line,
      function: 'main',
      variables: who.variables ?? [],
    });
    this.add({
      kind: 'syscall.enter',
      source: 'ptrace',
      pid: who.pid,
      tid: who.pid,
      role: who.role,
      call,
      api,
      args: [...args],
      line,
    });
    return this.gate('syscall.enter', who);
  }

  gate(holds: EventOf<'gate.open'>['holds'], who: Program | null, packet?: string): this {
    const gate = `g${++this.#gates}`;
    return this.add({
      kind: 'gate.open',
      source: 'lab',
      gate,
      holds,
      ref: this.#events.length,
      ...(who === null ? {} : { pid: who.pid, role: who.role }),
      ...(packet === undefined ? {} : { packet }),
    });
  }

  /** Releases the oldest gate of this process or packet. */
  release(what: Program | string): this {
    const gate = this.#state.gates.find((g) => (typeof what === 'string' ? g.packet === what : g.pid === what.pid));
    if (gate === undefined) throw new Error(`no gate to release for ${JSON.stringify(what)}`);
    return this.add({ kind: 'gate.release', source: 'user', gate: gate.id, by: 'presenter' });
  }

  blocked(who: Program, api: string, line: number, wchan: string): this {
    const since = this.#t;
    this.pass(2100);
    return this.add({
      kind: 'syscall.blocked',
      source: 'proc',
      pid: who.pid,
      tid: who.pid,
      role: who.role,
      call: api,
      api,
      line,
      since,
      wchan,
    });
  }

  exit(who: Program, api: string, line: number, ret: number, errno?: string): this {
    this.add({
      kind: 'syscall.exit',
      source: 'ptrace',
      pid: who.pid,
      tid: who.pid,
      role: who.role,
      call: kernelName(api),
      api,
      line,
      ret,
      kernelNs: 20_000,
      heldNs: 1_000_000,
      ...(errno === undefined ? {} : { errno }),
    });
    return this.gate('syscall.exit', who);
  }

  /** A call that is let in, answers, and whose answer is let out. */
  call(who: Program, api: string, args: readonly Argument[], line: number, ret: number, inside?: () => unknown): this {
    this.enter(who, api, args, line).release(who);
    inside?.();
    return this.exit(who, api, line, ret).release(who);
  }

  state(socket: string, from: SocketState, to: SocketState, more: Partial<EventOf<'socket.state'>> = {}): this {
    return this.add({ kind: 'socket.state', source: 'sock_diag', socket, from, to, ...more });
  }

  held(packet: string, from: 'A' | 'B', tcp: TcpWords): this {
    this.add({
      kind: 'packet.held',
      source: 'wire',
      packet,
      from,
      to: from === 'A' ? 'B' : 'A',
      bytes: '',
      ...headers(from, tcp),
    });
    return this.gate('packet.held', null, packet);
  }

  delivered(packet: string, from: 'A' | 'B', tcp: TcpWords, loopback = false): this {
    return this.add({
      kind: 'packet.delivered',
      source: 'wire',
      packet,
      from,
      to: loopback ? from : from === 'A' ? 'B' : 'A',
      bytes: '',
      ...(loopback ? { loopback: true } : {}),
      ...headers(from, tcp, loopback),
    });
  }
}

export interface Program {
  readonly pid: number;
  readonly role: string;
  readonly variables?: EventOf<'program.line'>['variables'];
}

export interface TcpWords {
  readonly flags: readonly ('SYN' | 'FIN' | 'RST' | 'PSH' | 'ACK')[];
  readonly seq: number;
  readonly ack?: number;
  readonly len?: number;
  readonly fromServer?: boolean;
}

export const clientPort = 41532;

function headers(from: 'A' | 'B', words: TcpWords, loopback = false): Pick<EventOf<'packet.held'>, 'ip' | 'tcp'> {
  const address = { A: '10.0.0.1', B: '10.0.0.2' };
  const server = loopback ? words.fromServer === true : from === 'A';
  return {
    ip: {
      version: 4,
      src: loopback ? '127.0.0.1' : address[from],
      dst: loopback ? '127.0.0.1' : address[from === 'A' ? 'B' : 'A'],
      ttl: 64,
      id: 1,
      protocol: 6,
      length: 40,
    },
    tcp: {
      sport: server ? 7000 : clientPort,
      dport: server ? clientPort : 7000,
      flags: [...words.flags],
      seq: words.seq,
      ...(words.ack === undefined ? {} : { ack: words.ack }),
      rawSeq: 1000 + words.seq,
      rawAck: words.ack === undefined ? 0 : 2000 + words.ack,
      len: words.len ?? 0,
      window: 64240,
      options: [],
    },
  };
}

export const arg = (name: string, value: Value, socket?: string): Argument =>
  socket === undefined ? { name, value } : { name, value, socket };

export const bytes = (text: string): Value => ({
  bytes: toBase64(Uint8Array.from(text, (c) => c.charCodeAt(0))),
  length: text.length,
});

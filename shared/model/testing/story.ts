import type { EventKind, EventOf, LabEvent } from '../../events/event.ts';
import type { Argument, Value } from '../../events/value.ts';
import { applyEvent } from '../apply.ts';
import { initialState } from '../initial.ts';
import type { LabState } from '../state.ts';

type Fields<K extends EventKind> = Omit<EventOf<K>, 'kind' | 'seq' | 't' | 'source'> &
  Partial<Pick<EventOf<K>, 't' | 'source'>>;

type Who = { readonly pid: number; readonly role: string };

/** An argument: [name, value] or [name, fd, socket]. */
export type Arg = readonly [string, Value] | readonly [string, Value, string];

/**
 * Writes a log the way an engine tells it, for tests that read like timelines: every line adds events, a millisecond apart,
 * and `state` is what they fold to so far.
 */
export class Story {
  readonly log: LabEvent[] = [];
  state: LabState = initialState;
  #gates = 0;
  #open = new Map<string, string>();
  #calls = new Map<number, { enter: number; call: string; api: string; line: number }>();

  /** Adds one event of any kind; answers its seq. */
  add<K extends EventKind>(kind: K, fields: Fields<K>): number {
    const seq = this.log.length + 1;
    const event = { seq, t: seq * 1e6, source: 'lab', kind, ...fields } as unknown as LabEvent;
    this.log.push(event);
    this.state = applyEvent(this.state, event);
    return seq;
  }

  start(programs: readonly string[], kernel: 'hold' | 'defaults' = 'hold'): this {
    this.add('lab.start', {
      lesson: { id: 'test', title: 'A test' },
      tier: 'lab',
      hosts: [
        { name: 'A', address: '10.0.0.1', interface: 'eth0' },
        { name: 'B', address: '10.0.0.2', interface: 'eth0' },
      ],
      kernel: '6.18.0',
      arch: 'x86_64',
      versions: {},
      settings: { kernel },
      programs: programs.map((role) => ({ role, file: `${role}.c`, host: 'A', args: [], text: '' })),
    });
    this.add('lab.ready', { wire: 'tun', missing: [] });
    return this;
  }

  spawn(who: Who, host: 'A' | 'B' = 'A', parent?: number): this {
    this.add('process.start', { ...who, host, argv: [who.role], ...(parent === undefined ? {} : { parent }) });
    [0, 1, 2].forEach((fd) =>
      this.add('fd.open', { source: 'proc', pid: who.pid, fd, file: ['stdin', 'stdout', 'stderr'][fd] ?? '' }),
    );
    return this;
  }

  /** A call comes to the gate before it: "send" or "send/sendto" where the kernel's name is another. */
  enter(who: Who, names: string, line: number, args: readonly Arg[] = []): this {
    const [api = '', call = api] = names.split('/');
    this.add('program.line', { ...who, source: 'program', line, function: 'main', variables: [] });
    const enter = this.add('syscall.enter', {
      ...who,
      source: 'ptrace',
      tid: who.pid,
      call,
      api,
      line,
      args: args.map(([name, value, socket]): Argument => ({
        name,
        value,
        ...(socket === undefined ? {} : { socket }),
      })),
    });
    this.#calls.set(who.pid, { enter, call, api, line });
    this.hold('syscall.enter', enter, who);
    return this;
  }

  /** The gate before the call opens. */
  letIn(who: Who): this {
    return this.release(`${who.pid}`);
  }

  blocked(who: Who): this {
    const call = this.#call(who);
    const { enter, ...names } = call;
    this.add('syscall.blocked', {
      ...who,
      ...names,
      source: 'proc',
      tid: who.pid,
      since: this.state.t,
      wchan: 'inet_csk_accept',
      cause: enter,
    });
    return this;
  }

  /** The kernel answers; `effects` (fd.open, looks at sockets) come before the gate, as the engine tells them. */
  returns(who: Who, ret: number | string, effects: () => void = () => undefined, outputs: readonly Arg[] = []): this {
    const { enter, ...names } = this.#call(who);
    const exit = this.add('syscall.exit', {
      ...who,
      ...names,
      source: 'ptrace',
      tid: who.pid,
      ret: typeof ret === 'string' ? -1 : ret,
      ...(typeof ret === 'string' ? { errno: ret } : {}),
      ...(outputs.length === 0 ? {} : { outputs: outputs.map(([name, value]) => ({ name, value })) }),
      kernelNs: 1000,
      heldNs: 0,
      cause: enter,
    });
    effects();
    this.hold('syscall.exit', exit, who);
    return this;
  }

  /** The gate with the result in hand opens. */
  goOn(who: Who): this {
    return this.release(`${who.pid}`);
  }

  exit(who: Who, status = 0): this {
    this.add('process.exit', { ...who, source: 'ptrace', status });
    return this;
  }

  packet(packet: string, from: 'A' | 'B', flags: string, ports: readonly [number, number], more: object = {}): this {
    const held = this.add('packet.held', { source: 'wire', ...packetFields(packet, from, flags, ports), ...more });
    if (!('folded' in more)) this.hold('packet.held', held, { packet });
    return this;
  }

  deliver(packet: string, effects: () => void = () => undefined): this {
    this.release(packet);
    const held = this.state.packets[packet]?.event;
    if (held === undefined) throw new Error(`no packet ${packet}`);
    const { packet: id, from, to, bytes, ip, tcp } = held;
    this.add('packet.delivered', {
      source: 'wire',
      packet: id,
      from,
      to,
      bytes,
      ...(ip === undefined ? {} : { ip }),
      ...(tcp === undefined ? {} : { tcp }),
      cause: held.seq,
    });
    effects();
    return this;
  }

  hold(holds: EventOf<'gate.open'>['holds'], ref: number, who: Who | { readonly packet: string }): void {
    const gate = `g${++this.#gates}`;
    this.#open.set('packet' in who ? who.packet : `${who.pid}`, gate);
    this.add('gate.open', { gate, holds, ref, ...('packet' in who ? who : { pid: who.pid, role: who.role }) });
  }

  /** Opens the gate of a process (by pid) or a packet (by id). */
  release(what: string): this {
    const gate = this.#open.get(what);
    if (gate === undefined) throw new Error(`nothing holds ${what}`);
    this.#open.delete(what);
    this.add('gate.release', { source: 'user', gate, by: 'presenter' });
    return this;
  }

  #call(who: Who): { enter: number; call: string; api: string; line: number } {
    const call = this.#calls.get(who.pid);
    if (call === undefined) throw new Error(`${who.role} is in no call`);
    return call;
  }
}

function packetFields(packet: string, from: 'A' | 'B', flags: string, [sport, dport]: readonly [number, number]) {
  const [names = '', length = '0'] = flags.split('+');
  return {
    packet,
    from,
    to: from === 'A' ? ('B' as const) : ('A' as const),
    bytes: '',
    tcp: {
      sport,
      dport,
      flags: names.split(',') as NonNullable<EventOf<'packet.held'>['tcp']>['flags'],
      seq: 0,
      ...(names.includes('ACK') ? { ack: 1 } : {}),
      rawSeq: 1000,
      rawAck: 0,
      len: Number(length),
      window: 64240,
      options: [],
    },
  };
}

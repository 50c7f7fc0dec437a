import type { Millis, Nanos } from '../base/units.ts';
import type { Address } from '../events/address.ts';
import type { HostName, Source } from '../events/common.ts';
import type { EventOf } from '../events/event.ts';
import type { ProgramText, Tier } from '../events/lab.ts';
import type { Variable } from '../events/program.ts';
import type { SocketState } from '../events/socket.ts';
import type { Argument } from '../events/value.ts';

/**
 * What is known at one moment: the fold of the log up to `seq`. Plain JSON (it travels as a snapshot), immutable, and
 * the only thing the picture is drawn from besides the playhead. `applyEvent` (apply.ts) is the only writer.
 * Every fact that is drawn can name its source and the seq that told it.
 */
export interface LabState {
  readonly seq: number;
  /** t of the last event. */
  readonly t: Nanos;
  readonly lab: LabInfo | null;
  readonly processes: Readonly<Record<number, ProcessState>>;
  readonly sockets: Readonly<Record<string, SocketFacts>>;
  /** Held packets and the last few finished ones (newest last); older ones live in the log alone. */
  readonly packets: Readonly<Record<string, PacketState>>;
  /** Open gates, oldest first. */
  readonly gates: readonly GateState[];
  readonly findings: readonly Finding[];
  readonly gaps: readonly EventOf<'trace.gap'>[];
  /** The last thing that happened and is worth the accent: what NOW is drawn from. */
  readonly now: Now | null;
  readonly scene: { readonly scene: number; readonly title: string } | null;
}

export interface LabInfo {
  readonly lesson: { readonly id: string; readonly title: string };
  /** When it began, in UTC (ISO 8601); null where the log does not tell. */
  readonly began: string | null;
  readonly tier: Tier;
  readonly hosts: EventOf<'lab.start'>['hosts'];
  readonly kernel: string;
  readonly arch: string;
  readonly settings: EventOf<'lab.start'>['settings'];
  readonly versions: EventOf<'lab.start'>['versions'];
  readonly programs: readonly ProgramText[];
  readonly wire: 'tun' | 'veth' | 'none' | null;
  readonly missing: readonly string[];
  readonly phase: 'starting' | 'ready' | 'ended';
  readonly end: { readonly reason: EventOf<'lab.end'>['reason']; readonly message?: string } | null;
}

/** A call that a process is in: at the gate before it, in the kernel, asleep there, or with its result in hand. */
export interface CurrentCall {
  readonly enterSeq: number;
  readonly call: string;
  readonly api: string;
  readonly line: number | null;
  readonly args: readonly Argument[];
  readonly phase: 'gate' | 'kernel' | 'blocked' | 'returned';
  /** t since which it is in this phase. */
  readonly since: Nanos;
  readonly wchan: string | null;
  readonly ret: number | null;
  readonly errno: string | null;
  readonly outputs: readonly Argument[];
}

/** What the calls of one source line came to so far. */
export interface LineResult {
  readonly line: number;
  readonly api: string;
  /** The kernel's name of it. */
  readonly call: string;
  readonly count: number;
  readonly ret: number;
  readonly errno: string | null;
  readonly seq: number;
}

export interface ProcessState {
  readonly pid: number;
  readonly parent: number | null;
  readonly host: HostName;
  readonly role: string;
  readonly argv: readonly string[];
  readonly phase: 'running' | 'exited' | 'killed';
  readonly status: number | null;
  readonly signal: string | null;
  readonly fds: Readonly<Record<number, { readonly socket: string | null; readonly file: string | null }>>;
  readonly call: CurrentCall | null;
  readonly line: number | null;
  readonly function: string | null;
  readonly variables: readonly Variable[];
  /** By source line: the latest result of the calls there. A step is ticked when its call really returned. */
  readonly results: Readonly<Record<number, LineResult>>;
  /** What it wrote to 1 and 2, as text, the last 4096 characters. */
  readonly output: string;
}

export interface Visit {
  readonly from: SocketState | null;
  readonly to: SocketState;
  readonly seq: number;
  readonly t: Nanos;
  readonly cause: number | null;
  readonly source: Source;
  /** Passed between two looks: inferred, drawn dashed. */
  readonly inferred: boolean;
}

/**
 * What was written to and read from a stream socket, as far as its programs' calls tell. From it follows which bytes lie in
 * the kernel's queues: inferred, for no look at the kernel shows them.
 */
export interface StreamBytes {
  /** How many bytes calls have handed to the kernel, and fetched. */
  readonly written: number;
  readonly read: number;
  /** The last of those written, a character a byte: fewer where a call's bytes are not known (writev(2), splice(2)). */
  readonly tail: string;
  /** A call has moved bytes that cannot be counted (sendmmsg(2)): nothing is concluded any more. */
  readonly lost?: true;
}

export interface SocketFacts {
  readonly id: string;
  readonly host: HostName;
  readonly family: EventOf<'socket.open'>['family'];
  readonly type: EventOf<'socket.open'>['type'];
  readonly protocol: EventOf<'socket.open'>['protocol'];
  readonly cookie: string;
  readonly state: SocketState;
  /** t at which it came into this state. */
  readonly since: Nanos;
  readonly gone: boolean;
  readonly local: Address | null;
  readonly remote: Address | null;
  readonly owners: readonly { readonly pid: number; readonly fd: number }[];
  readonly parent: string | null;
  /** The role whose colour it wears: its first owner's, else its listener's owner's, else null. */
  readonly role: string | null;
  readonly recvq: number;
  readonly sendq: number;
  readonly acceptQueue: { readonly length: number; readonly limit: number } | null;
  readonly inferredBytes: { readonly recv: number; readonly send: number } | null;
  readonly timer: EventOf<'socket.queues'>['timer'] | null;
  /** t of the look that told the timer; absent while no look did. */
  readonly timerAt?: Nanos;
  readonly shutdown: number;
  readonly peer: string | null;
  readonly inode: number;
  readonly info: Readonly<Record<string, number>>;
  /** A stream socket's bytes as its programs' calls tell them; absent while none has (stream-bytes.ts). */
  readonly stream?: StreamBytes;
  /** Every state it was seen in, oldest first. */
  readonly visits: readonly Visit[];
  /** For each fact, who told it last and in which event. */
  readonly told: Readonly<Record<string, { readonly source: Source; readonly seq: number }>>;
}

export interface PacketState {
  readonly id: string;
  /** The event that first showed it: headers and bytes are read from here. */
  readonly event: EventOf<'packet.held'> | EventOf<'packet.delivered'> | EventOf<'packet.dropped'>;
  readonly phase: 'held' | 'delivered' | 'dropped';
  readonly since: Nanos;
  readonly gate: string | null;
  readonly loopback: boolean;
  /** How many retransmitted copies came while it was held. */
  readonly copies: number;
  readonly copySeqs: readonly number[];
  readonly why: string | null;
  /** The event that finished it (delivered, dropped); absent while it is held. */
  readonly doneSeq?: number;
  /** Released to wait on by itself: for how long. */
  readonly delayMs?: Millis;
  /** Extra copies that a person sent ahead of it. */
  readonly duplicates?: number;
  /** The bit that was flipped on its way, counted from the packet's first. */
  readonly corrupted?: number;
  /** The lesson's rule that let it go by itself. */
  readonly rule?: string;
}

export interface GateState {
  readonly id: string;
  readonly holds: EventOf<'gate.open'>['holds'];
  readonly ref: number;
  readonly seq: number;
  readonly since: Nanos;
  readonly pid: number | null;
  readonly role: string | null;
  readonly packet: string | null;
}

/** A claim of ours that the kernel contradicted: a transition that the table lacks. */
export interface Finding {
  readonly seq: number;
  readonly socket: string;
  readonly from: SocketState;
  readonly to: SocketState;
  readonly message: string;
}

/** What is happening now: one process's call, one packet, or one transition. */
export interface Now {
  readonly seq: number;
  readonly kind: 'call' | 'return' | 'packet' | 'state' | 'process' | 'line';
  readonly pid: number | null;
  readonly socket: string | null;
  readonly packet: string | null;
  /** The transition last observed, kept while packets and calls follow from it. */
  readonly transition: Visit | null;
  /** The socket that made this transition; absent without one. */
  readonly transitionSocket?: string;
}

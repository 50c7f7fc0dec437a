import { unreachable } from '../base/exhaustive.ts';
import type { Nanos } from '../base/units.ts';
import type { EventOf, LabEvent } from '../events/event.ts';
import { isEssential } from './essential.ts';
import { initialState } from './initial.ts';
import type { LabState } from './state.ts';
import { formatCall } from './strace.ts';
import { addressText, packetDetail, packetName } from './words.ts';

/** One event as one line of text. */
export interface LogLine {
  readonly seq: number;
  readonly t: Nanos;
  readonly kind: LabEvent['kind'];
  readonly source: LabEvent['source'];
  /** Whose line it is: a role, or wire, kernel, lab. */
  readonly who: string;
  /** In strace's spelling for calls, signals and exits. */
  readonly text: string;
  /** What a listing like strace's prints; false for gates, source lines, descriptors and the first half of a call. */
  readonly essential: boolean;
}

/** Writes a log down line by line. It remembers what later lines need: whose socket it is, what a call was given. */
export interface LineWriter {
  /** The events have to come in order. */
  line(event: LabEvent): LogLine;
}

interface Named {
  readonly role: string | null;
  readonly local: string | null;
  readonly remote: string | null;
}

type Written = Pick<LogLine, 'who' | 'text'>;

const of = (who: string, text: string): Written => ({ who, text });

/** `after`: the state after which the writing begins, where that is not the log's beginning. */
export function createLineWriter(after: LabState = initialState): LineWriter {
  const processes = Object.values(after.processes);
  const roles = new Map(processes.map(({ pid, role }) => [pid, role]));
  const calls = new Map<number, Pick<EventOf<'syscall.enter'>, 'call' | 'args'>>(
    processes.flatMap(({ pid, call }) => (call === null ? [] : [[pid, { call: call.call, args: [...call.args] }]])),
  );
  const sockets = new Map<string, Named>(
    Object.values(after.sockets).map(({ id, role, local, remote }) => [
      id,
      { role, local: local && addressText(local), remote: remote && addressText(remote) },
    ]),
  );

  const kernel = (id: string): string => sockets.get(id)?.role ?? 'kernel';
  const socketName = (id: string): string => {
    const { local, remote } = sockets.get(id) ?? { local: null, remote: null };
    if (local === null && remote === null) return id;
    return remote === null ? `${id} ${local}` : `${id} ${local ?? '?'} -> ${remote}`;
  };
  const remember = (event: EventOf<'socket.open'> | EventOf<'socket.state'> | EventOf<'socket.queues'>): void => {
    const known = sockets.get(event.socket);
    const opened = event.kind === 'socket.open' ? event : null;
    const owner = opened?.owners[0];
    const inherited = opened?.parent === undefined ? undefined : sockets.get(opened.parent)?.role;
    sockets.set(event.socket, {
      role: known?.role ?? inherited ?? (owner === undefined ? null : (roles.get(owner.pid) ?? null)),
      local: event.local === undefined ? (known?.local ?? null) : addressText(event.local),
      remote: event.remote === undefined ? (known?.remote ?? null) : event.remote && addressText(event.remote),
    });
  };

  const write = (event: LabEvent): Written => {
    switch (event.kind) {
      case 'lab.start':
        return of('lab', `${event.lesson.title}: Linux ${event.kernel} on ${event.arch}, ${event.tier} tier`);
      case 'lab.ready':
        return of('lab', ['ready', ...event.missing].join('; '));
      case 'lab.end':
        return of('lab', event.message === undefined ? event.reason : `${event.reason}: ${event.message}`);
      case 'process.start':
        roles.set(event.pid, event.role);
        return of(event.role, `+++ started as pid ${event.pid} on host ${event.host}: ${event.argv.join(' ')} +++`);
      case 'process.exit': {
        const how = event.signal === undefined ? `exited with ${event.status ?? '?'}` : `killed by ${event.signal}`;
        return of(event.role, `+++ ${how} +++`);
      }
      case 'syscall.enter':
        calls.set(event.pid, event);
        return of(event.role, formatCall(event));
      case 'syscall.blocked': {
        const enter = calls.get(event.pid) ?? { call: event.call, args: [] };
        return of(event.role, formatCall(enter));
      }
      case 'syscall.exit': {
        const enter = calls.get(event.pid);
        return of(event.role, formatCall(enter?.call === event.call ? enter : { call: event.call, args: [] }, event));
      }
      case 'fd.open':
        if (event.socket !== undefined) adopt(event.socket, event.pid);
        return of(roles.get(event.pid) ?? 'kernel', `fd ${event.fd} = ${event.socket ?? event.file ?? '?'}`);
      case 'fd.close':
        return of(roles.get(event.pid) ?? 'kernel', `fd ${event.fd} closed`);
      case 'socket.open':
        remember(event);
        return of(kernel(event.socket), `${socketName(event.socket)}: ${event.protocol} socket, ${event.state}`);
      case 'socket.state':
        remember(event);
        return of(
          kernel(event.socket),
          `${socketName(event.socket)}: ${[event.from, ...(event.between ?? []).map((state) => `(${state})`), event.to].join(' -> ')}`,
        );
      case 'socket.queues':
        remember(event);
        return of(kernel(event.socket), `${socketName(event.socket)}: ${queueText(event)}`);
      case 'socket.gone':
        return of(kernel(event.socket), `${socketName(event.socket)}: ${event.from} -> gone`);
      case 'packet.held':
      case 'packet.delivered':
      case 'packet.dropped':
        return of('wire', packetLine(event));
      case 'gate.open':
        return of(event.role ?? 'wire', `gate ${event.gate} holds ${event.holds} (event ${event.ref})`);
      case 'gate.release':
        return of('lab', releaseLine(event));
      case 'program.line':
        return of(event.role, `line ${event.line} of ${event.function}()`);
      case 'scene.enter':
        return of('lab', `scene ${event.scene}: ${event.title}`);
      case 'prediction':
        return of('lab', `prediction: ${event.question}`);
      case 'marker':
        return of('lab', `marker: ${event.label}`);
      case 'trace.gap':
        return of('lab', `not observed: ${event.missed} (${event.why})`);
      default:
        return unreachable(event);
    }
  };

  const adopt = (id: string, pid: number): void => {
    const known = sockets.get(id);
    if (known?.role === null) sockets.set(id, { ...known, role: roles.get(pid) ?? null });
  };

  return {
    line: (event) => ({
      seq: event.seq,
      t: event.t,
      kind: event.kind,
      source: event.source,
      essential: isEssential(event),
      ...write(event),
    }),
  };
}

function packetLine(event: EventOf<'packet.held'> | EventOf<'packet.delivered'> | EventOf<'packet.dropped'>): string {
  const route = event.from === event.to ? `${event.from} lo` : `${event.from} -> ${event.to}`;
  const copy = event.retransmitOf === undefined ? '' : ` (copy of ${event.retransmitOf})`;
  const what = event.fault ?? `${packetName(event)} ${packetDetail(event)}`.trimEnd();
  return `${event.packet} ${route}: ${what}${copy} ${event.kind.slice('packet.'.length)}${circumstances(event)}`;
}

/** How a packet came to its end, where that was not by itself: who dropped, doubled or spoiled it. */
function circumstances(
  event: EventOf<'packet.held'> | EventOf<'packet.delivered'> | EventOf<'packet.dropped'>,
): string {
  switch (event.kind) {
    case 'packet.held':
      return event.folded === true ? ', counted on it' : '';
    case 'packet.dropped':
      return `: ${event.why}`;
    case 'packet.delivered':
      return [
        ...(event.duplicate === undefined ? [] : [`, extra copy ${event.duplicate}`]),
        ...(event.corrupted === undefined ? [] : [`, corrupted: bit ${event.corrupted} flipped`]),
        ...(event.rule === undefined ? [] : [` by the rule "${event.rule}"`]),
      ].join('');
    default:
      return unreachable(event);
  }
}

/** Who let it go, and what was done to it. */
function releaseLine({ gate, by, action, delayMs }: EventOf<'gate.release'>): string {
  const done = action === undefined || action === 'release' ? '' : `: ${action}`;
  return `gate ${gate} released by ${by}${done}${delayMs === undefined ? '' : ` by ${delayMs} ms`}`;
}

function queueText(event: EventOf<'socket.queues'>): string {
  const parts: string[] = [];
  if (event.recvq !== undefined) parts.push(`recvq ${event.recvq}`);
  if (event.sendq !== undefined) parts.push(`sendq ${event.sendq}`);
  if (event.acceptQueue !== undefined)
    parts.push(`accept queue ${event.acceptQueue.length}/${event.acceptQueue.limit}`);
  if (event.timer !== undefined) {
    parts.push(event.timer === null ? 'no timer' : `${event.timer.name} timer ${Math.round(event.timer.expiresMs)} ms`);
  }
  if (event.shutdown !== undefined) parts.push(`shutdown ${event.shutdown}`);
  if (event.peer !== undefined) parts.push(event.peer === null ? 'no peer' : `peer ${event.peer}`);
  return parts.join(', ') || 'other figures';
}

import { unreachable } from '../base/exhaustive.ts';
import type { EventOf, LabEvent } from '../events/event.ts';
import { formatCall } from './strace.ts';
import { addressText, packetDetail, packetName } from './words.ts';

/** One event as one line of text. */
export interface LogLine {
  readonly seq: number;
  readonly t: number;
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

type Written = Pick<LogLine, 'who' | 'text' | 'essential'>;

const of = (who: string, text: string, essential: boolean): Written => ({ who, text, essential });

export function createLineWriter(): LineWriter {
  const roles = new Map<number, string>();
  const calls = new Map<number, EventOf<'syscall.enter'>>();
  const sockets = new Map<string, Named>();

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
        return of('lab', `${event.lesson.title}: Linux ${event.kernel} on ${event.arch}, ${event.tier} tier`, true);
      case 'lab.ready':
        return of('lab', ['ready', ...event.missing].join('; '), true);
      case 'lab.end':
        return of('lab', event.message === undefined ? event.reason : `${event.reason}: ${event.message}`, true);
      case 'process.start':
        roles.set(event.pid, event.role);
        return of(
          event.role,
          `+++ started as pid ${event.pid} on host ${event.host}: ${event.argv.join(' ')} +++`,
          true,
        );
      case 'process.exit': {
        const how = event.signal === undefined ? `exited with ${event.status ?? '?'}` : `killed by ${event.signal}`;
        return of(event.role, `+++ ${how} +++`, true);
      }
      case 'syscall.enter':
        calls.set(event.pid, event);
        // exit_group never returns: its first half is all there is.
        return of(event.role, formatCall(event), event.call === 'exit_group');
      case 'syscall.blocked': {
        const enter = calls.get(event.pid) ?? { call: event.call, args: [] };
        return of(event.role, formatCall(enter), true);
      }
      case 'syscall.exit': {
        const enter = calls.get(event.pid);
        return of(
          event.role,
          formatCall(enter?.call === event.call ? enter : { call: event.call, args: [] }, event),
          true,
        );
      }
      case 'fd.open':
        if (event.socket !== undefined) adopt(event.socket, event.pid);
        return of(roles.get(event.pid) ?? 'kernel', `fd ${event.fd} = ${event.socket ?? event.file ?? '?'}`, false);
      case 'fd.close':
        return of(roles.get(event.pid) ?? 'kernel', `fd ${event.fd} closed`, false);
      case 'socket.open':
        remember(event);
        return of(kernel(event.socket), `${socketName(event.socket)}: ${event.protocol} socket, ${event.state}`, true);
      case 'socket.state':
        remember(event);
        return of(
          kernel(event.socket),
          `${socketName(event.socket)}: ${[event.from, ...(event.between ?? []).map((state) => `(${state})`), event.to].join(' -> ')}`,
          true,
        );
      case 'socket.queues':
        remember(event);
        return of(kernel(event.socket), `${socketName(event.socket)}: ${queueText(event)}`, false);
      case 'socket.gone':
        return of(kernel(event.socket), `${socketName(event.socket)}: ${event.from} -> gone`, true);
      case 'packet.held':
      case 'packet.delivered':
      case 'packet.dropped':
        return of('wire', packetLine(event), true);
      case 'gate.open':
        return of(event.role ?? 'wire', `gate ${event.gate} holds ${event.holds} (event ${event.ref})`, false);
      case 'gate.release':
        return of('lab', releaseLine(event), event.action !== undefined && event.action !== 'release');
      case 'program.line':
        return of(event.role, `line ${event.line} of ${event.function}()`, false);
      case 'scene.enter':
        return of('lab', `scene ${event.scene}: ${event.title}`, true);
      case 'prediction':
        return of('lab', `prediction: ${event.question}`, true);
      case 'marker':
        return of('lab', `marker: ${event.label}`, true);
      case 'trace.gap':
        return of('lab', `not observed: ${event.missed} (${event.why})`, true);
      default:
        return unreachable(event);
    }
  };

  const adopt = (id: string, pid: number): void => {
    const known = sockets.get(id);
    if (known?.role === null) sockets.set(id, { ...known, role: roles.get(pid) ?? null });
  };

  return { line: (event) => ({ seq: event.seq, t: event.t, kind: event.kind, source: event.source, ...write(event) }) };
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

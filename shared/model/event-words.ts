import { unreachable } from '../base/exhaustive.ts';
import type { LabEvent } from '../events/event.ts';
import { packetName } from './words.ts';

/**
 * One event in a few words, from itself alone: "client connect()", "s2 CLOSED → SYN_SENT", "SYN held, B → A". For lists of
 * causes, where the log's own lines would be too long.
 */
export function eventWords(event: LabEvent): string {
  switch (event.kind) {
    case 'lab.start':
      return 'the lab starts';
    case 'lab.ready':
      return 'the lab is ready';
    case 'lab.end':
      return `the lab ends: ${event.reason}`;
    case 'process.start':
      return `${event.role} starts`;
    case 'process.exit':
      return `${event.role} ${event.signal === undefined ? `exits with ${event.status ?? '?'}` : `is killed by ${event.signal}`}`;
    case 'program.line':
      return `${event.role} comes to line ${event.line}`;
    case 'syscall.enter':
      return `${event.role} ${event.api}()`;
    case 'syscall.blocked':
      return `${event.role} sleeps in ${event.api}()`;
    case 'syscall.exit':
      return `${event.role} ${event.api}() = ${event.errno === undefined ? event.ret : `-1 ${event.errno}`}`;
    case 'fd.open':
      return `descriptor ${event.fd} is ${event.socket ?? event.file ?? 'open'}`;
    case 'fd.close':
      return `descriptor ${event.fd} is closed`;
    case 'socket.open':
      return `${event.socket} is there: ${event.state}`;
    case 'socket.state':
      return `${event.socket} ${event.from} → ${event.to}`;
    case 'socket.queues':
      return `${event.socket}: other figures`;
    case 'socket.gone':
      return `${event.socket} is gone`;
    case 'packet.held':
      return `${packetName(event)} ${event.folded === true ? 'again' : 'held'}, ${event.from} → ${event.to}`;
    case 'packet.delivered':
      return `${packetName(event)} ${event.from === event.to ? 'inside' : 'reaches'} ${event.to}`;
    case 'packet.dropped':
      return `${packetName(event)} is lost: ${event.why}`;
    case 'gate.open':
      return `${event.gate} holds ${event.packet ?? event.role ?? 'it'}`;
    case 'gate.release':
      return `${event.by} lets ${event.gate} go${event.action === undefined || event.action === 'release' ? '' : `: ${event.action}`}`;
    case 'scene.enter':
      return `scene ${event.scene}: ${event.title}`;
    case 'prediction':
      return event.question;
    case 'marker':
      return event.label;
    case 'trace.gap':
      return `not observed: ${event.missed}`;
    default:
      return unreachable(event);
  }
}

/** Whether an event belongs in a short list of causes: what gates and figures tell is left to the whole list. */
export const isLink = (event: LabEvent): boolean =>
  !['gate.open', 'gate.release', 'socket.queues', 'fd.open', 'fd.close', 'program.line'].includes(event.kind);

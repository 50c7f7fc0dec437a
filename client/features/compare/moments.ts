import { unreachable } from '#shared/base/exhaustive';
import type { LabEvent } from '#shared/events/event';

/** What happened in a run, as far as two runs can be held against each other. */
export interface Moment {
  /** The same in both runs where the same happened: without addresses, numbers and times. */
  readonly key: string;
  /** For people. */
  readonly words: string;
  /**
   * The seq up to which a run is shown at this moment: what the event brought about by itself is seen with it, what came
   * after a gate was released is not.
   */
  readonly seq: number;
}

/**
 * The moments of a log, in order: calls, their returns, packets sent, arrived and lost, programs' ends. The first one, with
 * an empty key, is the run before any of them. `nameOf` gives a role its name in the comparison.
 */
export function momentsOf(log: readonly LabEvent[], nameOf: (role: string) => string = (role) => role): Moment[] {
  let last = { key: '', words: 'the beginning', seq: 0 };
  const moments = [last];
  let over = false;
  for (const event of log) {
    const told = tell(event, nameOf);
    if (!over) last.seq = event.seq - (told !== null || event.kind === 'gate.release' ? 1 : 0);
    over ||= event.kind === 'gate.release';
    if (told === null) continue;
    over = false;
    last = { ...told, seq: event.seq };
    moments.push(last);
  }
  last.seq = log.at(-1)?.seq ?? 0;
  return moments;
}

function tell(event: LabEvent, nameOf: (role: string) => string): { key: string; words: string } | null {
  switch (event.kind) {
    case 'syscall.enter': {
      const role = nameOf(event.role);
      return { key: `${role} calls ${event.api}`, words: `${role} calls ${event.api}()` };
    }
    case 'syscall.exit': {
      const role = nameOf(event.role);
      return { key: `${role} returns ${event.api}`, words: `${role}’s ${event.api}() returns` };
    }
    case 'process.exit':
      return { key: `${nameOf(event.role)} ends`, words: `${nameOf(event.role)} ends` };
    case 'packet.held':
      return event.folded === true ? null : ofPacket(event, 'sent', 'is sent');
    case 'packet.delivered':
      return ofPacket(event, 'arrives', 'arrives');
    case 'packet.dropped':
      return ofPacket(event, 'lost', 'is lost');
    case 'lab.start':
    case 'lab.ready':
    case 'lab.end':
    case 'process.start':
    case 'syscall.blocked':
    case 'fd.open':
    case 'fd.close':
    case 'socket.open':
    case 'socket.state':
    case 'socket.queues':
    case 'socket.gone':
    case 'gate.open':
    case 'gate.release':
    case 'program.line':
    case 'scene.enter':
    case 'prediction':
    case 'marker':
    case 'trace.gap':
      return null;
    default:
      return unreachable(event);
  }
}

type Packet = Extract<LabEvent, { kind: 'packet.held' | 'packet.delivered' | 'packet.dropped' }>;

function ofPacket(event: Packet, fate: string, words: string): { key: string; words: string } {
  const what = event.tcp?.flags.join(',') ?? (event.udp === undefined ? (event.icmp?.name ?? 'a packet') : 'UDP');
  const way = event.from === event.to ? `on ${event.from}` : `${event.from} → ${event.to}`;
  return { key: `${what} ${way} ${fate}`, words: `${what} ${words}, ${way}` };
}

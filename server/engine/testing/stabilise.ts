import type { Address } from '#shared/events/address';
import type { LabEvent } from '#shared/events/event';
import { formatCall } from '#shared/model/strace';

/**
 * A log as text that is the same at every run of the same lesson: a chapter for each process, socket and direction of the wire,
 * one line an event, without times, pids, cookies, inodes and raw sequence numbers, and with the client's ephemeral port as
 * PORT. Chapters, because two processors decide anew each time whose line comes first. Left out is what a slow machine may add
 * or merge: looks that found other figures, and copies of packets.
 */
export function stabilise(log: readonly LabEvent[]): string {
  const roles = new Map<number, string>();
  const chapters = new Map<string, string[]>();
  for (const event of log) {
    if (event.kind === 'process.start') roles.set(event.pid, event.role);
    const line = lineOf(event);
    if (line === null) continue;
    const subject = subjectOf(event, roles);
    chapters.set(subject, [...(chapters.get(subject) ?? []), line]);
  }
  const titles = [...chapters.keys()].sort();
  return titles.map((title) => `# ${title}\n${(chapters.get(title) ?? []).join('\n')}\n`).join('\n');
}

function subjectOf(event: LabEvent, roles: ReadonlyMap<number, string>): string {
  if ('packet' in event && event.packet !== undefined)
    return 'from' in event ? `wire ${event.from}` : 'gates of packets';
  if ('role' in event && event.role !== undefined) return event.role;
  if ('pid' in event && event.pid !== undefined) return roles.get(event.pid) ?? 'nobody';
  if ('socket' in event && event.socket !== undefined) return event.socket;
  return 'lab';
}

const end = (address: Address | undefined): string => {
  if (address === undefined) return '-';
  if (address.family === 'AF_UNIX') return address.path ?? address.abstract ?? 'unnamed';
  return `${address.addr}:${address.port >= 32768 ? 'PORT' : address.port}`;
};

function lineOf(event: LabEvent): string | null {
  switch (event.kind) {
    case 'lab.ready':
      return `lab ready, wire ${event.wire}`;
    case 'lab.end':
      return `lab ${event.reason}`;
    case 'process.start':
      return `starts on ${event.host}: ${event.argv.join(' ')}`;
    case 'process.exit':
      return `exits ${event.status ?? event.signal}`;
    case 'syscall.enter':
      // Where a buffer lies is the compiler's business, not the lesson's.
      return `line ${event.line}, ${event.api}: ${formatCall(event).replaceAll(/0x[0-9a-f]{5,}/g, 'ADDRESS')}`;
    case 'syscall.exit':
      return `line ${event.line}, ${event.api} = ${event.ret}${event.errno === undefined ? '' : ` ${event.errno}`}`;
    case 'syscall.blocked':
      return `line ${event.line}, ${event.api} sleeps`;
    case 'fd.open':
    case 'fd.close':
      return `${event.kind} ${event.fd} ${event.socket ?? event.file ?? '-'}`;
    case 'socket.open':
      return (
        `${event.state} ${end(event.local)} ${end(event.remote ?? undefined)} on ${event.host}, ${event.source}` +
        (event.parent === undefined ? '' : `, child of ${event.parent}`)
      );
    case 'socket.state':
      return `${[event.from, ...(event.between ?? []).map((state) => `(${state})`), event.to].join(' -> ')}, ${event.source}`;
    case 'socket.gone':
      return `gone from ${event.from}, ${event.source}`;
    case 'packet.held':
    case 'packet.delivered':
    case 'packet.dropped': {
      if (event.retransmitOf !== undefined) return null;
      const { tcp } = event;
      const what = tcp ? `${tcp.flags.join()} seq=${tcp.seq} ack=${tcp.ack ?? '-'} len=${tcp.len}` : 'no TCP';
      return `${event.kind}: ${what}`;
    }
    case 'gate.open':
      return `held at its ${event.holds} gate`;
    case 'gate.release':
    case 'lab.start':
    case 'program.line':
    case 'socket.queues':
    case 'scene.enter':
    case 'prediction':
    case 'marker':
    case 'trace.gap':
      return null;
  }
}

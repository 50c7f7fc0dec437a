import type { Address } from '#shared/events/address';
import type { LabEvent } from '#shared/events/event';
import { formatCall } from '#shared/model/strace';

/**
 * A log as text that is the same at every run of the same lesson: one line an event, without times, pids, cookies, inodes and
 * raw sequence numbers, and with the client's ephemeral port as PORT. Left out is what a slow machine may add or merge: looks
 * that found other figures, and copies of packets.
 */
export function stabilise(log: readonly LabEvent[]): string[] {
  const lines: string[] = [];
  const roles = new Map<number, string>();
  for (const event of log) {
    if (event.kind === 'process.start') roles.set(event.pid, event.role);
    const line = lineOf(event, roles);
    if (line !== null) lines.push(line);
  }
  return lines;
}

const end = (address: Address | undefined): string => {
  if (address === undefined) return '-';
  if (address.family === 'AF_UNIX') return address.path ?? address.abstract ?? 'unnamed';
  return `${address.addr}:${address.port >= 32768 ? 'PORT' : address.port}`;
};

function lineOf(event: LabEvent, roles: ReadonlyMap<number, string>): string | null {
  switch (event.kind) {
    case 'lab.ready':
      return `lab ready, wire ${event.wire}`;
    case 'lab.end':
      return `lab ${event.reason}`;
    case 'process.start':
      return `${event.role} starts on ${event.host}: ${event.argv.join(' ')}`;
    case 'process.exit':
      return `${event.role} exits ${event.status ?? event.signal}`;
    case 'syscall.enter':
      // Where a buffer lies is the compiler's business, not the lesson's.
      return `${event.role}:${event.line} ${event.api}: ${formatCall(event).replaceAll(/0x[0-9a-f]{5,}/g, 'ADDRESS')}`;
    case 'syscall.exit':
      return `${event.role}:${event.line} ${event.api} = ${event.ret}${event.errno === undefined ? '' : ` ${event.errno}`}`;
    case 'syscall.blocked':
      return `${event.role}:${event.line} ${event.api} sleeps`;
    case 'fd.open':
    case 'fd.close':
      return `${roles.get(event.pid)} ${event.kind} ${event.fd} ${event.socket ?? event.file ?? '-'}`;
    case 'socket.open':
      return (
        `${event.socket} ${event.state} ${end(event.local)} ${end(event.remote)} on ${event.host}, ${event.source}` +
        (event.parent === undefined ? '' : `, child of ${event.parent}`)
      );
    case 'socket.state':
      return `${event.socket} ${[event.from, ...(event.between ?? []).map((state) => `(${state})`), event.to].join(' -> ')}, ${event.source}`;
    case 'socket.gone':
      return `${event.socket} gone from ${event.from}, ${event.source}`;
    case 'packet.held':
    case 'packet.delivered':
    case 'packet.dropped': {
      if (event.retransmitOf !== undefined) return null;
      const { tcp } = event;
      const what = tcp ? `${tcp.flags.join()} seq=${tcp.seq} ack=${tcp.ack ?? '-'} len=${tcp.len}` : 'no TCP';
      return `${event.kind} ${event.from} to ${event.to}: ${what}`;
    }
    case 'gate.open':
      return `held: ${event.holds}${event.role === undefined ? '' : ` of ${event.role}`}`;
    case 'gate.release':
      return 'released';
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

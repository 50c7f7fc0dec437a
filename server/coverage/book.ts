import type { LabEvent } from '#shared/events/event';
import type { SocketState } from '#shared/events/socket';
import { applyEvent } from '#shared/model/apply';
import { initialState } from '#shared/model/initial';
import type { EdgeSighting } from './sightings.ts';

/** Something in a log that shows what this kernel does instead. */
interface Evidence {
  readonly seq: number;
  readonly what: string;
}

/** An edge of RFC 9293's figure 5 that Linux has not, what it does instead, and how a log shows that. */
export interface Difference {
  readonly from: SocketState;
  readonly to: SocketState;
  readonly book: string;
  readonly kernel: string;
  /** Where in the kernel's sources. */
  readonly where: string;
  readonly evidenceIn: (events: readonly LabEvent[], edges: readonly EdgeSighting[]) => readonly Evidence[];
}

export const differences: readonly Difference[] = [
  {
    from: 'LISTEN',
    to: 'SYN_SENT',
    book: 'SEND on a listener makes it an active one: snd SYN.',
    kernel: 'A listener stays one: send() fails with EPIPE, connect() with EISCONN, and no SYN is sent.',
    where: 'tcp_sendmsg_locked in net/ipv4/tcp.c, __inet_stream_connect in net/ipv4/af_inet.c',
    evidenceIn: refusedOnListener,
  },
  {
    from: 'SYN_RECV',
    to: 'LISTEN',
    book: 'A RST sends the half-open connection back to LISTEN.',
    kernel:
      'The half-open request is an object of its own: a RST deletes it (SYN_RECV -> CLOSED), and the listener, which has been in LISTEN all along, goes on.',
    where: 'tcp_check_req in net/ipv4/tcp_minisocks.c',
    evidenceIn: (_events, edges) =>
      edges
        .filter(({ from, to, row, inferred }) => !inferred && from === 'SYN_RECV' && to === 'CLOSED' && isReset(row))
        .map(({ seq }) => ({ seq, what: 'SYN_RECV -> CLOSED by a RST' })),
  },
];

const isReset = (row: EdgeSighting['row']): boolean => row?.on.kind === 'segment' && row.on.flags.includes('RST');

/** The calls by which a program could want to turn a listener into a client. */
const activeCalls: ReadonlySet<string> = new Set(['send', 'sendto', 'sendmsg', 'write', 'connect']);

/** Such calls on a listening TCP socket that the kernel refused while it stayed in LISTEN. */
function refusedOnListener(events: readonly LabEvent[]): readonly Evidence[] {
  const found: Evidence[] = [];
  const asked = new Map<number, string>();
  let lab = initialState;
  for (const event of events) {
    lab = applyEvent(lab, event);
    if (event.kind === 'syscall.enter') {
      const socket = event.args.find((argument) => argument.socket !== undefined)?.socket;
      if (socket !== undefined && activeCalls.has(event.api)) asked.set(event.tid, socket);
      else asked.delete(event.tid);
    }
    if (event.kind !== 'syscall.exit' || event.errno === undefined) continue;
    const socket = lab.sockets[asked.get(event.tid) ?? ''];
    if (socket?.protocol !== 'tcp' || socket.state !== 'LISTEN') continue;
    found.push({ seq: event.seq, what: `${event.api}() on a listener failed with ${event.errno}` });
  }
  return found;
}

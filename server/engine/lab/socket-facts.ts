import type { EventOf } from '#shared/events/event';
import type { SocketState } from '#shared/events/socket';
import type { KernelSocket } from '../netlink/kernel-socket.ts';

/** The facts of a socket that change without a state change, as the events carry them. */
export type Facts = Pick<
  EventOf<'socket.queues'>,
  | 'local'
  | 'remote'
  | 'recvq'
  | 'sendq'
  | 'acceptQueue'
  | 'inferredBytes'
  | 'timer'
  | 'shutdown'
  | 'peer'
  | 'inode'
  | 'info'
>;

/** tcp_info moves with every segment and clock tick; these figures are worth an event of their own. */
const tellingInfo = ['cwnd', 'retrans', 'totalRetrans', 'unacked'];

const finSent: ReadonlySet<SocketState> = new Set(['FIN_WAIT1', 'CLOSING', 'LAST_ACK']);
const finReceived: ReadonlySet<SocketState> = new Set(['CLOSE_WAIT', 'CLOSING', 'LAST_ACK', 'TIME_WAIT']);

/**
 * Bytes as a reader would count them. TCP's queues count sequence numbers (tcp_diag.c: write_seq - snd_una and
 * rcv_nxt - copied_seq), and an unanswered SYN, an unanswered FIN and a FIN not yet read take one each.
 */
function bytesOf(socket: KernelSocket): { readonly recv: number; readonly send: number } | undefined {
  if (socket.protocol !== 'tcp' || socket.state === 'LISTEN') return undefined;
  const unacknowledged = socket.state === 'SYN_SENT' || finSent.has(socket.state) ? 1 : 0;
  const unread = finReceived.has(socket.state) ? 1 : 0;
  return { recv: Math.max(0, socket.recvq - unread), send: Math.max(0, socket.sendq - unacknowledged) };
}

/** What a look tells of one socket. `peer`: the id of a Unix socket's other end; undefined where none is told. */
export function factsOf(socket: KernelSocket, peer: string | null | undefined): Facts {
  const inferredBytes = bytesOf(socket);
  return {
    ...(socket.local ? { local: socket.local } : {}),
    // A datagram socket can lose its peer again (connect to AF_UNSPEC); a TCP socket's stays known though a look tells none.
    ...(socket.remote || socket.protocol === 'udp' ? { remote: socket.remote } : {}),
    ...(socket.state === 'LISTEN' ? {} : { recvq: socket.recvq, sendq: socket.sendq }),
    ...(inferredBytes ? { inferredBytes } : {}),
    ...(socket.acceptQueue ? { acceptQueue: socket.acceptQueue } : {}),
    timer: socket.timer,
    ...(socket.shutdown === null ? {} : { shutdown: socket.shutdown }),
    ...(peer === undefined ? {} : { peer }),
    inode: socket.inode,
    ...(socket.info ? { info: socket.info } : {}),
  };
}

/** What counts as another figure: a timer by its name and count (it runs all the time), tcp_info by a few of its own. */
function essence(key: keyof Facts, facts: Facts): unknown {
  switch (key) {
    case 'timer':
      return facts.timer ? [facts.timer.name, facts.timer.count] : null;
    case 'info':
      return tellingInfo.map((name) => facts.info?.[name]);
    case 'local':
    case 'remote':
    case 'recvq':
    case 'sendq':
    case 'acceptQueue':
    case 'inferredBytes':
    case 'shutdown':
    case 'peer':
    case 'inode':
      return facts[key];
  }
}

/** Most facts are numbers; a look at a thousand sockets is no place to write them all down as text. */
function differ(before: unknown, now: unknown): boolean {
  if (before === now) return false;
  return typeof now !== 'object' || now === null || JSON.stringify(before) !== JSON.stringify(now);
}

/** The facts of `now` that differ from those of `before`; null where none does. */
export function changedFacts(before: Facts, now: Facts): Facts | null {
  const keys = (Object.keys(now) as (keyof Facts)[]).filter((key) => differ(essence(key, before), essence(key, now)));
  if (keys.length === 0) return null;
  return Object.fromEntries(keys.map((key) => [key, now[key]]));
}

import type { Address } from '#shared/events/address';
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

/**
 * What a look tells of one socket; undefined: nothing is told of that. `peer`: the id of a Unix socket's other end; undefined
 * where none is told. Written without a spread, as is all of this file: a look may be at a thousand sockets.
 */
export function factsOf(socket: KernelSocket, peer: string | null | undefined): Facts {
  const listens = socket.state === 'LISTEN';
  return {
    local: socket.local ?? undefined,
    // A datagram socket can lose its peer again (connect to AF_UNSPEC); a TCP socket's stays known though a look tells none.
    remote: socket.remote ?? (socket.protocol === 'udp' ? null : undefined),
    recvq: listens ? undefined : socket.recvq,
    sendq: listens ? undefined : socket.sendq,
    inferredBytes: bytesOf(socket),
    acceptQueue: socket.acceptQueue,
    timer: socket.timer,
    shutdown: socket.shutdown ?? undefined,
    peer,
    inode: socket.inode,
    info: socket.info,
  };
}

const keys = [
  'local',
  'remote',
  'recvq',
  'sendq',
  'inferredBytes',
  'acceptQueue',
  'timer',
  'shutdown',
  'peer',
  'inode',
  'info',
] as const satisfies readonly (keyof Facts)[];

/** Whether both are there, or neither; and if they are, whether they are the same. */
function alike<T extends object>(
  a: T | null | undefined,
  b: T | null | undefined,
  same: (a: T, b: T) => boolean,
): boolean {
  return a === b || (a != null && b != null && same(a, b));
}

const sameAddress = (a: Address, b: Address): boolean => {
  if (a.family === 'AF_UNIX') return b.family === 'AF_UNIX' && a.path === b.path && a.abstract === b.abstract;
  if (b.family === 'AF_UNIX' || a.family !== b.family || a.port !== b.port || a.addr !== b.addr) return false;
  return a.family !== 'AF_INET6' || b.family !== 'AF_INET6' || a.scope === b.scope;
};

type Part<K extends keyof Facts> = NonNullable<Facts[K]>;

const sameQueue = (a: Part<'acceptQueue'>, b: Part<'acceptQueue'>): boolean =>
  a.length === b.length && a.limit === b.limit;
const sameBytes = (a: Part<'inferredBytes'>, b: Part<'inferredBytes'>): boolean =>
  a.recv === b.recv && a.send === b.send;
/** A timer by its name and count: it runs all the time. */
const sameTimer = (a: Part<'timer'>, b: Part<'timer'>): boolean => a.name === b.name && a.count === b.count;
const sameInfo = (a: Part<'info'>, b: Part<'info'>): boolean => tellingInfo.every((name) => a[name] === b[name]);

/** Whether a fact is still the same figure, as far as a reader would say so. */
function isSame(key: keyof Facts, a: Facts, b: Facts): boolean {
  switch (key) {
    case 'local':
      return alike(a.local, b.local, sameAddress);
    case 'remote':
      return alike(a.remote, b.remote, sameAddress);
    case 'acceptQueue':
      return alike(a.acceptQueue, b.acceptQueue, sameQueue);
    case 'inferredBytes':
      return alike(a.inferredBytes, b.inferredBytes, sameBytes);
    case 'timer':
      // No timer known yet, or none running: the same to a reader.
      return alike(a.timer ?? null, b.timer ?? null, sameTimer);
    case 'info':
      return alike(a.info, b.info, sameInfo);
    case 'recvq':
    case 'sendq':
    case 'shutdown':
    case 'peer':
    case 'inode':
      return a[key] === b[key];
  }
}

/** The facts of `now` that differ from those of `before`; null where none does. */
export function changedFacts(before: Facts, now: Facts): Facts | null {
  let changed: Record<string, unknown> | null = null;
  for (const key of keys) {
    if (now[key] !== undefined && !isSame(key, before, now)) (changed ??= {})[key] = now[key];
  }
  return changed;
}

/** All that is known after a look: what it told, and what was known before and it did not tell. */
export function mergedFacts(before: Facts, now: Facts): Facts {
  const all: Record<string, unknown> = { ...before };
  for (const key of keys) if (now[key] !== undefined) all[key] = now[key];
  return all;
}

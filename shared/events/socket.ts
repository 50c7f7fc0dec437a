import { z } from 'zod';
import { addressSchema } from './address.ts';
import { common, hostSchema } from './common.ts';

/** Our state names; shared/abi/states maps the kernel's numbers and ss's words to them. */
export const stateSchema = z.enum([
  'CLOSED',
  'LISTEN',
  'SYN_SENT',
  'SYN_RECV',
  'ESTABLISHED',
  'FIN_WAIT1',
  'FIN_WAIT2',
  'CLOSING',
  'TIME_WAIT',
  'CLOSE_WAIT',
  'LAST_ACK',
  'UNCONN',
]);
export type SocketState = z.infer<typeof stateSchema>;

export const timerSchema = z.object({
  /** inet_diag's idiag_timer: retransmit, keepalive, TIME_WAIT, persist (zero window probe). */
  name: z.enum(['retransmit', 'keepalive', 'time_wait', 'persist']),
  expiresMs: z.number(),
  /** idiag_retrans: how often the timer has fired in a row. */
  count: z.int(),
});

/** The facts of one socket that change without a state change. Absent = not told by this look. */
const facts = {
  local: addressSchema.optional(),
  /** null: none, where a datagram socket has or had no peer. */
  remote: addressSchema.nullable().optional(),
  /** Kernel figures as they are. TCP counts sequence numbers: SYN_SENT shows 1 unsent, CLOSE_WAIT 1 to read. */
  recvq: z.int().optional(),
  sendq: z.int().optional(),
  /** LISTEN only: children waiting for accept(), and the backlog n (which admits n+1). */
  acceptQueue: z.object({ length: z.int(), limit: z.int() }).optional(),
  /** Bytes as a reader would count them, concluded from recvq and sendq and the state. */
  inferredBytes: z.object({ recv: z.int(), send: z.int() }).optional(),
  /** null where a timer that ran has stopped. */
  timer: timerSchema.nullable().optional(),
  /** Bit 1: no more receiving; bit 2: no more sending (sk_shutdown). */
  shutdown: z.int().optional(),
  /** Unix: the other end's socket id; null once the peer is gone. */
  peer: z.string().nullable().optional(),
  inode: z.int().optional(),
  /** Selected fields of struct tcp_info (tcp(7)): rttUs, cwnd, retrans … */
  info: z.record(z.string(), z.number()).optional(),
} as const;

const socket = { ...common, socket: z.string() } as const;

export const socketOpen = z.object({
  ...socket,
  ...facts,
  kind: z.literal('socket.open'),
  host: hostSchema,
  family: z.enum(['AF_INET', 'AF_INET6', 'AF_UNIX']),
  type: z.enum(['SOCK_STREAM', 'SOCK_DGRAM', 'SOCK_SEQPACKET']),
  protocol: z.enum(['tcp', 'udp', 'unix']),
  state: stateSchema,
  /** Descriptors that name it. Empty: an object of the kernel's own (half-open request, unaccepted child, TIME_WAIT). */
  owners: z.array(z.object({ pid: z.int(), fd: z.int() })),
  /** A child born in SYN_RECV, or queued on a Unix listener: its listener. */
  parent: z.string().optional(),
  /** The kernel's 64-bit socket cookie, decimal, as a string. */
  cookie: z.string(),
});

export const socketState = z.object({
  ...socket,
  ...facts,
  kind: z.literal('socket.state'),
  from: stateSchema,
  to: stateSchema,
  /** States passed between two looks, inferred from the table of transitions. */
  between: z.array(stateSchema).optional(),
});

/** A look found other figures than the last one: queues, timers, addresses, shutdown bits. */
export const socketQueues = z.object({ ...socket, ...facts, kind: z.literal('socket.queues') });

export const socketGone = z.object({ ...socket, kind: z.literal('socket.gone'), from: stateSchema });

import { z } from 'zod';
import { addressSchema } from '../events/address.ts';
import { stateSchema, timerSchema } from '../events/socket.ts';

/**
 * GET /api/sockets: the sockets of the machine that the server runs on, as `ss -tuxa` lists them, from one look by
 * sock_diag(7) in the machine's own network namespace. Only ever looked at: there is no request that changes one.
 */
const machineSocketSchema = z.object({
  protocol: z.enum(['tcp', 'udp', 'unix']),
  family: z.enum(['AF_INET', 'AF_INET6', 'AF_UNIX']),
  type: z.enum(['SOCK_STREAM', 'SOCK_DGRAM', 'SOCK_SEQPACKET']),
  state: stateSchema,
  /** null: not bound, and no peer. */
  local: addressSchema.nullable(),
  remote: addressSchema.nullable(),
  /** The kernel's 64-bit cookie, decimal: the same socket in every look. */
  cookie: z.string(),
  /** 0 for objects that belong to no descriptor: half-open requests, unaccepted children, TIME_WAIT. */
  inode: z.int(),
  /** As the kernel tells them; of a listener: children waiting for accept(), and the backlog. */
  recvq: z.int(),
  sendq: z.int(),
  timer: timerSchema.nullable(),
  /** Unix: the inode of the other end; 0 where it has none (not accepted yet, or closed). */
  peerInode: z.int().optional(),
});
export type MachineSocket = z.infer<typeof machineSocketSchema>;

/** How many rows one look hands out at most. The counts are of all of them. */
export const MAX_ROWS = 2000;

export const machineSocketsSchema = z.object({
  /** When the look was taken, in milliseconds since 1970. */
  at: z.number(),
  total: z.int(),
  /** By state machine and state, of all sockets, also of those that did not fit into the list. */
  population: z.partialRecord(
    z.enum(['tcp', 'udp', 'unix-stream', 'unix-dgram']),
    z.partialRecord(stateSchema, z.int().positive()),
  ),
  sockets: z.array(machineSocketSchema).max(MAX_ROWS),
  /** What this kernel does not tell, a sentence each. */
  missing: z.array(z.string()),
});
export type MachineSockets = z.infer<typeof machineSocketsSchema>;

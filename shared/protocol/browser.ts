import { z } from 'zod';
import { packetActionSchema } from '../events/gate.ts';
import { eventSchema } from '../events/event.ts';
import { replySchemas } from './replies.ts';
import { walkMessageSchemas } from './walk.ts';
import { wallMessageSchema } from './wall.ts';

/** The largest message a browser may send, in bytes; ws closes the connection (1009) above it. */
export const MAX_CLIENT_MESSAGE = 64 * 1024;

/** The longest note a person may put on a log, in characters. */
export const MAX_MARK = 120;

/** What the page may say over the WebSocket. */
export const clientMessageSchema = z.discriminatedUnion('type', [
  /**
   * Always first, to watch a lab. `lab` names it. With `log` and `after`, the page already holds that log up
   * to seq `after`: the server goes on from there if it is the same log, else it sends a snapshot.
   */
  z.object({
    type: z.literal('hello'),
    protocol: z.int(),
    lab: z.string(),
    log: z.string().optional(),
    after: z.int().nonnegative().optional(),
  }),
  /** Release what comes first in the lab's order (oldest packet, then programs as listed), and wait until quiet. */
  z.object({ type: z.literal('step'), lines: z.boolean().optional() }),
  /** Release this gate, whatever its place in the order. */
  z.object({
    type: z.literal('release'),
    gate: z.string(),
    action: packetActionSchema.optional(),
    /** For `delay`, in milliseconds. */
    delayMs: z.int().min(0).max(60_000).optional(),
  }),
  /** Fast-forward: end this socket (TIME_WAIT) from outside. */
  z.object({ type: z.literal('destroy'), socket: z.string() }),
  /** Put a note on the log, at its end. */
  z.object({ type: z.literal('mark'), label: z.string().trim().min(1).max(MAX_MARK) }),
  /** Step by itself: a pause of `pauseMs` after each step; null stops. */
  z.object({ type: z.literal('play'), pauseMs: z.number().min(0).max(60_000).nullable() }),
  /** Earlier events than the page has: seqs from..to, both included; answered by one or more `history`. */
  z.object({ type: z.literal('history'), from: z.int().positive(), to: z.int().positive() }),
  z.object({ type: z.literal('end') }),
  z.object({ type: z.literal('restart') }),
  /** Somebody is there and wants the lab to stay (see `endsInMs` of its status). */
  z.object({ type: z.literal('keep') }),
  ...walkMessageSchemas,
  wallMessageSchema,
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;

/** What the server says. */
export const serverMessageSchema = z.discriminatedUnion('type', [
  ...replySchemas,
  /** Consecutive events, in order; the first one's seq is the last one's + 1. */
  z.object({ type: z.literal('events'), events: z.array(eventSchema) }),
  z.object({ type: z.literal('history'), events: z.array(eventSchema) }),
]);
export type ServerMessage = z.infer<typeof serverMessageSchema>;

import { z } from 'zod';
import { packetActionSchema } from '../events/gate.ts';
import { eventSchema } from '../events/event.ts';
import type { LabState } from '../model/state.ts';

/** The largest message a browser may send, in bytes; ws closes the connection (1009) above it. */
export const MAX_CLIENT_MESSAGE = 64 * 1024;

/** What the page may say over the WebSocket. */
export const clientMessageSchema = z.discriminatedUnion('type', [
  /**
   * Always the first message. `lab` names the lab to watch. With `log` and `after`, the page already holds that log up
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
  /** Step by itself: a pause of `pauseMs` after each step; null stops. */
  z.object({ type: z.literal('play'), pauseMs: z.number().min(0).max(60_000).nullable() }),
  /** Earlier events than the page has: seqs from..to, both included; answered by one or more `history`. */
  z.object({ type: z.literal('history'), from: z.int().positive(), to: z.int().positive() }),
  z.object({ type: z.literal('end') }),
  z.object({ type: z.literal('restart') }),
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;

export const statusSchema = z.object({
  /** The lab's life as the server sees it. `lost`: the engine died; restart is offered. */
  engine: z.enum(['starting', 'running', 'unresponsive', 'lost', 'ended']),
  /** A step is under way (not yet quiet). */
  busy: z.boolean(),
  /** Pause between steps while playing by itself; null when not playing. */
  playing: z.number().nullable(),
  /** A sentence for people, where there is something to say. */
  message: z.string().optional(),
});
export type LabStatus = z.infer<typeof statusSchema>;

/** What the server says. */
export const serverMessageSchema = z.discriminatedUnion('type', [
  /** First answer: which log this is (a restarted lab is another log), and how far it reaches. */
  z.object({
    type: z.literal('welcome'),
    protocol: z.int(),
    lab: z.string(),
    log: z.string(),
    head: z.int(),
    /** A kernel now, or a recording: its whole log follows, and the page steps through it by itself. */
    mode: z.enum(['live', 'recording']),
  }),
  /** The whole state at seq; events after it follow. Earlier ones can be asked for as history. */
  z.object({ type: z.literal('snapshot'), log: z.string(), seq: z.int(), state: z.custom<LabState>() }),
  /** Consecutive events, in order; the first one's seq is the last one's + 1. */
  z.object({ type: z.literal('events'), events: z.array(eventSchema) }),
  z.object({ type: z.literal('history'), events: z.array(eventSchema) }),
  z.object({ type: z.literal('status'), status: statusSchema }),
  /** What was asked for cannot be done: a stable code and a sentence with the next thing to do. */
  z.object({ type: z.literal('refused'), code: z.string(), message: z.string() }),
]);
export type ServerMessage = z.infer<typeof serverMessageSchema>;

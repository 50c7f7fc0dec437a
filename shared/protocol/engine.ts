import { z } from 'zod';
import type { EventDraft } from '../events/event.ts';
import { packetActionSchema } from '../events/gate.ts';
import { programSchema, settingsSchema } from '../events/lab.ts';

/**
 * What the server tells an engine: one JSON object a line on the engine's standard input. End of input ends the lab.
 * `n` numbers the commands; the engine's `quiet` names the last one it has seen to its end.
 */
export const engineCommandSchema = z.discriminatedUnion('cmd', [
  z.object({
    cmd: z.literal('start'),
    n: z.int(),
    lesson: z.object({ id: z.string(), title: z.string() }),
    tier: z.enum(['lab', 'loopback']),
    settings: settingsSchema,
    programs: z.array(programSchema),
    /** What is held back at a gate. `lines`: also each line without a call. */
    hold: z.object({ calls: z.boolean(), packets: z.boolean(), lines: z.boolean() }),
  }),
  z.object({ cmd: z.literal('spawn'), n: z.int(), role: z.string() }),
  z.object({
    cmd: z.literal('release'),
    n: z.int(),
    gate: z.string(),
    by: z.string(),
    action: packetActionSchema.default('release'),
    /** For `delay`, in milliseconds. */
    delayMs: z.int().min(0).max(60_000).default(0),
  }),
  /** Ends a socket from outside (SOCK_DESTROY): TIME_WAIT need not be waited for. */
  z.object({ cmd: z.literal('destroy'), n: z.int(), socket: z.string(), by: z.string() }),
  z.object({
    cmd: z.literal('hold'),
    n: z.int(),
    hold: z.object({ calls: z.boolean(), packets: z.boolean(), lines: z.boolean() }),
  }),
  z.object({ cmd: z.literal('ping'), n: z.int() }),
  z.object({ cmd: z.literal('end'), n: z.int(), reason: z.enum(['finished', 'stopped']) }),
]);
export type EngineCommand = z.infer<typeof engineCommandSchema>;

/**
 * What an engine tells the server: one JSON object a line on its standard output (standard error is for people).
 * Events are drafts: the log checks them against the event schema once, when it gives them their seq.
 */
export type EngineMessage =
  | { readonly type: 'events'; readonly events: readonly EventDraft[] }
  /** Nothing more will happen by itself but the kernel's timers; every command up to n has been carried out. */
  | { readonly type: 'quiet'; readonly n: number }
  | { readonly type: 'pong'; readonly n: number }
  /** A command that could not be carried out; nothing else is disturbed. */
  | { readonly type: 'refused'; readonly n: number; readonly code: string; readonly message: string }
  /** The lab cannot go on; the engine exits after it. */
  | { readonly type: 'fatal'; readonly code: string; readonly message: string };

/**
 * The envelope of an engine's message, checked where it enters the server. The drafts inside are checked one by one by
 * the log, so that one bad observation becomes a gap and does not cost the rest of its batch.
 */
export const engineMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('events'), events: z.array(z.unknown()) }),
  z.object({ type: z.literal('quiet'), n: z.int() }),
  z.object({ type: z.literal('pong'), n: z.int() }),
  z.object({ type: z.literal('refused'), n: z.int(), code: z.string(), message: z.string() }),
  z.object({ type: z.literal('fatal'), code: z.string(), message: z.string() }),
]);
/** An engine's message as it arrived: its drafts are not believed yet. */
export type ArrivedMessage = z.infer<typeof engineMessageSchema>;

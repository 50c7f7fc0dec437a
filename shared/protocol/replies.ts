import { z } from 'zod';
import type { LabState } from '../model/state.ts';

export const statusSchema = z.object({
  /** The lab's life as the server sees it. `lost`: the engine died; restart is offered. */
  engine: z.enum(['starting', 'running', 'unresponsive', 'lost', 'ended']),
  /** A step is under way (not yet quiet). */
  busy: z.boolean(),
  /** Pause between steps while playing by itself; null when not playing. */
  playing: z.number().nullable(),
  /** A sentence for people, where there is something to say. */
  message: z.string().optional(),
  /** Nobody uses it: it is ended in so many milliseconds from now, unless somebody does (`keep`). */
  endsInMs: z.number().optional(),
});
export type LabStatus = z.infer<typeof statusSchema>;

/** What the server says besides the events themselves. */
export const replySchemas = [
  /** First answer: which log this is (a restarted lab is another log), and how far it reaches. */
  z.object({
    type: z.literal('welcome'),
    protocol: z.int(),
    lab: z.string(),
    log: z.string(),
    head: z.int(),
    /** A kernel now, or a recording: its whole log follows, and the page steps through it by itself. */
    mode: z.enum(['live', 'recording']),
    /** Somebody else decides what happens in it: this page's commands are refused. */
    onlyWatched: z.literal(true).optional(),
  }),
  /** The whole state at seq; events after it follow. Earlier ones can be asked for as history. */
  z.object({ type: z.literal('snapshot'), log: z.string(), seq: z.int(), state: z.custom<LabState>() }),
  z.object({ type: z.literal('status'), status: statusSchema }),
  /** What was asked for cannot be done: a stable code and a sentence with the next thing to do. */
  z.object({ type: z.literal('refused'), code: z.string(), message: z.string() }),
  /** The line stands, though nothing happens. */
  z.object({ type: z.literal('alive') }),
] as const;

/**
 * So often the server says that a line stands. A page cannot see WebSocket's own pings, and a network that is gone closes
 * nothing: who has heard nothing for LINE_DEAD_MS dials anew.
 */
export const LINE_BEAT_MS = 4000;
export const LINE_DEAD_MS = 10_000;

export const replySchema = z.discriminatedUnion('type', replySchemas);

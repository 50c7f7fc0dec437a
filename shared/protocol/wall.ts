import { z } from 'zod';
import { stateSchema } from '../events/socket.ts';

/** The wall: every student's lab in small, for presenters (server/wall). Sent whole when something changed, four times a second at most. */

/** The last system call that was seen. */
const lastCallSchema = z.object({
  role: z.string(),
  api: z.string(),
  /** `gate`: held before it; `asleep`: in the kernel; `returned`: with `ret` and, of a failure, `errno`; `exited`: with `ret`, or by a signal. */
  phase: z.enum(['gate', 'asleep', 'returned', 'exited']),
  ret: z.number().nullable(),
  errno: z.string().nullable(),
});
export type LastCall = z.infer<typeof lastCallSchema>;

/**
 * How a lab is. `failed`: it broke off; `stuck`: its programs sleep and nothing can wake them; `waiting`: for its student;
 * `working`: something is under way; `finished`: nothing is left to happen.
 */
const lifeSchema = z.enum(['failed', 'stuck', 'waiting', 'working', 'starting', 'finished']);
export type TileLife = z.infer<typeof lifeSchema>;

const wallTileSchema = z.object({
  /** The walk's id, or the lab's. */
  id: z.string(),
  /** Whose it is: what the student calls itself (may be empty), and its number on the wall. null: begun in a presenter's browser. */
  student: z.object({ number: z.int(), name: z.string() }).nullable(),
  /** What is shown: the lesson's title. */
  title: z.string(),
  /** Its programs are not the lesson's own. */
  changed: z.boolean(),
  lab: z.string().nullable(),
  /** A walkthrough that is taken alone; null: a lab by itself. */
  walk: z.object({ id: z.string(), title: z.string(), scene: z.string(), asking: z.boolean() }).nullable(),
  /** Scenes of the walkthrough, or steps of the lesson as its recording counts them. */
  progress: z.object({ done: z.int(), of: z.int().nullable(), unit: z.enum(['scenes', 'steps']) }),
  life: lifeSchema,
  /** What there is to say about it: why it failed or is stuck, how a program ended badly. */
  why: z.string().nullable(),
  /** When something last happened in it, milliseconds since 1970 by the server's clock; null: nothing has yet. */
  since: z.number().nullable(),
  /** Some page looks at it. */
  watched: z.boolean(),
  programs: z.array(z.object({ role: z.string() })),
  sockets: z.array(
    z.object({
      id: z.string(),
      role: z.string().nullable(),
      protocol: z.enum(['tcp', 'udp', 'unix']),
      type: z.enum(['SOCK_STREAM', 'SOCK_DGRAM', 'SOCK_SEQPACKET']),
      state: stateSchema,
    }),
  ),
  /** What its newest socket is or was, which names its state machine; null: there was none yet. */
  newest: z
    .object({ protocol: z.enum(['tcp', 'udp', 'unix']), type: z.enum(['SOCK_STREAM', 'SOCK_DGRAM', 'SOCK_SEQPACKET']) })
    .nullable(),
  call: lastCallSchema.nullable(),
});
export type WallTile = z.infer<typeof wallTileSchema>;

const wallSchema = z.object({
  tiles: z.array(wallTileSchema),
  /** Places for labs of viewers, all together. */
  places: z.object({ taken: z.int(), most: z.int() }),
});
export type WallState = z.infer<typeof wallSchema>;

/** What a page says to see the wall; presenters only. */
export const wallMessageSchema = z.object({ type: z.literal('wall'), protocol: z.int() });

/** What the server says on a line that asked for the wall. */
export const wallReplySchema = z.discriminatedUnion('type', [
  /** `now`: the server's clock, for the times on the tiles. */
  z.object({ type: z.literal('wall'), now: z.number(), wall: wallSchema }),
  z.object({ type: z.literal('refused'), code: z.string(), message: z.string() }),
  /** The line stands, though nothing happens (LINE_BEAT_MS). */
  z.object({ type: z.literal('alive') }),
]);
export type WallReply = z.infer<typeof wallReplySchema>;

import { z } from 'zod';
import { packetActionSchema } from '../events/gate.ts';
import { panes } from '../lessons/scene.ts';

/**
 * A walkthrough that is being given or taken (server/walks): what everybody who joined is shown. It is small and sent whole
 * at each change; the lab's events come by the same line as always.
 */

/**
 * A point of the shared picture, which every page draws in a size and an arrangement of its own: `on` names the thing that is pointed at
 * (client/features/walk/things.ts) and x and y are fractions of its width and height, a little outside of it too. A stroke's first point
 * names the thing for all of them.
 */
const pointSchema = z.object({
  x: z.number().min(-2).max(3),
  y: z.number().min(-2).max(3),
  on: z.string().max(100).optional(),
});
export type PicturePoint = z.infer<typeof pointSchema>;

/** So many hands are counted for one answer at most. */
export const MOST_HANDS = 9999;

/** So many answers a question offers at most. */
const MOST_OPTIONS = 6;

/** What one stroke of the pen may have; longer ones are cut by the page. */
export const MOST_POINTS = 400;
export const MOST_STROKES = 40;

const questionStateSchema = z.object({
  text: z.string(),
  options: z.array(z.string()),
  /** Answers so far, one figure an option: given on pages and by show of hands. */
  counts: z.array(z.int()),
  /** Those of them that the presenter counted by show of hands. */
  hands: z.array(z.int()),
  answered: z.int(),
  /** Told once the kernel has shown it. */
  answer: z.int().nullable(),
  because: z.string(),
  /** Of each option: why one might think so, and it is not. Told with the answer; empty until then. */
  reasons: z.array(z.string()),
  /** What happened in the lab decides about the answer, not its author. */
  observed: z.boolean(),
});
export type QuestionState = z.infer<typeof questionStateSchema>;

const walkStateSchema = z.object({
  id: z.string(),
  walkthrough: z.string(),
  title: z.string(),
  /** Titles of all scenes, in order. */
  scenes: z.array(z.string()),
  /** Index into `scenes`. */
  scene: z.int(),
  narration: z.string(),
  show: z.array(z.enum(panes)),
  /** What stays in full strength, as the scene writes it: "client connect", "kernel", "wire". */
  focus: z.array(z.string()),
  /** `asking`: a question waits for answers; `running`: the lab is at work; `shown`: the scene has run; `failed`: see message. */
  phase: z.enum(['starting', 'asking', 'running', 'shown', 'failed']),
  message: z.string().nullable(),
  /** The lab that is shown. */
  lab: z.string().nullable(),
  /** The lesson whose lab that is, for whoever wants one of their own. */
  lesson: z.string().nullable(),
  /** What is shown is a recording, and was made so (shared/model/provenance); null: it is a lab at work now. */
  recorded: z
    .object({ began: z.string().nullable(), kernel: z.string(), arch: z.string(), by: z.string().nullable() })
    .nullable(),
  /** The lab that is shown next to it, and the moment of it that everybody looks at. */
  beside: z.object({ lab: z.string(), moment: z.int().nullable() }).nullable(),
  expect: z.array(z.object({ text: z.string(), met: z.boolean() })),
  question: questionStateSchema.nullable(),
  /** The moment everybody looks at: a seq of the lab's log, or null for the present. */
  moment: z.int().nullable(),
  blank: z.boolean(),
  /** Followers may not look around by themselves. */
  locked: z.boolean(),
  /** Lessons to try by oneself, by their ids. */
  tryNext: z.array(z.string()),
  pointer: pointSchema.nullable(),
  strokes: z.array(z.array(pointSchema)),
  /** How many follow. */
  followers: z.int(),
  /** The presenters here, and who of them drives (null: nobody has come yet). */
  presenters: z.array(z.object({ id: z.string(), name: z.string(), asks: z.boolean() })),
  driver: z.string().nullable(),
  /** The driver's page has gone, or its machine is silent: the picture stays until it is back. */
  away: z.boolean(),
  /** The server was started again: shown is what its lab's log held, and what comes next happens in a fresh lab. */
  restarted: z.boolean(),
});
export type WalkState = z.infer<typeof walkStateSchema>;

/** For presenters alone. */
const presenterStateSchema = z.object({
  /** Who you are among `presenters`. */
  you: z.string(),
  notes: z.string(),
  /** How long it is planned to take, in minutes: this scene (null: nobody has said), those before it, and all of them. */
  planned: z.object({ scene: z.number().nullable(), before: z.number(), all: z.number() }),
  next: z.object({ title: z.string(), narration: z.string(), notes: z.string() }).nullable(),
  /** A class may join; else the presenter rehearses, or takes it alone. */
  given: z.boolean(),
  /** Minutes that the walkthrough's author plans for each scene; null: no plan. */
  minutes: z.array(z.number().nullable()),
  /** What the lab holds back now, in words. */
  held: z.array(z.string()),
  /** The driver is away: milliseconds until another presenter may take over. */
  takeOverMs: z.int().nonnegative().nullable(),
  /** Answers that this walkthrough's questions have had so far. */
  answersSoFar: z.int(),
  /** What followers use to join: a path such as /j/K7QW2M, on each address of this machine they can reach. */
  join: z.array(z.string()),
  /** Names that followers gave and what they answered in this scene, newest first, capped. */
  answers: z.array(z.object({ name: z.string(), option: z.int() })),
});
export type PresenterState = z.infer<typeof presenterStateSchema>;

/** What the driver of a walkthrough may say; each is refused from anybody else. */
export const driveSchema = z.discriminatedUnion('do', [
  /** Reveals an open question's answer, else goes to the next scene. */
  z.object({ do: z.literal('next') }),
  /** A scene that is running runs through without its pauses; nothing where none is. */
  z.object({ do: z.literal('hurry') }),
  z.object({ do: z.literal('back') }),
  /** Jumps to a scene: its lab is run afresh up to there. */
  z.object({ do: z.literal('goto'), scene: z.int().nonnegative() }),
  /** Back to how the scene began: its lab is run afresh. */
  z.object({ do: z.literal('again') }),
  z.object({ do: z.literal('blank'), blank: z.boolean() }),
  z.object({ do: z.literal('lock'), locked: z.boolean() }),
  /** Everybody looks at this moment of the lab of this id, if that is shown: a seq of its log, or null for where the scene is. */
  z.object({ do: z.literal('moment'), lab: z.string().max(64), seq: z.int().positive().nullable() }),
  z.object({ do: z.literal('point'), at: pointSchema.nullable() }),
  z.object({ do: z.literal('draw'), stroke: z.array(pointSchema).min(1).max(MOST_POINTS) }),
  z.object({ do: z.literal('wipe') }),
  /** What a show of hands gave: one figure an option of the open question, in place of what was counted before. */
  z.object({ do: z.literal('hands'), counts: z.array(z.int().min(0).max(MOST_HANDS)).max(MOST_OPTIONS) }),
  /** By hand, between two scenes: lets go what comes first in the lab of this id, if that is shown. */
  z.object({ do: z.literal('step'), lab: z.string().max(64) }),
  /** Lets this gate of it go, whatever its place in the order; `delayMs` as in the message `release`. */
  z.object({
    do: z.literal('release'),
    lab: z.string().max(64),
    gate: z.string().max(64),
    action: packetActionSchema.optional(),
    delayMs: z.int().min(0).max(60_000).optional(),
  }),
  /** Ends this socket of it from outside (TIME_WAIT). */
  z.object({ do: z.literal('destroy'), lab: z.string().max(64), socket: z.string().max(64) }),
  /** Hands over to another presenter. */
  z.object({ do: z.literal('give'), to: z.string().max(64) }),
]);
export type Drive = z.infer<typeof driveSchema>;

/** What a page says about a walkthrough, after `hello`'s own line was opened. */
export const walkMessageSchemas = [
  /** Follow this walkthrough (or present it, for whoever has the presenter's secret and asks for it). */
  z.object({
    type: z.literal('join'),
    protocol: z.int(),
    walk: z.string().max(64),
    as: z.enum(['presenter', 'follower']),
    name: z.string().max(40).optional(),
    /** The same page again after its line was lost: keeps its place and its answer. */
    page: z.string().max(64).optional(),
  }),
  z.object({ type: z.literal('drive'), order: driveSchema }),
  /** A presenter who does not drive asks to. */
  z.object({ type: z.literal('ask-to-drive') }),
  /** A presenter drives from now on, where the driver has been away for long enough. */
  z.object({ type: z.literal('take-over') }),
  /** A follower's answer to the open question; the last one counts. */
  z.object({ type: z.literal('answer'), option: z.int().nonnegative() }),
] as const;

/** What the server says on a line that joined a walk. */
export const walkReplySchema = z.discriminatedUnion('type', [
  /** All that everybody is shown; after each change, at most once a frame. */
  z.object({ type: z.literal('walk'), walk: walkStateSchema }),
  z.object({ type: z.literal('presenting'), presenter: presenterStateSchema }),
  /** The pointer alone: it moves often. */
  z.object({ type: z.literal('pointer'), at: pointSchema.nullable() }),
  /**
   * What a crowd changes: how many follow, and what they have answered so far (no counts: no question is open). Some times a
   * second at most, and no more of the walk than this: a thousand who come, and a thousand who answer, are told to a thousand.
   */
  z.object({ type: z.literal('crowd'), followers: z.int(), answered: z.int(), counts: z.array(z.int()) }),
  z.object({ type: z.literal('refused'), code: z.string(), message: z.string() }),
  /** The line stands, though nothing happens (LINE_BEAT_MS). */
  z.object({ type: z.literal('alive') }),
]);
export type WalkReply = z.infer<typeof walkReplySchema>;

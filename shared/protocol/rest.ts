import { z } from 'zod';
import { tierSchema } from '../events/lab.ts';
import { stateSchema } from '../events/socket.ts';
import { statusSchema } from './replies.ts';

/** What happens in a lesson, counted in the recording that ships with it. */
export const recordedRunSchema = z.object({
  /** How often somebody presses STEP from its beginning to its end. */
  steps: z.int(),
  /** System calls that returned, and packets that a host sent. */
  calls: z.int(),
  packets: z.int(),
  /** What can be met in it, each once, in order of appearance: calls as the source names them, states, errors. */
  apis: z.array(z.string()),
  states: z.array(stateSchema),
  errnos: z.array(z.string()),
});
export type RecordedRun = z.infer<typeof recordedRunSchema>;

/** GET /api/lessons */
export const lessonSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  programs: z.array(z.object({ role: z.string(), host: z.enum(['A', 'B']), file: z.string() })),
  /** A recording ships with it, so it can be shown where labs cannot run. */
  recording: z.boolean(),
  /** null: no recording ships with it, or it cannot be read. */
  run: recordedRunSchema.nullable(),
});
export type LessonSummary = z.infer<typeof lessonSummarySchema>;

/** GET /api/machine: what `sockscope doctor` says. */
export const capabilitySchema = z.object({
  id: z.string(),
  name: z.string(),
  ok: z.boolean(),
  /** Why not, or what was found. */
  why: z.string(),
  /** What would enable it; absent where nothing is missing. */
  enable: z.string().optional(),
});
export type Capability = z.infer<typeof capabilitySchema>;

export const machineSchema = z.object({
  tier: tierSchema,
  /** One sentence: why this tier and not a better one. */
  why: z.string(),
  version: z.string(),
  capabilities: z.array(capabilitySchema),
});
export type Machine = z.infer<typeof machineSchema>;

/** POST /api/labs {lesson} -> 201 */
export const createLabSchema = z.object({ lesson: z.string().max(200) });
export const labSummarySchema = z.object({
  id: z.string(),
  lesson: z.string(),
  title: z.string(),
  /** Where its events come from: a kernel now, or a recording. */
  mode: z.enum(['live', 'recording']),
  events: z.int(),
  /** How many pages look at it now. */
  viewers: z.int(),
  /** The lab's life as the server sees it; a recording has ended. */
  engine: statusSchema.shape.engine,
  /** Whether all its programs have ended. */
  over: z.boolean(),
  /** It is a viewer's own. */
  ofViewer: z.boolean(),
  /** A walkthrough shows it to a class: who drives that decides what happens in it. */
  ofClass: z.boolean(),
  /** How many gates are open: what waits for a person. */
  waiting: z.int(),
  /** Its programs, and the sockets that the kernel has now: the lab's state in small. */
  programs: z.array(z.object({ role: z.string() })),
  sockets: z.array(z.object({ id: z.string(), role: z.string().nullable(), protocol: z.string(), state: stateSchema })),
});
export type LabSummary = z.infer<typeof labSummarySchema>;

/** GET /api/walkthroughs */
export const walkthroughSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  scenes: z.array(z.object({ title: z.string(), asks: z.boolean() })),
  /** How long it is planned to take in a class; 0: nobody has said. */
  minutes: z.number(),
  /** Recordings ship with it, so it can be given where labs cannot run. */
  recording: z.boolean(),
});
export type WalkthroughSummary = z.infer<typeof walkthroughSummarySchema>;

/** POST /api/walks -> 201. `alone`: nobody joins it. A viewer's is always alone. */
export const createWalkSchema = z.object({ walkthrough: z.string().max(200), alone: z.boolean().optional() });

/** GET /api/walks (presenters) */
const walkSummarySchema = z.object({
  id: z.string(),
  walkthrough: z.string(),
  title: z.string(),
  scene: z.int(),
  scenes: z.int(),
  phase: z.enum(['starting', 'asking', 'running', 'shown', 'failed']),
  followers: z.int(),
  lab: z.string().nullable(),
  alone: z.boolean(),
  /** Expectations of the scene that did not come true. */
  unmet: z.int(),
});
export type WalkSummary = z.infer<typeof walkSummarySchema>;

/** POST /api/presenter-links -> 201: the path of a link that makes one more browser a presenter's, once, within so many minutes. */
export const presenterLinkSchema = z.object({ path: z.string().regex(/^\/p\/[\w-]+$/), minutes: z.int() });
export type PresenterLink = z.infer<typeof presenterLinkSchema>;

/** GET /api/me: who asks. */
export const meSchema = z.object({ role: z.enum(['presenter', 'viewer']) });
export type Me = z.infer<typeof meSchema>;

/** Every error answer of the REST interface. */
export const errorSchema = z.object({ code: z.string(), message: z.string() });

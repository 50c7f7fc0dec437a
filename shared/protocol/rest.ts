import { z } from 'zod';
import { tierSchema } from '../events/lab.ts';

/** GET /api/lessons */
export const lessonSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  programs: z.array(z.object({ role: z.string(), host: z.enum(['A', 'B']), file: z.string() })),
  /** A recording ships with it, so it can be shown where labs cannot run. */
  recording: z.boolean(),
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
});
export type LabSummary = z.infer<typeof labSummarySchema>;

/** Every error answer of the REST interface. */
export const errorSchema = z.object({ code: z.string(), message: z.string() });

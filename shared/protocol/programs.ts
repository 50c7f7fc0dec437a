import { z } from 'zod';
import { programSchema } from '../events/lab.ts';

/** A program has at most so many characters: ten times the longest that a lesson ships. */
export const MAX_PROGRAM_LENGTH = 32_768;

/** GET /api/lessons/:id: the lesson's own programs, to be read, changed and compared. */
export const lessonProgramsSchema = z.object({
  id: z.string(),
  title: z.string(),
  programs: z.array(programSchema.extend({ after: z.string().nullable() })),
});
export type LessonPrograms = z.infer<typeof lessonProgramsSchema>;

/** POST /api/lessons/:id/labs -> 201 and the lab: the lesson with other texts in these files, the rest its own. */
export const changedProgramsSchema = z.object({
  programs: z
    .array(z.object({ file: z.string().min(1).max(200), text: z.string().max(MAX_PROGRAM_LENGTH) }))
    .min(1)
    .max(32),
});
export type ChangedPrograms = z.infer<typeof changedProgramsSchema>;

/** 422: the texts have faults, and nothing was started. Lines and columns are 1-based. */
export const faultyProgramsSchema = z.object({
  code: z.literal('faulty-program'),
  message: z.string(),
  faults: z.array(z.object({ file: z.string(), line: z.int(), column: z.int(), message: z.string() })),
});

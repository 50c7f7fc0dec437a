import type { Result } from '#shared/base/result';
import { lessonProgramsSchema } from '#shared/protocol/programs';
import type { ChangedPrograms, LessonPrograms } from '#shared/protocol/programs';
import { labSummarySchema } from '#shared/protocol/rest';
import type { LabSummary } from '#shared/protocol/rest';
import { ask } from './rest.ts';

/** The programs of a lesson as it ships. */
export const fetchPrograms = (lesson: string): Promise<Result<LessonPrograms>> =>
  ask(`/api/lessons/${encodeURIComponent(lesson)}`, lessonProgramsSchema);

/** Asks for a lab of that lesson with these texts in place of its own; files that are not named keep theirs. */
export const runPrograms = (lesson: string, programs: ChangedPrograms['programs']): Promise<Result<LabSummary>> =>
  ask(`/api/lessons/${encodeURIComponent(lesson)}/labs`, labSummarySchema, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ programs }),
  });

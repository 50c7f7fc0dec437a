import { fail, failure, ok, type Failure, type Result } from '#shared/base/result';
import { compileProgram } from '#shared/labc/compile';
import type { Diagnostic, Lesson } from '#shared/lessons/lesson';
import type { ChangedPrograms } from '#shared/protocol/programs';

/** Why changed programs cannot run: `faults` names lines and columns where the code is `faulty-program`. */
export interface ChangeRefusal extends Failure {
  readonly faults: readonly Diagnostic[];
}

/**
 * A lesson with other texts in some of its files. What it expects and tells was written about its own programs: it is left
 * out, and the title says that they were changed. Failures: `unknown-file`, `faulty-program`.
 */
export function changePrograms(lesson: Lesson, changes: ChangedPrograms['programs']): Result<Lesson, ChangeRefusal> {
  const files = [...new Set(lesson.programs.map(({ file }) => file))];
  const stranger = changes.find(({ file }) => !files.includes(file));
  if (stranger !== undefined) {
    const message = `This lesson has no program ${stranger.file}; its programs are ${files.join(', ')}.`;
    return fail({ ...failure('unknown-file', message), faults: [] });
  }
  const texts = new Map(changes.map(({ file, text }) => [file, text]));
  const programs = lesson.programs.map((program) => ({ ...program, text: texts.get(program.file) ?? program.text }));
  const faults = files.flatMap((file) => {
    const text = texts.get(file);
    const compiled = text === undefined ? null : compileProgram({ file, text });
    return compiled === null || compiled.ok ? [] : compiled.error;
  });
  if (faults.length > 0) {
    const message = `The programs have ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}; nothing was started. Correct them and run again.`;
    return fail({ ...failure('faulty-program', message), faults });
  }
  const same = programs.every(({ text }, index) => text === lesson.programs[index]?.text);
  return ok(same ? lesson : { ...lesson, title: `${lesson.title}, changed`, programs, expect: [], scenes: [] });
}

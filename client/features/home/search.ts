import type { LessonSummary } from '#shared/protocol/rest';

/** A lesson that was looked for, and what happens in it that the words name though its description does not. */
export interface FoundLesson {
  readonly lesson: LessonSummary;
  readonly inRun: readonly string[];
}

/** The words of a search, in lower case. */
export const wordsOf = (text: string): readonly string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

/**
 * Whether a lesson is what the words look for: each must be part of its description (title, summary, topic, programs), or
 * name something that happens in its recording: a call, a state, an error. Null where it is not.
 */
export function find(lesson: LessonSummary, topic: string, words: readonly string[]): FoundLesson | null {
  const programs = lesson.programs.map(({ role, file }) => `${role} ${file}`);
  const described = [lesson.id, lesson.title, lesson.summary, topic, ...programs].join(' ').toLowerCase();
  const happens = lesson.run === null ? [] : [...lesson.run.apis, ...lesson.run.states, ...lesson.run.errnos];
  const inRun = new Set<string>();
  for (const word of words) {
    if (described.includes(word)) continue;
    const named = happens.filter((name) => spelled(name).includes(spelled(word)));
    if (named.length === 0) return null;
    for (const name of named) inRun.add(name);
  }
  return { lesson, inRun: [...inRun] };
}

/** FIN_WAIT1, fin-wait-1 and finwait1 are one. */
const spelled = (name: string): string => name.toLowerCase().replaceAll(/[-_()]/g, '');

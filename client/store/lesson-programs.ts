import { create } from 'zustand';
import type { Result } from '#shared/base/result';
import type { LessonPrograms } from '#shared/protocol/programs';
import { fetchPrograms } from '../connection/programs.ts';

interface LessonProgramsStore {
  /** The lessons' own programs, as far as they were asked for. */
  readonly byLesson: Readonly<Record<string, Result<LessonPrograms>>>;
  readonly load: (lesson: string) => Promise<void>;
}

/** The programs of the lessons as they ship: what a changed text is compared with. A refusal is asked for again. */
export const useLessonPrograms = create<LessonProgramsStore>()((set, get) => ({
  byLesson: {},
  load: async (lesson) => {
    if (get().byLesson[lesson]?.ok === true) return;
    const answer = await fetchPrograms(lesson);
    set({ byLesson: { ...get().byLesson, [lesson]: answer } });
  },
}));

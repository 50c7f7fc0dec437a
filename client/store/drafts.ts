import { z } from 'zod';
import { create } from 'zustand';

/** The texts of a lesson's programs by file, as somebody is changing them. */
export type Texts = Readonly<Record<string, string>>;

interface Drafts {
  readonly byLesson: Readonly<Record<string, Texts>>;
  readonly keep: (lesson: string, texts: Texts) => void;
}

const KEY = 'sockscope-drafts';
const schema = z.record(z.string(), z.record(z.string(), z.string()));

/** Texts that were changed and perhaps never run: kept as long as the browser's tab, so that a reload costs nobody's work. */
export const useDrafts = create<Drafts>()((set, get) => ({
  byLesson: read(),
  keep: (lesson, texts) => {
    const byLesson = { ...get().byLesson, [lesson]: texts };
    set({ byLesson });
    try {
      sessionStorage.setItem(KEY, JSON.stringify(byLesson));
    } catch {
      // Storage is switched off or full: the drafts last as long as the page.
    }
  },
}));

function read(): Readonly<Record<string, Texts>> {
  try {
    return schema.parse(JSON.parse(sessionStorage.getItem(KEY) ?? '{}'));
  } catch {
    return {};
  }
}

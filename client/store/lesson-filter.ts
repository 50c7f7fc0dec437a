import { create } from 'zustand';

interface LessonFilter {
  readonly text: string;
  /** A topic's title, or null for all of them. */
  readonly topic: string | null;
  readonly setText: (text: string) => void;
  readonly setTopic: (topic: string | null) => void;
}

/** What of the lessons is looked for. It stays while the page does: who comes back from a lab finds the list as it was. */
export const useLessonFilter = create<LessonFilter>()((set) => ({
  text: '',
  topic: null,
  setText: (text) => set({ text }),
  setTopic: (topic) => set({ topic }),
}));

import { create } from 'zustand';
import type { Failure } from '#shared/base/result';
import { createLab, fetchLessons, fetchRole } from '../connection/rest.ts';
import { pathOf } from './address.ts';

interface ToTry {
  /** Titles of lessons, by their ids; empty until the server has told them. */
  readonly titles: ReadonlyMap<string, string>;
  /** Whether whoever is at this page may start labs: presenters may, and whoever follows has a few of its own. */
  readonly mayStart: boolean;
  readonly failure: Failure | null;
  /** Asks the server, once. */
  readonly load: () => Promise<void>;
  /** Opens a lab of that lesson in a tab of its own: what is being presented stays where it is. */
  readonly open: (lesson: string) => Promise<void>;
}

/** The lessons that a scene says to try. */
export const useToTry = create<ToTry>()((set) => {
  let asked: Promise<void> | null = null;
  const load = async (): Promise<void> => {
    const [lessons, me] = await Promise.all([fetchLessons(), fetchRole()]);
    set({
      titles: new Map(lessons.ok ? lessons.value.map(({ id, title }) => [id, title]) : []),
      mayStart: me.ok,
    });
  };
  return {
    titles: new Map(),
    mayStart: false,
    failure: null,
    load: () => (asked ??= load()),
    open: async (lesson) => {
      // A tab that opens only after the server has answered is taken for one that nobody asked for.
      const tab = window.open('about:blank', '_blank');
      const lab = await createLab(lesson);
      if (lab.ok) tab?.location.assign(new URL(pathOf({ page: 'lab', lab: lab.value.id }), window.location.href));
      else tab?.close();
      set({ failure: lab.ok ? null : lab.error });
    },
  };
});

import { create } from 'zustand';
import type { Failure, Result } from '#shared/base/result';
import type { LessonSummary, Machine, Me, WalkthroughSummary } from '#shared/protocol/rest';
import { createLab, fetchLessons, fetchMachine, fetchRole, fetchWalkthroughs } from '../connection/rest.ts';
import { useRoute } from './route.ts';

interface Catalogue {
  /** null until the server has answered. */
  readonly lessons: Result<LessonSummary[]> | null;
  readonly walkthroughs: Result<WalkthroughSummary[]> | null;
  readonly machine: Result<Machine> | null;
  /** Who looks; null until the server has answered. */
  readonly role: Me['role'] | null;
  /** The lesson a lab is being asked for. */
  readonly starting: string | null;
  readonly failure: Failure | null;
  readonly load: () => Promise<void>;
  /** The failure was read. */
  readonly forget: () => void;
  /** Asks for a lab of that lesson and goes there. */
  readonly start: (lesson: string) => Promise<void>;
}

/** What this server offers: its lessons, and what its machine can do. */
export const useCatalogue = create<Catalogue>()((set, get) => ({
  lessons: null,
  walkthroughs: null,
  machine: null,
  role: null,
  starting: null,
  failure: null,
  load: async () => {
    const me = fetchRole().then((answer) => set({ role: answer.ok ? answer.value.role : 'presenter' }));
    const machine = fetchMachine().then((answer) => set({ machine: answer }));
    const walkthroughs = fetchWalkthroughs().then((answer) => set({ walkthroughs: answer }));
    set({ lessons: await fetchLessons() });
    await Promise.all([me, machine, walkthroughs]);
  },
  forget: () => set({ failure: null }),
  start: async (lesson) => {
    if (get().starting !== null) return;
    set({ starting: lesson, failure: null });
    const answer = await createLab(lesson);
    set({ starting: null, failure: answer.ok ? null : answer.error });
    if (answer.ok) useRoute.getState().go({ page: 'lab', lab: answer.value.id });
  },
}));

/** What a tier means to a person, in a few words; the machine's own sentence says why. */
export const TIER_WORDS = {
  lab: {
    name: 'Full lab',
    what: 'Two hosts and a wire: calls, kernel states and packets are real, and each can be held.',
  },
  loopback: { name: 'Loopback lab', what: 'Calls and kernel states are real and can be held; packets cannot be seen.' },
  replay: { name: 'Recordings only', what: 'Lessons play from recordings of real runs; nothing runs on this machine.' },
} as const;

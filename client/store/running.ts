import { create } from 'zustand';
import type { Failure } from '#shared/base/result';
import type { LabSummary } from '#shared/protocol/rest';
import { endLab, fetchLabs } from '../connection/rest.ts';

interface Running {
  /** null until the server has answered. The last answer stays while it does not. */
  readonly labs: readonly LabSummary[] | null;
  readonly failure: Failure | null;
  readonly refresh: () => Promise<void>;
  /** Ends a lab for everybody who looks at it. */
  readonly end: (lab: string) => Promise<void>;
}

/** The labs that this server runs now. */
export const useRunning = create<Running>()((set, get) => ({
  labs: null,
  failure: null,
  refresh: async () => {
    const answer = await fetchLabs();
    set(answer.ok ? { labs: answer.value, failure: null } : { failure: answer.error });
  },
  end: async (lab) => {
    const answer = await endLab(lab);
    await get().refresh();
    if (!answer.ok) set({ failure: answer.error });
  },
}));

import { create } from 'zustand';

interface Noting {
  readonly open: boolean;
  readonly show: () => void;
  readonly hide: () => void;
}

/** Whether somebody is writing a note for the log. */
export const useNoting = create<Noting>()((set) => ({
  open: false,
  show: () => set({ open: true }),
  hide: () => set({ open: false }),
}));

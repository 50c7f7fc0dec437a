import { create } from 'zustand';

interface TextLogDialog {
  readonly open: boolean;
  readonly show: () => void;
  readonly hide: () => void;
}

/** Whether the log stands on the screen as text. */
export const useTextLog = create<TextLogDialog>()((set) => ({
  open: false,
  show: () => set({ open: true }),
  hide: () => set({ open: false }),
}));

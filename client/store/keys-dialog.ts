import { create } from 'zustand';

interface KeysDialog {
  readonly open: boolean;
  readonly show: () => void;
  readonly hide: () => void;
}

/** Whether the list of keys is on the screen. */
export const useKeysDialog = create<KeysDialog>()((set) => ({
  open: false,
  show: () => set({ open: true }),
  hide: () => set({ open: false }),
}));

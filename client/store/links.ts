import { create } from 'zustand';
import type { Chain } from '#shared/model/causes';

interface Links {
  /** The event under the pointer or the focus, as a seq. */
  readonly hovered: number | null;
  /** What the picture shows the causes and effects of: the hovered event, else the selected one. */
  readonly chain: Chain | null;
  readonly hover: (seq: number | null) => void;
  readonly show: (chain: Chain | null) => void;
}

/** Whose causes and effects are lit, everywhere at once. */
export const useLinks = create<Links>()((set) => ({
  hovered: null,
  chain: null,
  hover: (hovered) => set({ hovered }),
  show: (chain) => set({ chain }),
}));

import { create } from 'zustand';

/** What a person points at to know more of it. */
export type Selection =
  | { readonly kind: 'call'; readonly name: string }
  | { readonly kind: 'socket'; readonly id: string }
  | { readonly kind: 'packet'; readonly id: string }
  | { readonly kind: 'event'; readonly seq: number };

export type SideTab = 'machine' | 'steps' | 'sequence' | 'log' | 'packets' | 'inspect';

interface Side {
  readonly tab: SideTab;
  readonly selection: Selection | null;
  readonly choose: (tab: SideTab) => void;
  /** Selects something: its causes and effects stay lit until something else is selected, or nothing. */
  readonly select: (selection: Selection | null) => void;
  /** Selects something and shows what is known of it. */
  readonly inspect: (selection: Selection) => void;
}

/** The pane at the right: which tab, and what is inspected. */
export const useSide = create<Side>()((set) => ({
  tab: 'machine',
  selection: null,
  choose: (tab) => set({ tab }),
  select: (selection) => set({ selection }),
  inspect: (selection) => set({ selection, tab: 'inspect' }),
}));

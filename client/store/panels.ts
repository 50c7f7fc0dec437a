import { create } from 'zustand';
import { limits, panelsFrom, placeAfter, type PanelSizes } from './panel-sizes.ts';

interface Panels extends PanelSizes {
  /** The details have the stage's room too; lasts as long as the page. */
  readonly wide: boolean;
  readonly resize: (what: 'side' | 'dock', to: number) => void;
  readonly reset: (what: 'side' | 'dock') => void;
  readonly move: () => void;
  readonly toggleWide: () => void;
}

const KEY = 'sockscope-panels';

/** How large the panels are and where the details stand: kept in this browser. */
export const usePanels = create<Panels>()((set, get) => {
  const keep = (change: Partial<PanelSizes>): void => {
    set(change);
    const { side, dock, place } = get();
    try {
      localStorage.setItem(KEY, JSON.stringify({ side, dock, place }));
    } catch {
      // Storage is switched off: the sizes last as long as the page.
    }
  };
  return {
    ...panelsFrom(stored()),
    wide: false,
    resize: (what, to) => {
      const { least, most } = limits[what];
      keep({ [what]: Math.min(most, Math.max(least, Math.round(to))) });
    },
    reset: (what) => keep({ [what]: limits[what].usual }),
    move: () => keep({ place: placeAfter(get().place) }),
    toggleWide: () => set({ wide: !get().wide }),
  };
});

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

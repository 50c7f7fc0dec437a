import { useEffect } from 'react';
import { create } from 'zustand';
import type { WalkState } from '#shared/protocol/walk';

interface Projection {
  /** This page is the picture on a projector. */
  readonly projected: boolean;
  /** It is drawn at lecture size. Its address has no word of it, because nobody types there before a class. */
  readonly large: boolean;
  /** Where in the walkthrough it shows how to join, in place of the picture: until the presenter goes on. null: it does not. */
  readonly joinsAt: string | null;
  readonly setProjected: (projected: boolean) => void;
  readonly setLarge: (large: boolean) => void;
  readonly turnBoard: (walk: WalkState) => void;
}

export const useProjection = create<Projection>()((set, get) => ({
  projected: false,
  large: false,
  joinsAt: null,
  setProjected: (projected) => set({ projected, large: projected, joinsAt: null }),
  setLarge: (large) => set({ large }),
  turnBoard: (walk) => {
    const { projected, joinsAt } = get();
    if (projected) set({ joinsAt: joinsAt === placeIn(walk) ? null : placeIn(walk) });
  },
}));

/** The scene, and how far it is. */
export const placeIn = ({ scene, phase }: Pick<WalkState, 'scene' | 'phase'>): string => `${scene} ${phase}`;

/** The page is drawn at lecture size for as long as it is projected, until somebody chooses otherwise. */
export function useProjected(projected: boolean): void {
  const setProjected = useProjection((store) => store.setProjected);
  useEffect(() => {
    if (!projected) return undefined;
    setProjected(true);
    return () => setProjected(false);
  }, [projected, setProjected]);
}

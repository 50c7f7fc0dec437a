import type { Pane } from '#shared/lessons/scene';
import type { WalkState } from '#shared/protocol/walk';

/** Where a page with room for it says what a scene says: beside the stage where that is alone, else below the picture. */
export const textPlace = (walk: Pick<WalkState, 'show' | 'beside'> | null): 'column' | 'below' =>
  walk === null || (walk.beside === null && panesOf(walk.show).length === 0) ? 'column' : 'below';

/** What a scene shows besides the stage, which shows the programs' texts too. */
export const panesOf = (show: readonly Pane[]): Pane[] => show.filter((pane) => pane !== 'stage' && pane !== 'program');

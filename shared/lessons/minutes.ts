import type { Scene } from './scene.ts';

/** How many minutes scenes are planned to take together in front of a class; 0: nobody has said. */
export const minutesOf = (scenes: readonly Pick<Scene, 'minutes'>[]): number =>
  scenes.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0);

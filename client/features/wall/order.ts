import type { TileLife, WallTile } from '#shared/protocol/wall';

/** `help`: who needs help first, longest first; `number`: as the students came. */
export type WallOrder = 'help' | 'number';

const urgency: Readonly<Record<TileLife, number>> = {
  failed: 0,
  stuck: 1,
  waiting: 2,
  working: 2,
  starting: 2,
  finished: 2,
};

/** The tiles in that order. Those that need no help keep their places, so that an eye finds them again. */
export function ordered(tiles: readonly WallTile[], order: WallOrder): readonly WallTile[] {
  const byNumber = (a: WallTile, b: WallTile): number =>
    (a.student?.number ?? Infinity) - (b.student?.number ?? Infinity) || 0;
  if (order === 'number') return tiles.toSorted(byNumber);
  return tiles.toSorted((a, b) => {
    const more = urgency[a.life] - urgency[b.life];
    if (more !== 0) return more;
    return urgency[a.life] < 2 ? (a.since ?? 0) - (b.since ?? 0) : byNumber(a, b);
  });
}

/** How large tiles are, by how many there are: so that a class of twenty is seen at once. */
export const sizeFor = (count: number): 'large' | 'middle' | 'small' =>
  count <= 6 ? 'large' : count <= 20 ? 'middle' : 'small';

import { counted } from '#shared/base/counted';
import { unreachable } from '#shared/base/exhaustive';
import type { LastCall, TileLife, WallTile } from '#shared/protocol/wall';

/** How a lab is, in a word or two. */
export const lifeWords = {
  failed: 'broken off',
  stuck: 'stuck',
  waiting: 'waits',
  working: 'at work',
  starting: 'starting',
  finished: 'finished',
} as const satisfies Record<TileLife, string>;

/** Whose tile it is. */
export const nameOf = ({ student }: WallTile): string =>
  student === null ? 'This machine' : student.name === '' ? `Student ${student.number}` : student.name;

/** The last call, shorter than strace spells it: `accept() = 4`, `connect() ECONNREFUSED`, `read() asleep`, `exit(0)`. */
export function callWords({ api, phase, ret, errno }: LastCall): string {
  switch (phase) {
    case 'gate':
      return `${api}() is next`;
    case 'asleep':
      return `${api}() asleep`;
    case 'returned':
      return `${api}() ${errno ?? `= ${ret ?? '?'}`}`;
    case 'exited':
      return ret === null ? 'killed' : `exit(${ret})`;
    default:
      return unreachable(phase);
  }
}

/** How far: `3 of 14 scenes` (with a question open: `? 3 of 14 scenes`), `12 of 37` steps, `12 steps`. */
export function progressWords({ progress: { done, of, unit }, walk }: WallTile): string {
  if (unit === 'scenes') return `${walk?.asking === true ? '? ' : ''}${done} of ${of ?? '?'} scenes`;
  if (of !== null) return `${done} of ${of}`;
  return counted(done, 'step');
}

/** How long ago, for a glance: `now`, `40 s`, `12 min`, `2 h`. */
export function agoWords(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 10) return 'now';
  if (seconds < 60) return `${Math.floor(seconds / 10) * 10} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}

/** The class in a line: `18 labs: 1 stuck, 12 wait, 5 finished`. */
export function classWords(tiles: readonly WallTile[]): string {
  const count = (life: TileLife): number => tiles.filter((tile) => tile.life === life).length;
  const lives: readonly TileLife[] = ['failed', 'stuck', 'waiting', 'working', 'starting', 'finished'];
  const told = lives.flatMap((life) => {
    const many = count(life);
    if (many === 0) return [];
    return [`${many} ${life === 'waiting' && many > 1 ? 'wait' : lifeWords[life]}`];
  });
  return `${counted(tiles.length, 'lab')}${told.length === 0 ? '' : `: ${told.join(', ')}`}`;
}

import type { Bar } from './lane-book.ts';
import { laneOf } from './lanes.ts';
import type { Lane } from './lanes.ts';

export interface PlacedBar {
  readonly bar: Bar;
  readonly lane: number;
  /** Pixels. */
  readonly x1: number;
  readonly x2: number;
  /** From x1 to where the lane's next bar begins: a label may use it. */
  readonly room: number;
}

/** The bars that some lane shows, with their places. `x` turns a seq into pixels; open bars go on to `endX`. */
export function placeBars(
  bars: readonly Bar[],
  lanes: readonly Lane[],

  x: (seq: number) => number,
  endX: number,
): PlacedBar[] {
  const next = lanes.map(() => endX);
  const placed: PlacedBar[] = [];
  for (let i = bars.length - 1; i >= 0; i--) {
    const bar = bars[i];
    if (bar === undefined) continue;
    const lane = laneOf(lanes, bar);
    if (lane < 0) continue;
    const x1 = x(bar.from);
    const x2 = bar.to === null ? endX : x(bar.to);
    placed.push({ bar, lane, x1, x2, room: Math.max(x2, next[lane] ?? endX) - x1 });
    next[lane] = x1;
  }
  return placed.reverse();
}

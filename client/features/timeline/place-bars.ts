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
  /** Packets that are on the wire at the same time share the lane's height: upper or lower half. Null: all of it. */
  readonly half: 'upper' | 'lower' | null;
}

/** The bars that some lane shows, with their places. `x` turns a seq into pixels; open bars go on to `endX`. */
export function placeBars(
  bars: readonly Bar[],
  lanes: readonly Lane[],
  x: (seq: number) => number,
  endX: number,
): PlacedBar[] {
  const halves = halvesOf(bars);
  const next = new Map<string, number>();
  const placed: PlacedBar[] = [];
  for (let i = bars.length - 1; i >= 0; i--) {
    const bar = bars[i];
    if (bar === undefined) continue;
    const lane = laneOf(lanes, bar);
    if (lane < 0) continue;
    const half = halves.get(bar) ?? null;
    const x1 = x(bar.from);
    const x2 = bar.to === null ? endX : x(bar.to);
    const tracks = half === null ? [`${lane} upper`, `${lane} lower`] : [`${lane} ${half}`];
    const nextX = Math.min(endX, ...tracks.map((track) => next.get(track) ?? endX));
    placed.push({ bar, lane, x1, x2, room: Math.max(half === null ? x2 : Math.min(x2, nextX), nextX) - x1, half });
    for (const track of tracks) next.set(track, x1);
  }
  return placed.reverse();
}

/** For each packet that another one overlaps in time: which half is free when it comes. */
function halvesOf(bars: readonly Bar[]): ReadonlyMap<Bar, 'upper' | 'lower'> {
  const halves = new Map<Bar, 'upper' | 'lower'>();
  let open: Bar[] = [];
  for (const bar of bars) {
    if (bar.kind !== 'packet') continue;
    open = open.filter((other) => other.to === null || other.to > bar.from);
    for (const other of open) if (!halves.has(other)) halves.set(other, 'upper');
    if (open.length > 0) halves.set(bar, halves.get(open.at(-1) ?? bar) === 'upper' ? 'lower' : 'upper');
    open.push(bar);
  }
  return halves;
}

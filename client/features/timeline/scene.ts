import type { Now } from '#shared/model/state';
import { unreachable } from '#shared/base/exhaustive';
import { barLabel } from './bar-label.ts';
import type { Bar } from './bars.ts';
import { unitAtX, xOfUnit, type Camera } from './camera.ts';
import { crowdOf, isCrowded, type Crowd } from './crowd.ts';
import type { LaneBook, Mark } from './lane-book.ts';
import type { Lane } from './lanes.ts';
import { endUnit, nowUnit, seqAt, unitOf, type Axis } from './scale.ts';
import type { Track } from './track.ts';

/** The height of the row of step numbers, and of a lane, in pixels. */
export const HEAD = 26;
export const LANE = 26;

/** Steps whose numbers would stand closer than this are passed over. */
const TICK_ROOM = 56;

/** One bar where it is drawn, in pixels from the left edge and the top. */
export interface BarShape {
  readonly bar: Bar;
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
  readonly height: number;
  /** What of its label fits. */
  readonly label: string;
  readonly labelX: number;
  /** At the playhead the call is still before the kernel: an outline, not a fill. */
  readonly held: boolean;
  readonly now: boolean;
}

export interface MarkShape {
  readonly mark: Mark;
  readonly x: number;
}

/** Everything that the canvas shows. */
export interface Scene {
  readonly bars: readonly BarShape[];
  readonly crowds: readonly Crowd[];
  readonly ticks: readonly { readonly step: number; readonly x: number }[];
  readonly marks: readonly MarkShape[];
  readonly nowX: number;
  /** Where what comes after NOW ends; null where NOW is the end. */
  readonly futureTo: number | null;
  readonly lanes: number;
}

export interface Moment {
  readonly seq: number;
  readonly now: Now | null;
}

/** What of a log the camera sees. A pure function: the same log, moment and camera give the same scene. */
export function sceneOf(
  book: LaneBook,
  lanes: readonly Lane[],
  axis: Axis,
  { seq, now }: Moment,
  camera: Camera,
): Scene {
  const from = seqAt(axis, Math.floor(camera.left));
  const to = seqAt(axis, unitAtX(camera, camera.width)) + 1;
  const x = (at: number): number => xOfUnit(camera, unitOf(axis, at));
  const endX = xOfUnit(camera, endUnit(axis));
  const bars: BarShape[] = [];
  const crowds: Crowd[] = [];
  lanes.forEach((lane, row) => {
    const y = HEAD + row * LANE;
    for (const track of book.tracks(lane.id)) {
      if (isCrowded(track, from, to, camera.width)) crowds.push(...crowdOf(book.bars, track, lane, axis, camera, y));
      else bars.push(...barsOf(book, track, { from, to, x, endX, y, seq, now, width: camera.width }));
    }
  });
  const nowX = xOfUnit(camera, nowUnit(axis, seq));
  return {
    bars,
    crowds,
    ticks: ticksOf(axis, camera),
    marks: book.marks
      .filter((mark) => mark.seq >= from && mark.seq <= to)
      .map((mark) => ({ mark, x: x(mark.seq) }))
      .filter((shape, i, all) => i === 0 || shape.x - (all[i - 1]?.x ?? 0) >= 1),
    nowX,
    futureTo: nowX + 1 < endX ? endX : null,
    lanes: lanes.length,
  };
}

interface Frame {
  readonly from: number;
  readonly to: number;
  readonly x: (seq: number) => number;
  readonly endX: number;
  readonly y: number;
  readonly seq: number;
  readonly now: Now | null;
  readonly width: number;
}

function barsOf(book: LaneBook, track: Track, frame: Frame): BarShape[] {
  const shapes: BarShape[] = [];
  /** By half of the lane: where the next bar begins; a label may go on until there. */
  const next = { upper: frame.endX, lower: frame.endX };
  const touching = track.touching(frame.from, frame.to);
  for (let i = touching.length - 1; i >= 0; i--) {
    const bar = book.bars.get(touching[i] ?? 0);
    const x1 = frame.x(bar.from);
    const x2 = bar.to === null ? frame.endX : frame.x(bar.to);
    const nextX = bar.half === null ? Math.min(next.upper, next.lower) : next[bar.half];
    const room = Math.max(bar.half === null ? x2 : Math.min(x2, nextX), Math.min(frame.endX, nextX)) - x1;
    shapes.push(shapeOf(bar, x1, x2, room, frame));
    if (bar.half !== 'lower') next.upper = x1;
    if (bar.half !== 'upper') next.lower = x1;
  }
  return shapes.reverse();
}

function shapeOf(bar: Bar, x1: number, x2: number, room: number, frame: Frame): BarShape {
  const inset = bar.child ? 3 : 0;
  const top = frame.y + (bar.half === 'lower' ? LANE / 2 + 0.5 : 2);
  const tall = bar.half === null ? LANE - 4 : LANE / 2 - 2.5;
  const width = Math.max(3, x2 - x1 - 1);
  // The label of a bar that begins before what is seen stands at its edge.
  const labelX = Math.max(x1, 0) + 7;
  const labelEnd = x1 < 0 ? Math.min(x2, x1 + room) : x1 + Math.max(room, width);
  return {
    bar,
    x1,
    x2: x1 + width,
    y: top + inset,
    height: tall - 2 * inset,
    label: barLabel(bar.label, labelEnd - labelX - 1),
    labelX,
    held: bar.kind === 'call' && bar.from <= frame.seq && (bar.entered === null || bar.entered > frame.seq),
    now: isNow(bar, frame.now, frame.seq),
  };
}

/** Every step's end, or as many as their numbers leave room for: every second, fifth, tenth … */
function ticksOf(axis: Axis, camera: Camera): Scene['ticks'] {
  const every = roundUp(TICK_ROOM / camera.scale);
  const last = Math.min(axis.stops.length + 1, unitAtX(camera, camera.width));
  const ticks = [];
  for (let step = Math.max(every, Math.ceil(camera.left / every) * every); step <= last; step += every) {
    ticks.push({ step, x: xOfUnit(camera, step) });
  }
  return ticks;
}

/** The first of 1, 2, 5, 10, 20, 50 … that is not below `least`. */
function roundUp(least: number): number {
  let decade = 1;
  for (;;) {
    for (const step of [1, 2, 5]) if (step * decade >= least) return step * decade;
    decade *= 10;
  }
}

/** Whether the accent is on this bar at `seq`: it is what is happening now, and it has not ended. */
function isNow(bar: Bar, now: Now | null, seq: number): boolean {
  if (now === null || bar.from > seq || (bar.to !== null && bar.to <= seq)) return false;
  switch (now.kind) {
    case 'packet':
      return bar.kind === 'packet' && bar.subject === now.packet;
    case 'state':
      return bar.kind === 'state' && bar.subject === now.socket;
    case 'call':
    case 'return':
      return bar.kind === 'call' && bar.subject === String(now.pid);
    case 'process':
    case 'line':
      return false;
    default:
      return unreachable(now.kind);
  }
}

import type { Bars } from './bars.ts';
import { unitAtX, type Camera } from './camera.ts';
import type { Lane } from './lanes.ts';
import { seqAt, type Axis } from './scale.ts';
import type { Track } from './track.ts';

/** Bars that would be narrower than this on average are drawn as density. */
const LEAST_BAR = 6;

/** The width of one bucket, in pixels. */
const BUCKET = 2;

/** How many of a bucket's bars are looked at for a failure. */
const LOOKED_AT = 64;

/** Several bars in a place that is too small for them: the more, the stronger. */
export interface Crowd {
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
  /** From 1 (a single bar, or one that goes on through here) to 5. */
  readonly level: number;
  readonly count: number;
  readonly failed: boolean;
  readonly lane: Lane;
}

/** Whether a track's bars from seq `from` to `to` are too many for `width` pixels. */
export const isCrowded = (track: Track, from: number, to: number, width: number): boolean =>
  (track.before(to) - track.before(from)) * LEAST_BAR > width;

/** A track as density: buckets by time, joined where neighbours look the same. */
export function crowdOf(bars: Bars, track: Track, lane: Lane, axis: Axis, camera: Camera, y: number): Crowd[] {
  const crowds: Crowd[] = [];
  let before = track.before(seqAt(axis, camera.left) + 1);
  for (let x = 0; x < camera.width; x += BUCKET) {
    const seq = seqAt(axis, unitAtX(camera, x + BUCKET));
    const until = track.before(seq + 1);
    const count = until - before;
    const level = count > 0 ? levelOf(count) : goesOn(bars, track, before, seq) ? 1 : 0;
    if (level > 0) {
      const failed = anyFailed(bars, track, before, until);
      const last = crowds.at(-1);
      if (last !== undefined && last.x2 === x && last.level === level && last.failed === failed) {
        crowds[crowds.length - 1] = { ...last, x2: x + BUCKET, count: last.count + count };
      } else crowds.push({ x1: x, x2: x + BUCKET, y, level, count, failed, lane });
    }
    before = until;
    if (seq >= axis.head) break;
  }
  return crowds;
}

const levelOf = (count: number): number => Math.min(5, 1 + Math.ceil(Math.log2(count)));

/** Whether the last bar that began before has not ended at `seq`. */
const goesOn = (bars: Bars, track: Track, before: number, seq: number): boolean =>
  before > 0 && bars.end(track.bar(before - 1)) > seq;

function anyFailed(bars: Bars, track: Track, from: number, to: number): boolean {
  for (let i = from; i < Math.min(to, from + LOOKED_AT); i++) if (bars.failed(track.bar(i))) return true;
  return false;
}

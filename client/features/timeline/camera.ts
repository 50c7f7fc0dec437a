import { UNIT } from './scale.ts';

/** Which part of the time axis is seen. */
export interface Camera {
  /** The unit at the left edge. */
  readonly left: number;
  /** Pixels a unit. */
  readonly scale: number;
  /** The width of what is seen, in pixels. */
  readonly width: number;
}

/** Room after the end for half of NOW's flag, in pixels. */
const TAIL = 28;

/** Larger than this nothing new is seen. */
const MAX_SCALE = 8 * UNIT;

export const unitAtX = (camera: Camera, x: number): number => camera.left + x / camera.scale;

export const xOfUnit = (camera: Camera, unit: number): number => (unit - camera.left) * camera.scale;

/** The camera with NOW in view: at the right edge when it went on, in the middle when it went back behind the left one. */
export function followed(camera: Camera, now: number, end: number): Camera {
  const x = xOfUnit(camera, now);
  if (x > camera.width - TAIL) return within({ ...camera, left: now - (camera.width - TAIL) / camera.scale }, end);
  if (x < 0) return within({ ...camera, left: now - camera.width / 2 / camera.scale }, end);
  return within(camera, end);
}

/** Moves what is seen by so many pixels. */
export const panned = (camera: Camera, pixels: number, end: number): Camera =>
  within({ ...camera, left: camera.left + pixels / camera.scale }, end);

/** Larger (`factor` above 1) or smaller, with the place at `x` staying where it is. As small as the whole log in view. */
export function zoomed(camera: Camera, factor: number, x: number, end: number): Camera {
  const least = Math.min(UNIT, Math.max(1, camera.width - TAIL) / Math.max(1, end));
  const scale = Math.min(MAX_SCALE, Math.max(least, camera.scale * factor));
  return within({ ...camera, scale, left: unitAtX(camera, x) - x / scale }, end);
}

/** Neither before the beginning nor, where the log is longer than the view, behind the end. */
function within(camera: Camera, end: number): Camera {
  const last = Math.max(0, end - (camera.width - TAIL) / camera.scale);
  return { ...camera, left: Math.max(0, Math.min(last, camera.left)) };
}

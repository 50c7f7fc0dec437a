import type { Millis } from '#shared/base/units';

const SPEEDS = [0.5, 1, 2, 4] as const;
export type Speed = (typeof SPEEDS)[number];

/** The pause after each step while playing, at speed 1: long enough to see one accent move and to read its line. */
const PAUSE_MS = 1200;

export const pauseOf = (speed: Speed): Millis => PAUSE_MS / speed;

/** The next speed on the button: 0.5, 1, 2, 4, and around again. */
export function nextSpeed(speed: Speed): Speed {
  return SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
}

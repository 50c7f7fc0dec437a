import { type Millis, type Nanos, nanosToMillis } from '../base/units.ts';
import type { SocketFacts } from './state.ts';

export interface TimerLeft {
  /** What is left of it; 0 where it should have run out. */
  readonly ms: Millis;
  /** Counted on from the last look: nobody has looked since. */
  readonly estimated: boolean;
}

/** How far off a look may lie before its figure is one of the past. */
const FRESH_MS: Millis = 50;

/**
 * What is left of a socket's timer at `t`, a time of the log: the kernel's figure at the moment of the look, later counted on
 * from there. Kernel timers do not wait for anybody, but only a look tells what became of them. null: no timer runs.
 */
export function timerLeft(socket: Pick<SocketFacts, 'timer' | 'timerAt'>, t: Nanos): TimerLeft | null {
  const { timer, timerAt } = socket;
  if (timer === null || timer === undefined) return null;
  const passed = timerAt === undefined ? 0 : nanosToMillis(Math.max(0, t - timerAt));
  if (passed < FRESH_MS) return { ms: timer.expiresMs, estimated: false };
  return { ms: Math.max(0, timer.expiresMs - passed), estimated: true };
}

import type { SocketFacts } from './state.ts';

export interface TimerLeft {
  /** What is left of it, in milliseconds; 0 where it should have run out. */
  readonly ms: number;
  /** Counted on from the last look: nobody has looked since. */
  readonly estimated: boolean;
}

/** How far off a look may lie before its figure is one of the past, in milliseconds. */
const FRESH_MS = 50;

/**
 * What is left of a socket's timer at `t`, a time of the log: the kernel's figure at the moment of the look, later counted on
 * from there. Kernel timers do not wait for anybody, but only a look tells what became of them. null: no timer runs.
 */
export function timerLeft(socket: Pick<SocketFacts, 'timer' | 'timerAt'>, t: number): TimerLeft | null {
  const { timer, timerAt } = socket;
  if (timer === null || timer === undefined) return null;
  const passed = timerAt === undefined ? 0 : Math.max(0, t - timerAt) / 1e6;
  if (passed < FRESH_MS) return { ms: timer.expiresMs, estimated: false };
  return { ms: Math.max(0, timer.expiresMs - passed), estimated: true };
}

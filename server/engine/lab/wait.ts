import { schedYield } from '../ffi/libc.ts';
import { WNOHANG } from '../ptrace/constants.ts';
import { waitFor } from '../actor/actor.ts';
import type { Stop } from '../ptrace/stop.ts';

/** How long a call may take before the engine turns to other things and leaves it to the doorbell. */
const PATIENCE_MS = 0.3;

/**
 * The next stop of a process that was just let on. A call that cannot sleep is simply waited for. One that may is given
 * a moment: most return at once, and then no thread of the pool has to be woken for them. null: it takes its time.
 */
export function awaitStop(pid: number, mayBlock: boolean): Stop | null {
  if (!mayBlock) return waitFor(pid);
  for (let until = 0; ;) {
    // On one CPU the other process can only run when this one stands back.
    schedYield();
    const stop = waitFor(pid, WNOHANG);
    if (stop) return stop;
    if (until === 0) until = performance.now() + PATIENCE_MS;
    else if (performance.now() > until) return null;
  }
}

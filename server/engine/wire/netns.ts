import { setns } from '../ffi/libc.ts';

const CLONE_NEWNET = 0x4000_0000;

/**
 * Does `work` in another network namespace and comes back to the engine's. Sockets and devices made there stay there. Only the
 * calling thread moves: `work` must be synchronous.
 */
export function inNetns<T>(netnsFd: number, engineNetnsFd: number, work: () => T): T {
  enter(netnsFd);
  try {
    return work();
  } finally {
    enter(engineNetnsFd);
  }
}

function enter(netnsFd: number): void {
  const entered = setns(netnsFd, CLONE_NEWNET);
  if (entered < 0) throw new Error(`setns to a network namespace failed (errno ${-entered})`);
}

import { writeFileSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';

/**
 * Lets a process, and all it starts, stand back from this one where processors are few. An engine leads a session of its
 * own, and many kernels share the processors among sessions first (sched(7), autogroup): then the session's niceness is
 * what counts, and within it the process's. Neither needs rights; where one cannot be set nothing depends on it.
 */
export function standBack(pid: number, by: number): void {
  const niceness = Math.min(constants.priority.PRIORITY_LOW, getPriority() + by);
  attempt(() => setPriority(pid, niceness));
  attempt(() => writeFileSync(`/proc/${pid}/autogroup`, String(niceness)));
}

function attempt(set: () => void): void {
  try {
    set();
  } catch {
    // The process has just ended, or this kernel has no such groups.
  }
}

import { readFileSync } from 'node:fs';

/** Open files that are not for lines: programs' files, pipes to engines, and pages that are just being loaded. */
const RESERVED = 256;

/** Even then so many are tried. */
const FEWEST = 16;

/**
 * How many files this process may have open, as far as this system tells; null where it does not. Node raises its own soft limit to the
 * hard one when it starts, so this is what the machine's settings allow (RLIMIT_NOFILE of getrlimit(2)).
 */
export function openFilesAllowed(limits = readLimits()): number | null {
  const soft = /^Max open files\s+(\d+)/m.exec(limits)?.[1];
  return soft === undefined ? null : Number(soft);
}

/** How many lines may stand at once: `most`, or what the limit on open files leaves. Beyond it a page is told so, instead of waiting. */
export const placesFor = (most: number, openFiles: number | null): number =>
  openFiles === null ? most : Math.max(FEWEST, Math.min(most, openFiles - RESERVED));

/** proc_pid_limits(5); empty on a system without it. */
function readLimits(): string {
  try {
    return readFileSync('/proc/self/limits', 'utf8');
  } catch {
    return '';
  }
}

import { readdirSync, readlinkSync } from 'node:fs';

/** What a descriptor that is no socket names, as /proc/PID/fd says (proc(5)): pipe:[4711], anon_inode:[eventpoll]. */
export function fileOf(pid: number, fd: number): string {
  try {
    return readlinkSync(`/proc/${pid}/fd/${fd}`);
  } catch {
    return 'unknown';
  }
}

/** The descriptors that a process has open, ascending. */
export function openDescriptors(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/fd`)
      .map(Number)
      .sort((a, b) => a - b);
  } catch {
    return [];
  }
}

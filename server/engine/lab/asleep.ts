import { readFileSync } from 'node:fs';

/**
 * Where a thread sleeps in the kernel: /proc/PID/stat's state S or D, and /proc/PID/wchan (proc(5)). null: it does not.
 * wchan is null where the kernel does not tell (it answers "0" without CONFIG_KALLSYMS or to the unprivileged).
 */
export function whereAsleep(pid: number): { readonly wchan: string | null } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const state = stat.charAt(stat.lastIndexOf(')') + 2);
    if (state !== 'S' && state !== 'D') return null;
  } catch {
    return null;
  }
  try {
    const wchan = readFileSync(`/proc/${pid}/wchan`, 'utf8').trim();
    return { wchan: wchan === '' || wchan === '0' ? null : wchan };
  } catch {
    return { wchan: null };
  }
}

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** One process, told apart from a later one with the same pid by when it started (proc_pid_stat(5), field 22). */
export interface Seen {
  readonly pid: number;
  readonly parent: number;
  readonly startTime: string;
  readonly name: string;
  /** Its network namespace, as /proc/PID/ns/net names it. */
  readonly network: string;
}

export function allProcesses(): Seen[] {
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      // The name stands in parentheses and may hold anything: the fields begin after the last one.
      const close = stat.lastIndexOf(')');
      const fields = stat.slice(close + 2).split(' ');
      if (fields[0] === 'Z') return [];
      return [
        {
          pid: Number(entry),
          parent: Number(fields[1]),
          startTime: fields[19] ?? '',
          name: stat.slice(stat.indexOf('(') + 1, close),
          network: readlinkSync(`/proc/${entry}/ns/net`),
        },
      ];
    } catch {
      return [];
    }
  });
}

/** The processes below `pid`, children of children included. */
export function descendants(pid: number, all = allProcesses()): Seen[] {
  return all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...descendants(child.pid, all)]);
}

/** Those of `before` that are still there, and whoever still lives in a network namespace of theirs (but not ours). */
export function leftOf(before: readonly Seen[]): Seen[] {
  const own = readlinkSync('/proc/self/ns/net');
  const networks = new Set(before.map(({ network }) => network).filter((network) => network !== own));
  return allProcesses().filter(
    (process) =>
      networks.has(process.network) ||
      before.some(({ pid, startTime }) => pid === process.pid && startTime === process.startTime),
  );
}

import { execFileSync, spawnSync } from 'node:child_process';
import { stateFromSs } from '#shared/abi/states';

/** Whether this machine has these programs; the reason for a skipped test otherwise. */
export function whyNot(...programs: readonly string[]): string | null {
  const absent = programs.filter((program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0);
  return absent.length === 0 ? null : `this machine has no ${absent.join(', no ')}`;
}

/** What ss shows in a process's network namespace: "STATE local peer" in our names of the states, sorted. */
export function ssTcp(pid: number): string[] {
  const text = execFileSync('nsenter', ['-t', String(pid), '-n', 'ss', '-tanH'], { encoding: 'utf8' });
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.trim().split(/\s+/))
    .map(([state = '', , , local, peer]) => `${stateFromSs('tcp', state) ?? state} ${local} ${peer}`)
    .sort();
}

/** Unix sockets that ss shows there: their states in our names, sorted. */
export function ssUnix(pid: number): string[] {
  const text = execFileSync('nsenter', ['-t', String(pid), '-n', 'ss', '-xanH'], { encoding: 'utf8' });
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => stateFromSs('unix', line.trim().split(/\s+/)[1] ?? '') ?? line)
    .sort();
}

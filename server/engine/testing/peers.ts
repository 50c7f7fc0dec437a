import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { descriptorCalls } from '#shared/abi/syscalls/descriptors';
import { socketCalls } from '#shared/abi/syscalls/sockets';
import { stateFromSs } from '#shared/abi/states';
import type { Lesson } from '#shared/lessons/lesson';
import { lessonsPath } from '../../supervisor/root.ts';

/** Whether this machine has these programs; the reason for a skipped test otherwise. */
export function whyNot(...programs: readonly string[]): string | null {
  const absent = programs.filter((program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0);
  return absent.length === 0 ? null : `this machine has no ${absent.join(', no ')}`;
}

/** Descriptors 1 and 2 are stdio's: libc buffers it, lab C does not, and it is not what is compared. */
const isStdio = (line: string): boolean => /^write\([12],/.test(line);

/** Where a program's own calls begin: what comes before is libc starting up. */
const isFirst = (line: string): boolean => /^(socket|unlink)\(/.test(line);

/** The socket and descriptor calls of a traced program, from its first of them on, ports and addresses of clients as they are. */
export function ownCalls(lines: readonly string[]): string[] {
  const names = new Set<string>([...Object.keys(socketCalls), ...Object.keys(descriptorCalls)]);
  const known = lines.filter((line) => names.has(/^(\w+)\(/.exec(line)?.[1] ?? '') && !isStdio(line));
  return known.slice(known.findIndex(isFirst)).map((line) => line.replace(/\s+= /, ' = '));
}

/**
 * Compiles a lesson's programs, runs them under `strace -f` on the lab's addresses in a network namespace of their own, the
 * second when the first one listens, and answers each role's lines.
 */
export function straceOfCompiled(lesson: Lesson): Map<string, string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sockscope-strace-'));
  try {
    for (const { role, file } of lesson.programs) {
      const source = join(lessonsPath(), lesson.id, file);
      execFileSync('cc', ['-Wall', '-Wextra', '-Werror', '-o', join(folder, role), source]);
    }
    const traced = ({ role, args }: Lesson['programs'][number]): string =>
      `strace -f -s 4096 -o ${role}.trace ./${role} ${args.join(' ')}`;
    const [server, client] = lesson.programs as [Lesson['programs'][number], Lesson['programs'][number]];
    const listening = `until ss -lntx | grep -qE ':7000|echo.sock'; do sleep 0.05; done`;
    const script = [
      'set -e',
      'ip link set lo up; ip addr add 10.0.0.1/32 dev lo; ip addr add 10.0.0.2/32 dev lo',
      `${traced(server)} & ${listening}; sleep 0.1; ${traced(client)}; wait`,
    ].join('\n');
    execFileSync('unshare', ['-n', 'timeout', '20', 'sh', '-c', script], { cwd: folder, stdio: 'pipe' });
    return new Map(
      lesson.programs.map(({ role }) => {
        const lines = readFileSync(join(folder, `${role}.trace`), 'utf8').split('\n');
        return [role, lines.map((line) => line.replace(/^\d+\s+/, ''))];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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

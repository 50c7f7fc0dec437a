import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'vite';
import { syscalls } from '#shared/abi/syscalls';
import type { LabEvent } from '#shared/events/event';
import type { Lesson } from '#shared/lessons/lesson';
import { LabSession } from '../../../sessions/lab-session.ts';
import { startEngine } from '../../../supervisor/launch.ts';
import { ownPrivilege, unshareArguments } from '../../../supervisor/privilege.ts';
import { projectRoot } from '../../../supervisor/root.ts';
import { glibcVersion } from '../../labc/testing/strace.ts';
import { whyNot } from '../peers.ts';

/**
 * A lesson whose programs are compiled with cc and traced by strace, in a lab of the same making: the same hosts, wire and rules,
 * and the same session, which lets one call or packet go at a time in the same order.
 */

const here = fileURLToPath(new URL('.', import.meta.url));
const built = (): string => join(projectRoot(), '.cache', 'compiled');
const engine = (): string => join(built(), 'engine.mjs');
const held = (): string => join(built(), 'held.o');
const run = promisify(execFile);

/** Memory is the C library's business, and a program that was started does not start another. */
const notHeld = new Set(['brk', 'mmap', 'munmap', 'mremap', 'execve', 'rt_sigaction', 'rt_sigprocmask', 'getrandom']);

/** Builds the engine of compiled programs as the product's is built, and what is linked to them. Once, before the first run. */
export async function buildCompiledEngine(): Promise<void> {
  await build({
    configFile: false,
    root: projectRoot(),
    logLevel: 'error',
    build: {
      ssr: join(here, 'engine.ts'),
      outDir: built(),
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'engine.mjs' } },
    },
  });
  await compileHeld();
}

/** Why programs cannot be held and traced so on this machine; null where they can. */
export function whyNotCompiled(): string | null {
  const absent = whyNot('cc', 'strace', 'setpriv');
  if (absent !== null) return absent;
  if (glibcVersion() === null) return 'cc has another C library than glibc, whose calls lab C makes';
  const folder = mkdtempSync(join(tmpdir(), 'sockscope-held-'));
  try {
    const probe = join(folder, 'probe');
    writeFileSync(`${probe}.c`, 'int main(void) { return 7; }');
    // No call has this number: nothing is held.
    spawnSync('cc', ['-w', '-DCALLS=9999', '-o', probe, `${probe}.c`, join(here, 'held.c')]);
    const { status } = spawnSync('strace', ['-f', '-o', '/dev/null', probe], { timeout: 20_000 });
    return status === 7 ? null : `seccomp_unotify(2) is not to be had under strace here (status ${status})`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface CompiledRun {
  readonly events: readonly LabEvent[];
  /** Each process's lines from strace, from where main() begins. */
  readonly strace: ReadonlyMap<string, readonly string[]>;
}

/** Runs a lesson to its end. Throws where a program does not compile, or the lab fails. */
export async function runCompiled(lesson: Lesson): Promise<CompiledRun> {
  const folder = mkdtempSync(join(tmpdir(), 'sockscope-compiled-'));
  try {
    await Promise.all(lesson.programs.map((program, i) => compile(folder, `p${i}`, program.text)));
    const privilege = ownPrivilege();
    const words = [...unshareArguments(privilege), process.execPath, engine(), folder];
    const session = new LabSession(lesson, 'lab', (listener) => startEngine('unshare', words, listener));
    const end = await session.runToEnd();
    await session.ended();
    if (end.kind === 'failed') throw new Error(`${lesson.id}, compiled: ${session.status.message ?? end.why}`);
    return { events: session.log.events, strace: tracesOf(folder, session.log.events) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compile(folder: string, name: string, text: string): Promise<void> {
  const source = join(folder, `${name}.c`);
  writeFileSync(source, text);
  await run('cc', ['-w', '-o', join(folder, name), source, held()]);
}

/** held.c as an object file, which is linked to every program. */
async function compileHeld(): Promise<void> {
  const arch = process.arch === 'arm64' ? 'arm64' : 'x64';
  const numbers = Object.entries(syscalls).flatMap(([call, { number }]) =>
    notHeld.has(call) ? [] : (number[arch] ?? []),
  );
  const drop = ownPrivilege() === 'root' ? ['-DDROP_USER'] : [];
  await run('cc', ['-w', '-c', '-o', held(), `-DCALLS=${numbers.join(',')}`, ...drop, join(here, 'held.c')]);
}

function tracesOf(folder: string, events: readonly LabEvent[]): Map<string, readonly string[]> {
  const roles = events.flatMap((event) => (event.kind === 'process.start' ? [[event.pid, event.role] as const] : []));
  const files = readdirSync(folder);
  return new Map(
    roles.map(([pid, role]) => {
      const file = files.find((name) => name.endsWith(`.trace.${pid}`)) ?? '';
      const lines = readFileSync(join(folder, file), 'latin1').trimEnd().split('\n');
      // held.c's last call before main() begins.
      return [role, lines.slice(lines.findIndex((line) => line.startsWith('seccomp(')) + 2)];
    }),
  );
}

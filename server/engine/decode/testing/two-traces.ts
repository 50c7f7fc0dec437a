import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { syscalls } from '#shared/abi/syscalls';
import type { Trace } from './tracer.ts';

/** every-call.c under strace and under our own tracer, each in a network namespace of its own. */

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const namespace = process.getuid?.() === 0 ? ['-n'] : ['-U', '-r', '-n'];
/** Without randomised addresses, so that pointers are the same in both runs. */
const program = 'setarch -R ./every-call';

const inNamespace = (folder: string, command: string, env: NodeJS.ProcessEnv): string =>
  execFileSync('unshare', [...namespace, 'sh', '-c', `ip link set lo up; ${command}`], {
    cwd: folder,
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 60_000,
  });

/** The calls that shared/abi lists, from the program's first own call on. */
function ownCalls(lines: readonly string[]): string[] {
  const known = lines.filter((line) => Object.hasOwn(syscalls, line.slice(0, line.indexOf('('))));
  const first = known.findIndex((line) => line.startsWith('write(1, "begin"'));
  return known.slice(Math.max(first, 0)).map((line) => line.replace(/\)\s+= /, ') = '));
}

export interface TwoTraces {
  /** Each process's calls, in the order in which the processes were started; what differs from run to run is masked. */
  readonly ours: readonly (readonly string[])[];
  readonly strace: readonly (readonly string[])[];
  readonly unnoticed: readonly string[];
}

async function buildTracer(folder: string): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: join(here, 'tracer.ts'),
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'tracer.mjs' } },
    },
  });
}

export async function traceTwice(): Promise<TwoTraces> {
  const folder = mkdtempSync(join(tmpdir(), 'sockscope-calls-'));
  const built = join(root, '.cache/tracer');
  try {
    await buildTracer(built);
    execFileSync('cc', ['-w', '-O1', '-o', join(folder, 'every-call'), join(here, 'every-call.c')]);
    // strace ends as the program does, with 7. setarch and the program are started by the same shell with the same (empty) environment in both runs.
    const path = process.env['PATH'] ?? '';
    inNamespace(folder, `strace -ff -o trace -E PATH -- /bin/sh -c 'exec ${program}' >/dev/null || [ $? = 7 ]`, {
      PATH: path,
    });
    const strace = readdirSync(folder)
      .flatMap((name) => /^trace\.(\d+)$/.exec(name)?.[1] ?? [])
      .map(Number)
      .toSorted((a, b) => a - b)
      .map((pid) => ({ pid, lines: readFileSync(join(folder, `trace.${pid}`), 'utf8').split('\n') }));
    const tracer = `exec '${process.execPath}' '${join(built, 'tracer.mjs')}' '${program}'`;
    const trace = JSON.parse(inNamespace(folder, tracer, { PATH: path })) as Trace;
    const ordered = trace.processes.toSorted((a, b) => a.pid - b.pid);
    return { ours: masked(ordered), strace: masked(strace), unnoticed: trace.unnoticed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What no two runs share: process ids, ports and names that the kernel chose, times, figures of use. */
const volatile: readonly (readonly [RegExp, string])[] = [
  [/htons\((3[2-9]\d{3}|[45]\d{4}|6\d{4})\)/g, 'htons(PORT)'],
  [/@"[0-9a-f]{5}"/g, '@"NAME"'],
  [/left \{[^}]*\}/g, 'left {TIME}'],
  [/tv_sec=3599, tv_nsec=\d+/g, 'tv_sec=3599, tv_nsec=FRACTION'],
  [/tv_sec=99, tv_usec=\d+/g, 'tv_sec=99, tv_usec=FRACTION'],
  [/tv_sec=\d{10}, tv_usec=\d+/g, 'NOW'],
  [/\{ru_utime=\{[^}]*\}, ru_stime=\{[^}]*\}[^}]*\}/g, '{USAGE}'],
  [/^getrandom\("(\\.|[^"\\])+"/g, 'getrandom("RANDOM"'],
  [/^getppid\(\) = \d+$/, 'getppid() = PARENT'],
];

function masked(processes: readonly { readonly pid: number; readonly lines: readonly string[] }[]): string[][] {
  const ids = new Map(processes.map(({ pid }, i) => [String(pid), `PID${i}`]));
  return processes.map(({ lines }) =>
    ownCalls(lines).map((line) =>
      volatile
        .reduce((text, [found, mask]) => text.replaceAll(new RegExp(found, 'g'), mask), line)
        .replaceAll(/\b\d+\b/g, (number) => ids.get(number) ?? number),
    ),
  );
}

import { execFileSync, spawn } from 'node:child_process';
import { accessSync, closeSync, constants, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { enginePath } from '../supervisor/root.ts';
import { ownPrivilege, unshareArguments } from '../supervisor/privilege.ts';
import { skip, type Measured } from './figure.ts';
import { median } from './statistics.ts';

/** A datagram to oneself and back: two calls a turn that never sleep and send no packet, so only the tracing is measured. */
const program = (turns: number): string => `
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int main(void)
{
    struct sockaddr_un addr = {0};
    addr.sun_family = AF_UNIX;
    strcpy(addr.sun_path, "bench.sock");
    unlink("bench.sock");
    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (bind(fd, (struct sockaddr *)&addr, sizeof addr) < 0)
        return 1;
    if (connect(fd, (struct sockaddr *)&addr, sizeof addr) < 0)
        return 1;
    char buf[64];
    for (int i = 0; i < ${turns}; i++) {
        if (send(fd, "hello", 5, 0) != 5)
            return 2;
        if (recv(fd, buf, sizeof buf, 0) != 5)
            return 3;
    }
    close(fd);
    return 0;
}
`;

const FEW = 500;
const MANY = 10_500;
const RUNS = 5;
/** How often it is looked whether the program has ended, in milliseconds: seldom, so as not to disturb. */
const LOOK_MS = 200;
/** Where this bench's other processes compute too little to matter: tracer and tracee share the first CPU allowed here. */
const firstCpu = (): string =>
  /^Cpus_allowed_list:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
const pinned = ['taskset', '-c', firstCpu()];

const seconds = (): number => Number(process.hrtime.bigint()) / 1e9;

/** Wall seconds of the whole compiled program under strace, its lines written to a file. */
function underStrace(folder: string, binary: string): number {
  const before = seconds();
  const trace = ['strace', '-f', '--seccomp-bpf', '-e', 'trace=network', '-o', 'trace', binary];
  execFileSync(pinned[0] as string, [...pinned.slice(1), ...trace], { cwd: folder });
  return seconds() - before;
}

interface Told {
  readonly kind: string;
  readonly t: number;
  readonly call?: string;
}

/** Nanoseconds from the first to the last call of the loop, as the engine's own events tell, per call. */
async function inLab(folder: string, text: string): Promise<number> {
  const privilege = ownPrivilege();
  const words = [...unshareArguments(privilege), ...pinned, process.execPath, enginePath(), 'lab', `--${privilege}`];
  const path = join(folder, 'events');
  const file = openSync(path, 'w');
  const child = spawn('unshare', words, { stdio: ['pipe', file, 'inherit'] });
  closeSync(file);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const start = {
    cmd: 'start',
    n: 1,
    lesson: { id: 'bench', title: 'bench' },
    tier: 'lab',
    settings: { kernel: 'defaults' },
    programs: [{ role: 'bench', file: 'bench.c', host: 'A', args: [], text }],
    hold: { calls: false, packets: false, lines: false },
  };
  child.stdin?.write(`${JSON.stringify(start)}\n${JSON.stringify({ cmd: 'spawn', n: 2, role: 'bench' })}\n`);
  while (child.exitCode === null && !readFileSync(path).includes('"kind":"process.exit"')) await sleep(LOOK_MS);
  child.stdin?.end();
  await ended;
  const calls = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => (JSON.parse(line) as { events?: Told[]; message?: string }).events ?? [])
    .filter(({ kind, call }) => kind === 'syscall.exit' && (call === 'sendto' || call === 'recvfrom'));
  // The first turns are left out here as they are there, where a run of so few is taken off.
  const [first, last] = [calls[2 * FEW - 1], calls[2 * MANY - 1]];
  if (first === undefined || last === undefined) {
    throw new Error(`the engine told of ${calls.length} calls instead of ${2 * MANY}`);
  }
  return (last.t - first.t) / (2 * (MANY - FEW));
}

/** The programs of this machine that the comparison needs, as far as they are not on PATH. */
function missingPrograms(): readonly string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const isThere = (name: string): boolean =>
    folders.some((folder) => {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
  return ['cc', 'strace', 'taskset'].filter((name) => !isThere(name));
}

/** What one traced call costs: ours, strace's for the same calls of the same program right before, and the ratio. */
export async function tracedCall(): Promise<Measured> {
  const missing = missingPrograms();
  if (missing.length > 0) return skip(`there is no ${missing.join(', no ')} here; install it.`, 'one traced call');
  const folder = mkdtempSync(join(tmpdir(), 'sockscope-bench-'));
  try {
    const binaries = [FEW, MANY].map((turns) => {
      writeFileSync(join(folder, `${turns}.c`), program(turns));
      execFileSync('cc', ['-O1', '-o', join(folder, String(turns)), join(folder, `${turns}.c`)]);
      return join(folder, String(turns));
    }) as [string, string];
    const ours: number[] = [];
    const strace: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const few = underStrace(folder, binaries[0]);
      const many = underStrace(folder, binaries[1]);
      strace.push(((many - few) / (2 * (MANY - FEW))) * 1e6);
      ours.push((await inLab(folder, program(MANY))) / 1e3);
    }
    const ratio = median(ours.map((figure, run) => figure / (strace[run] ?? NaN)));
    return {
      figures: [
        {
          name: 'one traced call of a free program',
          value: median(ours),
          unit: 'µs',
          peer: { name: 'strace', value: median(strace), ratio },
          target: { of: 'ratio', atMost: 1.5 },
        },
      ],
      skipped: [],
      notes: [`one traced call: ${RUNS} runs of ${2 * MANY} calls, tracer and tracee on CPU ${pinned[2] ?? ''}`],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

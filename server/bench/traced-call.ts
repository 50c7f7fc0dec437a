import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { enginePath } from '../supervisor/root.ts';
import { ownPrivilege, unshareArguments } from '../supervisor/privilege.ts';
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
/** Tracer and tracee share this CPU; whoever reads the events is on another where there is one. */
const pinned = ['taskset', '-c', '0'];

const seconds = (): number => Number(process.hrtime.bigint()) / 1e9;

/** Wall seconds of the whole compiled program under strace, its lines written to a file. */
function underStrace(folder: string, binary: string): number {
  const before = seconds();
  const words = [
    ...pinned,
    'strace',
    '-f',
    '--seccomp-bpf',
    '-e',
    'trace=network',
    '-o',
    join(folder, 'trace'),
    binary,
  ];
  execFileSync('unshare', [
    ...unshareArguments(ownPrivilege()),
    'sh',
    '-c',
    `ip link set lo up && exec ${words.join(' ')}`,
  ]);
  return seconds() - before;
}

interface Arrived {
  readonly kind: string;
  readonly t: number;
  readonly call?: string;
  readonly status?: number;
}

/** Nanoseconds from the first to the last call of the loop, as the engine's own events tell, per call. */
async function inLab(text: string): Promise<number> {
  const privilege = ownPrivilege();
  const words = [...unshareArguments(privilege), ...pinned, process.execPath, enginePath(), 'lab', `--${privilege}`];
  const child = spawn('unshare', words, { stdio: ['pipe', 'pipe', 'inherit'] });
  let first = 0;
  let last = 0;
  let calls = 0;
  const done = new Promise<void>((resolve, reject) => {
    child.on('close', () => reject(new Error('the engine ended before its program')));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const message = JSON.parse(line) as { type: string; message?: string; events?: Arrived[] };
      if (message.type === 'fatal') reject(new Error(message.message));
      for (const event of message.events ?? []) {
        if (event.kind === 'syscall.exit' && (event.call === 'sendto' || event.call === 'recvfrom')) {
          if (calls === 0) first = event.t;
          last = event.t;
          calls++;
        }
        if (event.kind === 'process.exit') resolve();
      }
    });
  });
  const free = { calls: false, packets: false, lines: false };
  const start = {
    cmd: 'start',
    n: 1,
    lesson: { id: 'bench', title: 'bench' },
    tier: 'lab',
    settings: { kernel: 'defaults' },
    programs: [{ role: 'bench', file: 'bench.c', host: 'A', args: [], text }],
    hold: free,
  };
  child.stdin.write(`${JSON.stringify(start)}\n${JSON.stringify({ cmd: 'spawn', n: 2, role: 'bench' })}\n`);
  await done;
  child.removeAllListeners('close');
  child.stdin.end();
  return (last - first) / (calls - 1);
}

/** What one traced call costs, in microseconds: ours, strace's for the same calls of the same program, and the ratio. */
export async function tracedCall(): Promise<{
  readonly ours: number;
  readonly strace: number;
  readonly ratio: number;
}> {
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
      ours.push((await inLab(program(MANY))) / 1e3);
    }
    const ratios = ours.map((figure, run) => figure / (strace[run] as number));
    return { ours: median(ours), strace: median(strace), ratio: median(ratios) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

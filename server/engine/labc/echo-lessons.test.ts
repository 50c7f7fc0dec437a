import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { LabMachine } from '#shared/labc/machine';
import { createMachine } from './machine.ts';
import { haveCompiler } from './testing/compiler.ts';
import { bytesAt, compiled, memoryBase } from './testing/run.ts';

const lessons = ['tcp-echo', 'unix-echo', 'tcp-one-host'] as const;
const sources = lessons.flatMap((lesson) => [`${lesson}/server.c`, `${lesson}/client.c`]);
const pathOf = (source: string): string => fileURLToPath(new URL(`../../../shared/lessons/${source}`, import.meta.url));
const textOf = (source: string): string => readFileSync(pathOf(source), 'utf8');

/** What the kernel answers, in order; `receives` are the bytes of each recv. */
interface Kernel {
  readonly results: readonly number[];
  readonly receives?: readonly string[];
}

/** Runs a lesson's program against a kernel that answers by a list; tells its calls as a timeline. */
function timeline(source: string, argv: readonly string[], { results, receives = [] }: Kernel): string[] {
  const machine = createMachine(compiled(textOf(source), source), { memoryBase, argv });
  const answers = [...results];
  const incoming = [...receives];
  const seen: string[] = [];
  for (;;) {
    const stop = machine.run({ lines: false });
    if (stop.kind !== 'syscall')
      return [...seen, stop.kind === 'exit' ? `exit ${String(stop.status)}` : JSON.stringify(stop)];
    const result = answers.shift() ?? 0;
    seen.push(`${stop.api}(${spelled(machine, stop.api, stop.args)}) = ${String(result)}`);
    if (stop.api === 'recv') {
      const text = incoming.shift() ?? '';
      machine.memory.set(new TextEncoder().encode(text), (stop.args[1] ?? 0) - memoryBase);
    }
    machine.resume(result);
  }
}

/** The arguments that matter, with what they point to. */
function spelled(machine: LabMachine, api: string, args: readonly number[]): string {
  const [first = 0, second = 0, third = 0] = args;
  const bytes = (address: number, length: number): string => JSON.stringify(bytesAt(machine, address, length));
  switch (api) {
    case 'bind':
    case 'connect': {
      const offset = second - memoryBase;
      const [low = 0, , high = 0, port = 0, a = 0, b = 0, c = 0, d = 0] = machine.memory.subarray(offset, offset + 8);
      const where = low === 2 ? `${[a, b, c, d].join('.')}:${String(high * 256 + port)}` : bytes(second + 2, 10);
      return `${String(first)}, ${where}, ${String(third)}`;
    }
    case 'unlink':
      return bytes(first, 10);
    case 'send':
    case 'printf':
    case 'fprintf':
    case 'perror':
      return `${String(first)}, ${bytes(second, third)}`;
    case 'recv':
      return `${String(first)}, ${String(third)}`;
    default:
      return args.slice(0, { socket: 3, listen: 2 }[api] ?? 1).join(', ');
  }
}

describe('the echo lessons, call by call', () => {
  test.each(['tcp-echo/server.c', 'tcp-one-host/server.c'])('%s', (source) => {
    const kernel = { results: [3, 0, 0, 4, 5, 5, 0, 0, 0], receives: ['hello', ''] };
    expect(timeline(source, ['server'], kernel)).toEqual([
      'socket(2, 1, 0) = 3',
      'bind(3, 0.0.0.0:7000, 16) = 0',
      'listen(3, 5) = 0',
      'accept(3) = 4',
      'recv(4, 128) = 5',
      'send(4, "hello") = 5',
      'recv(4, 128) = 0',
      'close(4) = 0',
      'close(3) = 0',
      'exit 0',
    ]);
  });

  test.each([
    ['tcp-echo/client.c', ['client', '10.0.0.1'], '10.0.0.1'],
    ['tcp-echo/client.c', ['client'], '127.0.0.1'],
    ['tcp-one-host/client.c', ['client', '127.0.0.1'], '127.0.0.1'],
  ])('%s %j', (source, argv, address) => {
    const kernel = { results: [3, 0, 5, 5, 0, 6], receives: ['hello'] };
    expect(timeline(source, argv, kernel)).toEqual([
      'socket(2, 1, 0) = 3',
      `connect(3, ${address}:7000, 16) = 0`,
      'send(3, "hello") = 5',
      'recv(3, 127) = 5',
      'close(3) = 0',
      'printf(1, "hello\\n") = 6',
      'exit 0',
    ]);
  });

  test('unix-echo', () => {
    const server = { results: [3, -2, 0, 0, 4, 5, 5, 0, 0, 0, 0], receives: ['hello', ''] };
    expect(timeline('unix-echo/server.c', ['server'], server)).toEqual([
      'socket(1, 1, 0) = 3',
      'unlink("echo.sock\\u0000") = -2',
      'bind(3, "echo.sock\\u0000", 110) = 0',
      'listen(3, 5) = 0',
      'accept(3) = 4',
      'recv(4, 128) = 5',
      'send(4, "hello") = 5',
      'recv(4, 128) = 0',
      'close(4) = 0',
      'close(3) = 0',
      'unlink("echo.sock\\u0000") = 0',
      'exit 0',
    ]);
    expect(timeline('unix-echo/client.c', ['client'], { results: [3, 0, 5, 5, 0, 6], receives: ['hello'] })).toEqual([
      'socket(1, 1, 0) = 3',
      'connect(3, "echo.sock\\u0000", 110) = 0',
      'send(3, "hello") = 5',
      'recv(3, 127) = 5',
      'close(3) = 0',
      'printf(1, "hello\\n") = 6',
      'exit 0',
    ]);
  });

  test('a call that fails is told on standard error, and the program exits with 1', () => {
    expect(timeline('tcp-echo/client.c', ['client'], { results: [3, -111, 28] })).toEqual([
      'socket(2, 1, 0) = 3',
      'connect(3, 127.0.0.1:7000, 16) = -111',
      'perror(2, "connect: Connection refused\\n") = 28',
      'exit 1',
    ]);
    expect(timeline('tcp-echo/client.c', ['client', 'nowhere'], { results: [35] })).toEqual([
      'fprintf(2, "nowhere is not an IPv4 address\\n") = 35',
      'exit 1',
    ]);
  });

  test('lines are short enough for the stage', () => {
    for (const source of sources) {
      const long = textOf(source)
        .split('\n')
        .filter((line) => line.length > 66);
      expect([source, long]).toEqual([source, []]);
    }
  });
});

/** Compiles a lesson's two programs into a folder; throws what cc says, warnings included. */
function build(lesson: string, folder: string): void {
  for (const role of ['server', 'client']) {
    const cc = spawnSync('cc', [
      '-Wall',
      '-Wextra',
      '-Werror',
      '-o',
      join(folder, role),
      pathOf(`${lesson}/${role}.c`),
    ]);
    if (cc.status !== 0) throw new Error(cc.stderr.toString());
  }
}

/** Whether the lessons' port can be listened on now. */
const portIsFree = (): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(false);
    });
    probe.listen(7000, () =>
      probe.close(() => {
        resolve(true);
      }),
    );
  });

describe.skipIf(!haveCompiler)('the same files outside a lab (needs cc)', () => {
  test.for(lessons)('%s compiles without warnings and echoes', async (lesson, { skip }) => {
    const folder = mkdtempSync(join(tmpdir(), 'echo-'));
    try {
      build(lesson, folder);
      if (lesson !== 'unix-echo' && !(await portIsFree())) skip('compiled, but not run: port 7000 is in use here');
      const server = spawn(join(folder, 'server'), { cwd: folder });
      const ended = once(server, 'exit');
      let client = spawnSync(join(folder, 'client'), { cwd: folder, encoding: 'utf8' });
      for (let i = 0; i < 50 && client.status !== 0; i++) {
        await new Promise((resolve) => {
          setTimeout(resolve, 20);
        });
        client = spawnSync(join(folder, 'client'), { cwd: folder, encoding: 'utf8' });
      }
      expect([client.stdout, client.status]).toEqual(['hello\n', 0]);
      expect((await ended)[0]).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

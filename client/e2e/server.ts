import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../server/bin/sockscope.mjs', import.meta.url));

/** A build may come first. */
const PATIENCE_MS = 120_000;

export interface TestServer {
  /** With the token. */
  readonly url: string;
  /** Without it. */
  readonly origin: string;
  readonly port: number;
  /** Its process. */
  readonly pid: number;
  /** The pids of the engines it runs now (Linux's /proc tells). */
  engines(): number[];
  stop(): Promise<void>;
}

/** Starts `sockscope serve`, on a port of its own choice where none is named, and reads its address from what it prints. */
export async function startServer(env: Readonly<Record<string, string>> = {}, port = 0): Promise<TestServer> {
  const child = spawn(process.execPath, [BIN, 'serve', '--port', String(port), '--no-open'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the server printed no address:\n${said}`)), PATIENCE_MS);
    const read = (chunk: Buffer): void => {
      said += chunk.toString('utf8');
      const found = /http:\/\/\S+token=\S+/.exec(said)?.[0];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (status) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with ${String(status)}:\n${said}`));
    });
  });
  return {
    url,
    origin: new URL(url).origin,
    port: Number(new URL(url).port),
    pid: child.pid ?? 0,
    engines: () => descendants(child.pid ?? 0).filter((pid) => commandLine(pid).includes('engine.mjs')),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** A process's children, their children, and so on (proc_pid_task(5): children). */
function descendants(pid: number): number[] {
  const children = tasks(pid).flatMap((task) => words(`/proc/${pid}/task/${task}/children`, ' ').map(Number));
  return children.flatMap((child) => [child, ...descendants(child)]);
}

const tasks = (pid: number): string[] => (existsSync(`/proc/${pid}/task`) ? readdirSync(`/proc/${pid}/task`) : []);

const commandLine = (pid: number): string => words(`/proc/${pid}/cmdline`, '\0').join(' ');

/** The words of a file of /proc; none where the process has ended meanwhile. */
function words(path: string, separator: string): string[] {
  try {
    return readFileSync(path, 'utf8')
      .split(separator)
      .filter((word) => word.trim() !== '');
  } catch {
    return [];
  }
}

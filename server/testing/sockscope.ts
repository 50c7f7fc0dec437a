import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { machineSchema, type Machine } from '#shared/protocol/rest';
import { projectRoot } from '../supervisor/root.ts';

/** The product as a person runs it, for tests. The first test of a file builds what is older than its sources. */

export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The committed bin, which builds on demand. Its `--version` is run once before anything else is. */
const bin = (): string => join(projectRoot(), 'server', 'bin', 'sockscope.mjs');
/** What the bin runs. Tests run it directly, so that nothing is built in the middle of one. */
const program = (): string => join(projectRoot(), 'dist', 'server', 'main.mjs');

/** Builds if need be. To be called before the first command of a test file. */
export function prepare(): void {
  execFileSync(process.execPath, [bin(), '--version'], { stdio: 'pipe' });
}

/** Starts a command, with its standard output where the caller wants it; the caller ends it. */
export function start(
  words: readonly string[],
  env: Record<string, string> = {},
  stdout: 'pipe' | number = 'pipe',
): ChildProcess {
  return spawn(process.execPath, [program(), ...words], {
    stdio: ['ignore', stdout, 'pipe'],
    // A process group of its own, as a terminal gives to each command.
    detached: true,
    env: { ...process.env, BROWSER: 'none', ...env },
  });
}

/** Runs a command to its end. */
export function sockscope(words: readonly string[], env: Record<string, string> = {}): Promise<Finished> {
  const child = start(words, env);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}

let asked: Promise<Machine> | null = null;

/** What this machine can do. */
export function machine(): Promise<Machine> {
  asked ??= sockscope(['doctor', '--json']).then(({ stdout }) => machineSchema.parse(JSON.parse(stdout)));
  return asked;
}

type Asked = Omit<RequestInit, 'headers'> & { readonly headers?: Readonly<Record<string, string>> };

export interface Served {
  readonly child: ChildProcess;
  readonly origin: string;
  readonly token: string;
  /** The printed address. */
  readonly page: URL;
  /** A request that shows the token. */
  readonly ask: (path: string, init?: Asked) => Promise<Response>;
}

/** Starts a server on a free port and waits for its address. */
export async function serve(env: Record<string, string> = {}, command: readonly string[] = ['serve']): Promise<Served> {
  const child = start([...command, '--port', '0', '--no-open'], env);
  const url = await new Promise<URL>((resolve, reject) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      const found = /http:\/\/\S+/.exec(text)?.[0];
      if (found !== undefined) resolve(new URL(found));
    });
    child.on('close', (status) => reject(new Error(`the server ended with status ${status}`)));
  });
  const token = url.searchParams.get('token') ?? '';
  return {
    child,
    origin: url.origin,
    token,
    page: url,
    ask: (path, init = {}) =>
      fetch(`${url.origin}${path}`, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } }),
  };
}

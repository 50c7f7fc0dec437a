import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../server/bin/sockscope.mjs', import.meta.url));

/** A build may come first. */
const PATIENCE_MS = 120_000;

export interface TestServer {
  /** With the token. */
  readonly url: string;
  /** Without it. */
  readonly origin: string;
  stop(): Promise<void>;
}

/** Starts `sockscope serve` on a port of its own choice and reads its address from what it prints. */
export async function startServer(env: Readonly<Record<string, string>> = {}): Promise<TestServer> {
  const child = spawn(process.execPath, [BIN, 'serve', '--port', '0', '--no-open'], {
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
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** Runs a part of the bench: FILE, NAME, ORDER. */
export const RUNNER = fileURLToPath(new URL('../bin/bench-part.mjs', import.meta.url));

/** Calls a function of the bench in a process of its own, so that what it does takes no time from what it measures. */
export async function inOwnProcess<R>(file: string, name: string, order: object): Promise<R> {
  const child = spawn(process.execPath, [RUNNER, file, name, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  const [said, complaint, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (status !== 0) throw new Error(`${name} failed: ${complaint.trim().split('\n').slice(-8).join(' ')}`);
  return JSON.parse(said) as R;
}

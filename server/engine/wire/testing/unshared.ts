import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Runs a scenario (scenarios.ts) as an engine would run: in namespaces of its own, as root or as a plain user. */

export type Way = 'root' | 'user';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const folder = join(root, '.cache/scenarios');

/** The command in front of a scenario. As root, a plain user is played by nobody. */
function prefix(way: Way): string[] {
  if (way === 'root') return ['unshare', '-n', '-m', '--'];
  const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
  const unshare = ['unshare', '-U', '-r', '-n', '-m', '--'];
  return process.getuid?.() === 0 ? [...nobody, ...unshare] : unshare;
}

/** Why this machine cannot run scenarios this way; null where it can. */
export function whyNotAs(way: Way): string | null {
  if (process.platform !== 'linux') return 'scenarios need a Linux kernel';
  if (way === 'root' && process.getuid?.() !== 0) return 'not run as root';
  const [command = '', ...words] = prefix(way);
  const tried = spawnSync(command, [...words, process.execPath, '--version'], { encoding: 'utf8' });
  if (tried.error) return tried.error.message;
  return tried.status === 0 ? null : `${words.join(' ')} failed: ${tried.stderr.trim()}`;
}

/** Builds the scenarios as the engine is built. */
export async function buildScenarios(): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: 'server/engine/wire/testing/scenarios.ts',
      outDir: folder,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'scenarios.mjs' } },
    },
  });
}

/** Runs one scenario to its end and answers what it printed, as JSON. A scenario that fails throws with its own words. */
export function runScenario(way: Way, name: string, ...args: readonly string[]): unknown {
  const [command = '', ...words] = prefix(way);
  const script = join(folder, 'scenarios.mjs');
  const text = execFileSync(command, [...words, process.execPath, script, name, ...args], {
    encoding: 'utf8',
    timeout: 30_000,
    killSignal: 'SIGKILL',
  });
  return JSON.parse(text);
}

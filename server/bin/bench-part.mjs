// `node server/bin/bench-part.mjs FILE NAME ORDER`: a part of the bench that must not share a process with what it measures. Calls
// the function NAME that server/bench/FILE exports with ORDER (JSON) and prints what it answers, if anything, as JSON.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [file = '', name = '', order = 'null'] = process.argv.slice(2);
/** @type {{ module: Record<string, (order: unknown) => Promise<unknown>> }} */
const { module } = await runnerImport(join(root, 'server/bench', file), {
  root,
  configFile: false,
  mode: 'production',
  logLevel: 'error',
});
const answer = await module[name]?.(JSON.parse(order));
if (answer !== undefined) process.stdout.write(`${JSON.stringify(answer)}\n`);
process.exit();

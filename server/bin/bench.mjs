// `npm run bench`: builds what is missing, then measures (server/bench). Vite's runner loads the bench from its sources:
// it is no part of the product's build.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { buildIfNeeded } from './build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const failure = await buildIfNeeded(root);
if (failure === null) {
  /** @type {{ module: { bench: () => Promise<void> } }} */
  const { module } = await runnerImport(join(root, 'server/bench/bench.ts'), {
    root,
    configFile: false,
    // Else Vite sets NODE_ENV to development, and whatever the bench starts would inherit that.
    mode: 'production',
    logLevel: 'error',
  });
  await module.bench();
} else {
  process.stderr.write(`sockscope: ${failure}\n`);
  process.exitCode = 1;
}

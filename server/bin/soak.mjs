// `npm run soak [N]`: builds what is missing, then runs every lesson N times (server/cli/soak.ts). Vite's runner loads it
// from its sources: it is no part of the product's build.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { buildIfNeeded } from './build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const failure = await buildIfNeeded(root);
if (failure === null) {
  /** @type {{ module: { soak: (words: readonly string[]) => Promise<number> } }} */
  const { module } = await runnerImport(join(root, 'server/cli/soak.ts'), {
    root,
    configFile: false,
    logLevel: 'error',
  });
  process.exitCode = await module.soak(process.argv.slice(2));
} else {
  process.stderr.write(`sockscope: ${failure}\n`);
  process.exitCode = 1;
}

#!/usr/bin/env node
// Builds what is missing or older than its sources, then runs the built program. Plain JavaScript and committed, so that
// `npx sockscope` finds it right after `npm ci`, before anything is built.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write(`sockscope: Node ${process.versions.node} is too old; install Node 20.19 or newer.\n`);
  process.exit(3);
}
const failure = await buildIfNeeded(root);
if (failure === null) {
  await import(pathToFileURL(`${root}/dist/server/main.mjs`).href);
} else {
  process.stderr.write(`sockscope: ${failure}\n`);
  process.exitCode = 1;
}

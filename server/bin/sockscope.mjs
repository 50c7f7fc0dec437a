#!/usr/bin/env node
// Builds what is missing or older than its sources, then runs the built program. Plain JavaScript and committed, so that
// `npx sockscope` finds it right after `npm ci`, before anything is built.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

// What package.json's engines say, for those who passed over npm's warning: Vite builds with these.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19) || major === 21 || (major === 22 && minor < 12)) {
  process.stderr.write(`sockscope: Node ${process.versions.node} is too old; install Node 20.19 or 22.12, or newer.\n`);
  process.exit(3);
}
const failure = await buildIfNeeded(root);
if (failure === null) {
  await import(pathToFileURL(`${root}/dist/server/main.mjs`).href);
} else {
  process.stderr.write(`sockscope: ${failure}\n`);
  process.exitCode = 1;
}

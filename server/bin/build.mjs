// The build on demand: what `npx sockscope` and `npm start` do before they run.
import { spawn } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a build makes; the oldest of these is the build's age. */
const products = ['dist/server/main.mjs', 'dist/server/engine.mjs', 'dist/client/index.html', 'dist/player/player.js'];

/** What a build is made from. */
const sources = [
  'client',
  'server',
  'shared',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'tsconfig.base.json',
];

/** Folders and files in there that no build reads. */
const ignored = /(^|\/)(node_modules|e2e|bin)$|\.test\.tsx?$|\.md$|\.ndjson\.gz$/;

/** A build takes some seconds; one that holds the lock for longer than this is taken for dead. */
const PATIENCE_MS = 120_000;

/**
 * Builds if something is missing or older than its sources. One build at a time: who comes second waits for the first.
 * @param {string} root the project's folder
 * @returns {Promise<string | null>} null, or a sentence that says why there is nothing to run
 */
export async function buildIfNeeded(root) {
  if (isFresh(root)) return null;
  const lock = join(root, '.cache', 'build.lock');
  const until = Date.now() + PATIENCE_MS;
  try {
    mkdirSync(join(root, '.cache'), { recursive: true });
    accessSync(root, constants.W_OK);
  } catch {
    return `The build is missing or old, and ${root} cannot be written; run npm run build as its owner.`;
  }
  while (!take(lock)) {
    if (Date.now() > until) return `Another build has not ended; remove ${lock} and start again.`;
    await sleep(100);
  }
  try {
    return isFresh(root) ? null : await build(root);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** @param {string} root */
function isFresh(root) {
  const ages = products.map((path) => age(join(root, path)));
  if (ages.includes(null)) return false;
  const built = Math.min(...ages.filter((time) => time !== null));
  return sources.every((path) => newest(join(root, path)) <= built);
}

/** @param {string} path @returns {number | null} */
const age = (path) => (existsSync(path) ? statSync(path).mtimeMs : null);

/** The newest change of a file, or of anything below a folder. @param {string} path @returns {number} */
function newest(path) {
  if (ignored.test(path) || !existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0);
}

/** @param {string} root @returns {Promise<string | null>} */
function build(root) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  if (!existsSync(vite)) return Promise.resolve('There is nothing built and nothing to build with; run npm ci first.');
  process.stderr.write('sockscope: building (some seconds, once) …\n');
  return new Promise((resolve) => {
    // Everything the build says goes to standard error: standard output belongs to the command.
    const child = spawn(process.execPath, [vite, 'build', '--app', '--logLevel', 'warn'], {
      cwd: root,
      // Vite builds what NODE_ENV says where it is set: a shell's "development", or a test's "test", makes a page several
      // times as slow.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 2, 2],
    });
    child.on('error', (error) => resolve(`The build could not be started (${error.message}); run npm run build.`));
    child.on('close', (status) => resolve(status === 0 ? null : 'The build failed; run npm run build to see why.'));
  });
}

/** Takes the lock, also from an owner that is dead. @param {string} lock */
function take(lock) {
  try {
    mkdirSync(lock);
  } catch {
    if (isAlive(ownerOf(lock))) return false;
    rmSync(lock, { recursive: true, force: true });
    return false;
  }
  writeFileSync(join(lock, 'pid'), String(process.pid));
  return true;
}

/** The lock's owner; 0 while it is just being taken or when it is gone. @param {string} lock */
function ownerOf(lock) {
  try {
    return Number(readFileSync(join(lock, 'pid'), 'utf8'));
  } catch {
    return 0;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (pid === 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

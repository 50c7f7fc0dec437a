import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { z } from 'zod';
import { fail, failure, ok } from '#shared/base/result';
import type { Result } from '#shared/base/result';
import { unpackTarBrotli } from './unpack.ts';

const CACHE = fileURLToPath(new URL('../../.cache', import.meta.url));

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] as const;

/** Where the installers of other systems put it. */
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
] as const;

/** Quiet, without a GPU, and usable by root in a container. Letters are hinted, as on most screens. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
] as const;

const packageSchema = z.object({ version: z.string() });

interface Found {
  readonly path: string;
  /** A folder with the libraries that the system may lack. */
  readonly libraries: string | null;
}

/** Starts a browser as people have it: CHROMIUM_PATH, else the system's Chromium, else the one that npm ships. */
export const openBrowser = (): Promise<Result<Browser>> =>
  openFirst(findNamed, findSystemChromium, unpackShippedChromium);

/**
 * Starts a browser for tests: CHROMIUM_PATH, else the one that npm ships, else the system's. The shipped one is the same on
 * every machine, and without a window: a page costs it less than half of the work.
 */
export const openTestBrowser = (): Promise<Result<Browser>> =>
  openFirst(findNamed, unpackShippedChromium, findSystemChromium);

/** The first of these browsers that starts; why the last one did not, where none does. */
async function openFirst(...ways: readonly (() => Found | null)[]): Promise<Result<Browser>> {
  let failed: Result<Browser> = fail(failure('no-browser', 'No Chromium was found; name one in CHROMIUM_PATH.'));
  for (const find of ways) {
    const found = find();
    if (found === null) continue;
    const { path, libraries } = found;
    failed = await launch(path, {});
    if (failed.ok) return failed;
    if (libraries !== null) {
      // Perhaps the system lacks libnss3 or libnspr4.
      failed = await launch(path, { LD_LIBRARY_PATH: withPath(libraries, process.env['LD_LIBRARY_PATH']) });
      if (failed.ok) return failed;
    }
    // Who names a browser wants that one and no other.
    if (find === findNamed) return failed;
  }
  return failed;
}

async function launch(path: string, env: Readonly<Record<string, string>>): Promise<Result<Browser>> {
  try {
    return ok(
      await chromium.launch({ executablePath: path, args: [...FLAGS], env: { ...definedOnly(process.env), ...env } }),
    );
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return fail(failure('no-browser', `${path} does not start (${why}); name another one in CHROMIUM_PATH.`));
  }
}

function findNamed(): Found | null {
  const named = process.env['CHROMIUM_PATH'];
  return named === undefined || named === '' ? null : { path: named, libraries: null };
}

function findSystemChromium(): Found | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const path = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...ELSEWHERE].find(
    isExecutable,
  );
  return path === undefined ? null : { path, libraries: null };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Unpacks @sparticuz/chromium once into .cache: the browser, and libnss3 and libnspr4 for systems without them. It is
 * built for Linux on x86-64; null elsewhere.
 */
function unpackShippedChromium(): Found | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const shipped = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../..');
  const { version } = packageSchema.parse(JSON.parse(readFileSync(join(shipped, 'package.json'), 'utf8')));
  const folder = join(CACHE, `chromium-${version}`);
  const found = { path: join(folder, 'chromium'), libraries: join(folder, 'lib') };
  if (existsSync(found.path)) return found;
  const packed = (name: string): Buffer => readFileSync(join(shipped, 'bin', name));
  const fresh = `${folder}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  writeFileSync(join(fresh, 'chromium'), brotliDecompressSync(packed('chromium.br')), { mode: 0o755 });
  unpackTarBrotli(packed('al2023.tar.br'), fresh);
  unpackTarBrotli(packed('swiftshader.tar.br'), fresh);
  try {
    renameSync(fresh, folder);
  } catch (error) {
    // Another one was first: a folder with files in it is not replaced (rename(2)).
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(found.path)) throw error;
  }
  return found;
}

const withPath = (folder: string, before: string | undefined): string =>
  before === undefined || before === '' ? folder : `${folder}:${before}`;

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

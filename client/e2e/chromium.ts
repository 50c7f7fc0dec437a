import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { fail, failure, ok } from '#shared/base/result';
import type { Result } from '#shared/base/result';
import { unpackTarBrotli } from './unpack.ts';

const CACHE = fileURLToPath(new URL('../../.cache/chromium', import.meta.url));

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] as const;

/** Where the installers of other systems put it. */
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
] as const;

/** Quiet, without a GPU, and usable by root in a container. */
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

interface Found {
  readonly path: string;
  /** A folder with the libraries that the system may lack. */
  readonly libraries: string | null;
}

/** Starts a browser: CHROMIUM_PATH, else the system's Chromium, else the one that npm ships. */
export async function openBrowser(): Promise<Result<Browser>> {
  const found = findSystemChromium() ?? unpackShippedChromium();
  if (found === null) return fail(failure('no-browser', 'No Chromium was found; name one in CHROMIUM_PATH.'));
  const { path, libraries } = found;
  const first = await launch(path, {});
  if (first.ok || libraries === null) return first;
  // Perhaps the system lacks libnss3 or libnspr4.
  return launch(path, { LD_LIBRARY_PATH: withPath(libraries, process.env['LD_LIBRARY_PATH']) });
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

function findSystemChromium(): Found | null {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return { path: named, libraries: null };
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
  const packed = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../../bin');
  const path = join(CACHE, 'chromium');
  const libraries = join(CACHE, 'lib');
  if (!existsSync(path)) {
    const fresh = `${CACHE}.${process.pid}`;
    mkdirSync(fresh, { recursive: true });
    writeFileSync(join(fresh, 'chromium'), brotliDecompressSync(readFileSync(join(packed, 'chromium.br'))), {
      mode: 0o755,
    });
    unpackTarBrotli(readFileSync(join(packed, 'al2023.tar.br')), fresh);
    unpackTarBrotli(readFileSync(join(packed, 'swiftshader.tar.br')), fresh);
    rmSync(CACHE, { recursive: true, force: true });
    renameSync(fresh, CACHE);
  }
  return { path, libraries };
}

const withPath = (folder: string, before: string | undefined): string =>
  before === undefined || before === '' ? folder : `${folder}:${before}`;

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

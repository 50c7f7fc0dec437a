import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

let found: string | null = null;

/** The folder with package.json, from wherever this code runs: server/ in tests, dist/server/ when built. */
export function projectRoot(): string {
  if (found !== null) return found;
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('package.json is not in any folder above this program');
    folder = parent;
  }
  found = folder;
  return folder;
}

/** What a build makes (enginePath, playerPath, pagePath), and what is read as it is (lessonsPath, walkthroughsPath). */
export const enginePath = (): string => join(projectRoot(), 'dist', 'server', 'engine.mjs');
export const playerPath = (): string => join(projectRoot(), 'dist', 'player');
export const pagePath = (): string => join(projectRoot(), 'dist', 'client');
export const lessonsPath = (): string => join(projectRoot(), 'shared', 'lessons');
export const walkthroughsPath = (): string => join(projectRoot(), 'shared', 'walkthroughs');

/** The version in package.json. */
export function productVersion(): string {
  const text: unknown = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8'));
  if (typeof text === 'object' && text !== null && 'version' in text && typeof text.version === 'string') {
    return text.version;
  }
  throw new Error('package.json has no version');
}

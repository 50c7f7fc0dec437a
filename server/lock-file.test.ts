import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { projectRoot } from './supervisor/root.ts';

/** `npm ci`, the first half of both commands of the README, refuses a lock file that does not say the same or has holes. */

const names = z.record(z.string(), z.string()).default({});
const packageSchema = z.object({ dependencies: names, devDependencies: names });
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ dependencies: names, devDependencies: names, optionalDependencies: names }),
  ),
});

const read = (name: string): unknown => JSON.parse(readFileSync(join(projectRoot(), name), 'utf8'));
const lock = lockSchema.parse(read('package-lock.json'));

it('locks what package.json asks for', () => {
  const { dependencies, devDependencies } = packageSchema.parse(read('package.json'));
  expect(lock.packages['']).toMatchObject({ dependencies, devDependencies });
});

it('locks the binaries for every platform, not only for the one it was written on', () => {
  const missing = Object.entries(lock.packages).flatMap(([from, { optionalDependencies }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`node_modules/${name}` in lock.packages) && !(`${from}/node_modules/${name}` in lock.packages),
    ),
  );
  expect(missing).toEqual([]);
});

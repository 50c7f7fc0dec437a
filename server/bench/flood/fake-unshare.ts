import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { RUNNER } from '../part.ts';
import type { FloodOrder } from './engine.ts';

export interface FakeUnshare {
  /** For the server: its unshare is this one. */
  readonly env: Readonly<Record<string, string>>;
  remove(): void;
}

/**
 * An unshare(1) for the product's own server, to be found before the real one: what should be a lab's engine is the flood; whatever else
 * is asked of it, the real one does.
 */
export function fakeUnshare(order: FloodOrder): FakeUnshare {
  const real = execFileSync('sh', ['-c', 'command -v unshare'], { encoding: 'utf8' }).trim();
  const folder = mkdtempSync(join(tmpdir(), 'sockscope-flood-'));
  const path = join(folder, 'unshare');
  const words = [process.execPath, RUNNER, 'flood/engine.ts', 'flood', JSON.stringify(order)].map(quoted).join(' ');
  writeFileSync(path, `#!/bin/sh\ncase " $* " in *' lab '*) exec ${words};; esac\nexec ${quoted(real)} "$@"\n`);
  chmodSync(path, 0o755);
  return {
    env: { PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** One word of a shell. */
const quoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;

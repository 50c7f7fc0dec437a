import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeFolder } from './make-folder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sockscope-folder-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('makes what is missing, each for its user alone, and minds nothing that is there', () => {
  const path = join(root, 'a/b/c');
  makeFolder(path, 0o700);
  makeFolder(path, 0o700);
  for (const made of ['a', 'a/b', 'a/b/c']) expect(statSync(join(root, made)).mode & 0o777, made).toBe(0o700);
});

it('says why it cannot: below a file', () => {
  writeFileSync(join(root, 'file'), '');
  for (const path of ['file', 'file/a', 'file/a/b'])
    expect(() => makeFolder(join(root, path))).toThrow(/EEXIST|ENOTDIR/);
});

it('says why it cannot, and does not try for ever: in /proc', (test) => {
  if (!existsSync('/proc/self')) test.skip('no /proc on this machine');
  for (const path of ['/proc/nope', '/proc/nope/a/b'])
    expect(() => makeFolder(path)).toThrow(/ENOENT|EACCES|EPERM|EROFS/);
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

const BLOCK = 512;

/** The plain files of a tar archive (ustar, as POSIX.1-2017's pax describes it): name and bytes. */
function* tarFiles(archive: Buffer): Generator<{ readonly name: string; readonly bytes: Buffer }> {
  for (let at = 0; at + BLOCK <= archive.length;) {
    const header = archive.subarray(at, at + BLOCK);
    const text = (from: number, length: number): string =>
      header.toString('utf8', from, from + length).replace(/\0.*$/s, '');
    const name = text(0, 100);
    if (name === '') return;
    const size = Number.parseInt(text(124, 12).trim(), 8);
    const type = text(156, 1);
    const prefix = text(257, 5) === 'ustar' ? text(345, 155) : '';
    at += BLOCK;
    if (type === '0' || type === '') {
      yield { name: prefix === '' ? name : `${prefix}/${name}`, bytes: archive.subarray(at, at + size) };
    }
    at += Math.ceil(size / BLOCK) * BLOCK;
  }
}

/** Writes the files of a brotli-compressed tar archive below `folder`; a name that leads out of it is a bug and throws. */
export function unpackTarBrotli(compressed: Buffer, folder: string): void {
  for (const { name, bytes } of tarFiles(brotliDecompressSync(compressed))) {
    const path = normalize(name);
    if (path.startsWith('..') || path.startsWith('/')) throw new Error(`the archive names a file outside: ${name}`);
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes, { mode: 0o755 });
  }
}

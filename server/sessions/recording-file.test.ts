import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { readLogFile, readRecordingFile } from './recording-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'sockscope-recordings-'));

afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

it.each([
  ['a file that is not there', () => join(folder, 'none'), 'ENOENT'],
  ['a folder', () => folder, 'no plain file'],
  ['a device without an end', () => '/dev/zero', 'no plain file'],
  ['a broken archive', () => file('cut.gz', gzipSync('x'.repeat(1000)).subarray(0, 20)), 'unexpected end'],
])('refuses %s with a sentence', async (_what, path, words) => {
  for (const read of [readLogFile, readRecordingFile]) {
    const result = await read(path());
    expect(result).toMatchObject({ ok: false, error: { code: 'recording-read' } });
    expect(!result.ok && result.error.message).toContain(words);
  }
});

it('reads no file of many gigabytes into memory', async () => {
  const path = file('huge', new Uint8Array());
  truncateSync(path, 2 ** 33); // sparse: it takes no room
  const result = await readLogFile(path);
  expect(!result.ok && result.error.message).toContain('more than 512 MiB');
});

it('needs no more memory for a text of nothing but line ends than the text has', async () => {
  const ends = 8_000_000;
  const path = file('ends.gz', gzipSync(Buffer.alloc(ends, '\n')));
  const before = process.memoryUsage().heapUsed;
  expect(await readRecordingFile(path)).toMatchObject({ ok: false, error: { code: 'recording-format' } });
  const header = { format: 'sockscope-recording', version: 1, lesson: { id: 'x', title: 'X' }, writtenBy: '0' };
  writeFileSync(path, gzipSync(Buffer.concat([Buffer.from(JSON.stringify(header)), Buffer.alloc(ends, '\n')])));
  expect(await readRecordingFile(path)).toMatchObject({ ok: true, value: { events: [] } });
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(12 * ends);
});

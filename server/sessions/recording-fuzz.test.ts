import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { array, assert, asyncProperty, integer, nat, record } from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FUZZ_MS, fuzz } from '#shared/base/testing/fuzz';
import { projectRoot } from '../supervisor/root.ts';
import { readLogFile, readRecordingFile } from './recording-file.ts';

const CODES = ['recording-read', 'recording-format', 'recording-newer', 'recording-hole'];
const good = readFileSync(join(projectRoot(), 'server/sessions/testing/recording-1.ndjson.gz'));
let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sockscope-fuzz-'));
  file = join(folder, 'r.ndjson.gz');
});
afterAll(() => rmSync(folder, { recursive: true }));

it(
  'a packed recording with other bytes, or cut off, is read or refused in a sentence',
  { timeout: FUZZ_MS },
  async () => {
    const changes = array(record({ at: nat(good.length - 1), byte: integer({ min: 0, max: 255 }) }), { maxLength: 3 });
    await assert(
      asyncProperty(changes, nat(good.length), async (changed, length) => {
        const bytes = Buffer.from(good);
        for (const { at, byte } of changed) bytes[at] = byte;
        writeFileSync(file, length % 2 === 0 ? bytes : bytes.subarray(0, length));
        for (const read of [readRecordingFile, readLogFile]) {
          const result = await read(file);
          if (result.ok) continue;
          expect(CODES).toContain(result.error.code);
          expect(result.error.message).toMatch(/^\S.*\.$/s);
        }
      }),
      fuzz(60),
    );
  },
);

it('a small file that unpacks to a huge one is refused before it is all there', async () => {
  writeFileSync(file, gzipSync(Buffer.alloc(4 * 1024 * 1024)));
  const result = await readRecordingFile(file, 1024 * 1024);
  expect(result).toMatchObject({ ok: false, error: { code: 'recording-read' } });
});

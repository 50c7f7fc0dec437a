import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { labSummarySchema } from '#shared/protocol/rest';
import { lessonsPath } from '../supervisor/root.ts';
import { prepare, serve, sockscope } from '../testing/sockscope.ts';

/** The built commands that read a recording. None of them needs a lab. */

const replay = { SOCKSCOPE_TIER: 'replay' };
const recording = join(lessonsPath(), 'tcp-echo', 'recording.ndjson.gz');
let folder: string;

beforeAll(() => {
  prepare();
  folder = mkdtempSync(join(tmpdir(), 'sockscope-recordings-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('export', () => {
  it('writes the same capture from a recording and from the log that run --json prints', async () => {
    const out = join(folder, 'capture.pcapng');
    const written = await sockscope(['export', recording, '--format', 'pcapng', '-o', out]);
    expect(written).toEqual({ status: 0, stdout: '', stderr: '' });
    // pcapng 4.1: a file begins with a section header block.
    expect(readFileSync(out).readUInt32LE(0)).toBe(0x0a0d0d0a);

    const log = join(folder, 'log.ndjson');
    const [, ...events] = gunzipSync(readFileSync(recording)).toString().trimEnd().split('\n');
    writeFileSync(log, `${events.join('\n')}\n`);
    const other = join(folder, 'other.pcapng');
    expect((await sockscope(['export', log, '--format=pcapng', '-o', other])).status).toBe(0);
    // What the header of a recording says of its writer is not in a log.
    const packets = (file: string): Buffer => readFileSync(file).subarray(-1000);
    expect(packets(other)).toEqual(packets(out));
  });

  it('writes one HTML file that holds the recording, to a file or to a pipe', async () => {
    const out = join(folder, 'page.html');
    expect(await sockscope(['export', recording, '--format', 'html', '-o', out])).toMatchObject({
      status: 0,
      stderr: '',
    });
    const page = readFileSync(out, 'utf8');
    const [, log = ''] = /id="log">([^<]+)</.exec(page) ?? [];
    const lines = (bytes: Buffer): string => gunzipSync(bytes).toString();
    expect(lines(Buffer.from(log, 'base64'))).toBe(lines(readFileSync(recording)));
    expect((await sockscope(['export', recording, '--format', 'html'])).stdout).toBe(page);
  });

  it('says that a run without packets gives an empty capture', async () => {
    const unix = join(lessonsPath(), 'unix-echo', 'recording.ndjson.gz');
    const { status, stderr } = await sockscope(['export', unix, '--format', 'pcapng', '-o', join(folder, 'empty')]);
    expect(status).toBe(0);
    expect(stderr).toBe('sockscope: This log has no packets; the capture will be empty.\n');
  });

  it('fails with status 1 where the capture cannot be written', async () => {
    const { status, stderr } = await sockscope(['export', recording, '--format', 'pcapng', '-o', folder]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^sockscope: The capture could not be written \(.*\); give -o another file\.\n$/);
  });
});

describe.each(['export', 'replay'])('%s, of a file that is no recording', (command) => {
  const words = (file: string): string[] =>
    command === 'export' ? ['export', file, '--format', 'pcapng'] : ['replay', file, '--port', '0'];

  it.each([
    ['no such file', null, 'cannot be read (ENOENT'],
    ['a text', 'hello\n', 'not a recording of Sockscope'],
    ['a cut archive', gunzipPrefix(), 'cannot be read'],
    ['a newer one', header(99), 'has format 99'],
  ])('%s', async (name, content, sentence) => {
    const file = join(folder, name.replaceAll(' ', '-'));
    if (content !== null) writeFileSync(file, content);
    const { status, stdout, stderr } = await sockscope(words(file), replay);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

function gunzipPrefix(): Buffer {
  return readFileSync(recording).subarray(0, 500);
}

function header(version: number): string {
  const lesson = { id: 'x', title: 'X' };
  return `${JSON.stringify({ format: 'sockscope-recording', version, lesson, writtenBy: '9.0.0' })}\n`;
}

describe('replay', () => {
  it('serves the page at the recording’s own address, where no lab can run', async () => {
    const { child, origin, page, ask } = await serve(replay, ['replay', recording]);
    expect(page.pathname).toMatch(/^\/labs\/[\w-]+$/);
    const opened = await fetch(page);
    expect(opened.status).toBe(200);
    expect(opened.headers.get('set-cookie')).toContain('HttpOnly');
    const labs = z.array(labSummarySchema).parse(await (await ask('/api/labs')).json());
    expect(labs).toMatchObject([{ lesson: 'tcp-echo', mode: 'recording' }]);
    expect(`${origin}/labs/${labs[0]?.id}`).toBe(`${origin}${page.pathname}`);
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});

describe('coverage', () => {
  it('says that no lab can run', async () => {
    const { status, stdout, stderr } = await sockscope(['coverage'], replay);
    expect(status).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toContain('SOCKSCOPE_TIER=replay');
  });
});

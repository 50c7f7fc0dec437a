import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { lessonsPath } from '../supervisor/root.ts';
import { exportLog } from './export.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sockscope-export-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

type Wanted = Parameters<typeof exportLog>[0];

/** Runs the command into a file that must not come into being; answers its status and what it said. */
async function refused(wanted: Pick<Wanted, 'what' | 'format'>): Promise<{ status: number; said: string }> {
  const lines: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  const status = await exportLog({ ...wanted, notes: true, out: join(folder, 'out') });
  return { status, said: lines.join('') };
}

describe('what cannot be exported', { timeout: 60_000 }, () => {
  it.each([
    ['nothing-of-this-name', 'html', 'There is no recording, walkthrough or lesson nothing-of-this-name; name a file'],
    ['no/such/file.gz', 'html', 'no/such/file.gz cannot be read (ENOENT'],
    ['sockets', 'pcapng', 'A walkthrough has several labs; name the recording of one'],
  ] as const)('%s as %s, in one sentence', async (what, format, sentence) => {
    const { status, said } = await refused({ what, format });
    expect(said).toMatch(/^sockscope: [^\n]+\.\n$/);
    expect(said).toContain(sentence);
    expect(status).toBe(2);
  });

  it('the slides of a recording', async () => {
    const what = join(lessonsPath(), 'tcp-echo', 'recording.ndjson.gz');
    const { status, said } = await refused({ what, format: 'slides' });
    expect(said).toMatch(/^sockscope: Slides are made of a walkthrough’s scenes; [^\n]+\.\n$/);
    expect(status).toBe(2);
  });

  it('a walkthrough without recordings: how to make them; a faulty one: who says what is wrong', async () => {
    const scene = '## One\n```scene\nlab: unix-echo\nrun: step\n```\nWords.\n';
    writeFileSync(join(folder, 'lesson.md'), `---\ntitle: Mine\n---\n${scene}`);
    const bare = await refused({ what: folder, format: 'html' });
    expect(bare.said).toContain(`scene-1.ndjson.gz; make it with sockscope run ${folder} --record ${folder}.\n`);
    expect(bare.status).toBe(2);
    writeFileSync(join(folder, 'lesson.md'), `---\ntitle: Mine\n---\n${scene.replace('unix-echo', 'none-such')}`);
    const faulty = await refused({ what: folder, format: 'slides' });
    expect(faulty).toEqual({
      status: 2,
      said: `sockscope: ${folder} is no walkthrough that can be read; sockscope lint ${folder} says why.\n`,
    });
  });
});

it('a lesson’s id names the recording that ships with it', { timeout: 60_000 }, async () => {
  const out = join(folder, 'echo.pcapng');
  expect(await exportLog({ what: 'tcp-echo', format: 'pcapng', notes: true, out })).toBe(0);
});

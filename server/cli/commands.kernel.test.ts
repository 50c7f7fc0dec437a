import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventSchema, type LabEvent } from '#shared/events/event';
import { readRecording } from '#shared/protocol/recording';
import { machine, prepare, serve, sockscope, start } from '../testing/sockscope.ts';

/** The built commands, run as a person runs them. Those that need a lab are skipped where none can run. */

const replay = { SOCKSCOPE_TIER: 'replay' };
let folder: string;

beforeAll(() => {
  prepare();
  folder = mkdtempSync(join(tmpdir(), 'sockscope-cli-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A lesson folder with these files. */
function lesson(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

const fine = 'int main(void) { return 0; }\n';

describe('exit status 2: wrong usage or a faulty lesson', () => {
  it.each([
    [['dance'], 'no command'],
    [['--port', 'x'], 'not “x”'],
    [['run'], 'needs a lesson'],
    [['run', 'no-such-lesson'], 'no such folder; there are'],
    [['run', './no/such/folder'], 'There is no folder'],
  ])('%j', async (words, sentence) => {
    const { status, stdout, stderr } = await sockscope(words, replay);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('names file, line and column of faulty C before anything starts', async () => {
    const path = lesson('faulty-c', { 'server.c': 'int main(void) {\n  return nothing;\n}\n', 'client.c': fine });
    const { status, stdout, stderr } = await sockscope(['run', path]);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(new RegExp(`^${path}/server\\.c:2:10: .*\\n$`));
  });

  it('names file, line and column of a faulty lesson.md', async () => {
    const text = '---\nid: x\ntitle: X\nprograms:\n  - { role: server, file: server.c, host: C }\n---\n';
    const path = lesson('faulty-md', { 'lesson.md': text, 'server.c': fine });
    const { status, stderr } = await sockscope(['run', path]);
    expect(status).toBe(2);
    expect(stderr).toMatch(new RegExp(`^${path}/lesson\\.md:5:\\d+: `));
  });

  it('reads no FIFO, which would wait for ever, and no device, which has no end', async () => {
    const path = lesson('fifo', { 'client.c': fine });
    execFileSync('mkfifo', [join(path, 'server.c')]);
    expect(await sockscope(['run', path])).toMatchObject({
      status: 2,
      stderr: `${path}/server.c:1:1: This is no plain file; a lesson’s texts and programs are.\n`,
    });
    const endless = lesson('endless', { 'client.c': fine });
    symlinkSync('/dev/zero', join(endless, 'server.c'));
    expect((await sockscope(['run', endless])).stderr).toContain('server.c:1:1: This is no plain file');
  });

  it('lets no lesson write to the terminal what it likes', async () => {
    const path = lesson('escape', { 'lesson.md': '---\nprograms:\n  - { role: a, file: "\\e[2Jx.c" }\n---\n' });
    const { status, stderr } = await sockscope(['run', path]);
    expect(status).toBe(2);
    expect(stderr).toContain('there is no file \\x1b[2Jx.c');
  });
});

describe('exit status 3: this machine lacks what it needs', () => {
  it('for a run where no lab can run', async () => {
    const { status, stdout, stderr } = await sockscope(['run', 'tcp-echo'], replay);
    expect(status).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toContain('SOCKSCOPE_TIER=replay');
  });

  it('for a doctor that finds no lab can run', async () => {
    const { status, stdout } = await sockscope(['doctor', '--json'], replay);
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ tier: 'replay' });
  });
});

describe('serve', () => {
  it('says in a sentence that its port is in use, with status 1', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { status, stderr } = await sockscope(['--port', String(port)], replay);
    other.close();
    expect(status).toBe(1);
    expect(stderr).toBe(
      `sockscope: Port ${port} on 127.0.0.1 is in use; end the program that has it, or choose another with --port (0 takes a free one).\n`,
    );
  });

  it('goes on when nobody reads any more what it prints', async () => {
    const child = start(['serve', '--port', '0', '--no-open'], replay);
    child.stderr?.destroy();
    const origin = await new Promise<string>((resolve) => {
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        const found = /http:\/\/[^/\s]+/.exec(text)?.[0];
        if (found !== undefined) resolve(found);
      });
    });
    child.stdout?.destroy();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await fetch(origin)).status).toBe(401);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('serves until it is told to end, then ends with status 0, and has told no secret but in the address', async () => {
    const { child, origin, token, ask } = await serve(replay);
    let said = '';
    for (const out of [child.stdout, child.stderr]) out?.on('data', (part: Buffer | string) => (said += String(part)));
    expect((await fetch(origin)).status).toBe(401);
    expect((await ask('/api/lessons')).status).toBe(200);
    const { path } = (await (await ask('/api/presenter-links', { method: 'POST' })).json()) as { path: string };
    const answers = [`/?token=${token}`, path, path, `/%zz?token=${token}`, `/nothing?token=${token}`];
    for (const address of answers) await fetch(`${origin}${address}`);
    expect((await ask('/api/labs/%zz')).status).toBe(400);
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    for (const secret of [token, path.slice('/p/'.length)]) expect(said).not.toContain(secret);
  });
});

it('prints help and version', async () => {
  expect(await sockscope(['--help'])).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('Exit status') as string,
  });
  expect((await sockscope(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

describe('run', () => {
  it('prints the log as JSON and nothing else, without holes, and records the same', async (context) => {
    const { tier, why } = await machine();
    context.skip(tier !== 'lab', `no lab: ${why}`);
    const file = join(folder, 'tcp-echo.ndjson.gz');
    const { status, stdout, stderr } = await sockscope(['run', 'tcp-echo', '--json', '--record', file]);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const events: LabEvent[] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => eventSchema.parse(JSON.parse(line)));
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    expect(events.filter(({ kind }) => kind === 'trace.gap')).toEqual([]);
    expect(events.at(-1)).toMatchObject({ kind: 'lab.end', reason: 'finished' });
    const recording = readRecording(gunzipSync(readFileSync(file)).toString());
    expect(recording.ok && recording.value.events).toEqual(events);
  });

  it('ends its lab properly at Ctrl-C, which a terminal sends to the whole process group', async (context) => {
    const { tier, why } = await machine();
    context.skip(tier !== 'lab', `no lab: ${why}`);
    const child = start(['run', 'tcp-echo', '--json']);
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (part: string) => (text += part));
    await expect.poll(() => text, { timeout: 30_000 }).toContain('"api":"bind"');
    process.kill(-(child.pid ?? 0), 'SIGINT');
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(130);
    expect(eventSchema.parse(JSON.parse(text.trimEnd().split('\n').at(-1) ?? ''))).toMatchObject({
      kind: 'lab.end',
      reason: 'stopped',
    });
  });

  it('fails with status 1 where an expectation is not met', async (context) => {
    const { tier, why } = await machine();
    context.skip(tier !== 'lab', `no lab: ${why}`);
    const text =
      '---\nid: x\ntitle: X\nprograms:\n  - { role: solo, file: solo.c, host: A }\nexpect:\n  - solo exits 7\n---\n';
    const path = lesson('unmet', { 'lesson.md': text, 'solo.c': fine });
    const { status, stderr } = await sockscope(['run', path]);
    expect(stderr).toBe('sockscope: The lesson expects “solo exits 7”, and that did not happen.\n');
    expect(status).toBe(1);
  });

  it('fails with status 1 where a program fails, and says which', async (context) => {
    const { tier, why } = await machine();
    context.skip(tier !== 'lab', `no lab: ${why}`);
    const path = lesson('failing', {
      'server.c': fine,
      'client.c': 'int main(void) { return 3; }\n',
      'lesson.md': solo,
    });
    const { status, stderr } = await sockscope(['run', path]);
    expect(stderr).toMatch(/^sockscope: client \(pid \d+\) ended with status 3\.\n$/);
    expect(status).toBe(1);
  });
});

describe('a bad day', () => {
  it.for([
    ['arguments', `args: ["${'x'.repeat(200_000)}"] `, fine],
    ['variables', '', `char large[900000];\n${fine}`],
  ] as const)('says which program could not be started, and why: too large %s', async ([name, args, text], context) => {
    const { tier, why } = await machine();
    context.skip(tier !== 'lab', `no lab: ${why}`);
    const md = `---\nprograms:\n  - { role: client, file: client.c, ${args}}\n---\n`;
    const { status, stderr } = await sockscope(['run', lesson(name, { 'lesson.md': md, 'client.c': text })]);
    const sentence =
      'The global variables and arguments of client leave no room for its stack: shorten or shrink them.';
    expect(stderr).toBe(`sockscope: ${sentence}\n`);
    expect(status).toBe(1);
  });

  it.for(['run unix-echo --json', 'doctor'])('fails where its output cannot be written: %s', async (words, context) => {
    const { tier, why } = await machine();
    context.skip(tier !== 'lab', `no lab: ${why}`);
    const child = start(words.split(' '), {}, openSync('/dev/full', 'w'));
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (part: string) => (stderr += part));
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1);
    expect(stderr).toMatch(
      /^sockscope: Standard output could not be written \(ENOSPC.*make room, or write elsewhere\.\n$/,
    );
  });
});

const solo = '---\nid: x\ntitle: X\nprograms:\n  - { role: client, file: client.c, host: B }\n---\n';

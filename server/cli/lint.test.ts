import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Catalogue } from '../sessions/catalogue.ts';
import { lessonsPath } from '../supervisor/root.ts';
import { Walkthroughs } from '../walks/walkthroughs.ts';
import { lint } from './lint.ts';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'sockscope-lint-'))));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

/** A folder with these texts. */
function holding(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

async function linted(path: string): Promise<{ status: number; said: string }> {
  const said: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  }
  const status = await lint({ folder: path });
  return { status, said: said.join('').replaceAll(path, '.') };
}

const main = 'int main(void)\n{\n    return 0;\n}\n';
const talk = (scenes: string): string => `---\ntitle: Talk\n---\n${scenes}`;

describe('sockscope lint', () => {
  it('finds no fault in a walkthrough over shipped lessons', async () => {
    const path = holding('talk', { 'lesson.md': talk('## One\n```scene\nlab: tcp-echo\nrun: step\n```\n') });
    expect(await linted(path)).toEqual({ status: 0, said: '.: 1 scene, no fault found\n' });
  });

  it('tells line, column and advice for scenes and for programs', async () => {
    const faulty = holding('faulty', { 'lesson.md': talk('## One\n```scene\nlab: tcp-eco\nrun: jump\n```\n') });
    const { status, said } = await linted(faulty);
    expect(status).toBe(2);
    expect(said).toContain('./lesson.md:6:6: there is no lesson tcp-eco; name one by its id, such as lab: tcp-echo.');
    expect(said).toContain('./lesson.md:7:6: "jump" is nothing a scene can do; write it like');
    vi.restoreAllMocks();
    const c = holding('c', { 'server.c': main, 'client.c': 'int main(void)\n{\n    retrun 0;\n}\n' });
    expect((await linted(c)).said).toMatch(/^\.\/client\.c:3:\d+: /);
  });

  it('says what to name where there is no such folder', async () => {
    expect(await linted(join(folder, 'nowhere'))).toEqual({
      status: 2,
      said: 'sockscope: There is no folder .; name the folder that holds the lesson.md.\n',
    });
  });
});

describe('a folder of the user’s own', () => {
  it('adds its lessons and walkthroughs, read again when asked, and takes no shipped id', async () => {
    const own = join(folder, 'own');
    holding('own/mine', { 'server.c': main, 'client.c': main });
    holding('own/talk', { 'lesson.md': talk('## One\n```scene\nlab: mine\nrun: to the end\n```\n') });
    const copy = { 'server.c': main, 'client.c': main, 'lesson.md': '' };
    copy['lesson.md'] = '---\nid: tcp-echo\nprograms:\n  - { role: server, file: server.c }\n---\n';
    holding('own/copy', copy);
    const catalogue = await Catalogue.read(lessonsPath());
    const walkthroughs = await Walkthroughs.read(holding('none', {}), catalogue);
    expect(await catalogue.readOwn(own)).toEqual([
      `${join(own, 'copy', 'lesson.md')}:1:1: the id tcp-echo is taken by another lesson; choose another one.`,
    ]);
    expect(await walkthroughs.readOwn(own)).toEqual([]);
    expect(catalogue.get('mine')?.lesson.title).toBe('Echo over TCP');
    expect(walkthroughs.get('talk')?.walkthrough.scenes[0]?.lab).toBe('mine');
    rmSync(join(own, 'talk'), { recursive: true });
    await walkthroughs.readOwn(own);
    expect(walkthroughs.get('talk')?.folder ?? null).not.toBe(join(own, 'talk'));
  });
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import { run } from './run.ts';

afterEach(() => vi.restoreAllMocks());

/** Runs the command; answers its status and what it said of it. */
async function refused(lesson: string, json = false): Promise<{ status: number; said: string }> {
  const lines: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  const status = await run({ lesson, json, record: null });
  return { status, said: lines.join('') };
}

describe('what cannot be run is refused in one sentence', () => {
  it('no such lesson: the names of those that there are, walkthroughs included, each once', async () => {
    const { status, said } = await refused('none-such');
    expect(status).toBe(2);
    expect(said).toMatch(/^sockscope: There is no lesson or walkthrough “none-such” and no such folder; [^\n]+\.\n$/);
    const names = said.split('there are ')[1]?.match(/[\w-]+/g) ?? [];
    expect(names).toEqual(expect.arrayContaining(['tcp-echo', 'sockets']));
    expect(new Set(names).size).toBe(names.length);
  });

  it('no such folder', async () => {
    expect(await refused('./none-such')).toEqual({
      status: 2,
      said: 'sockscope: There is no folder ./none-such; give a lesson’s id or the folder of your own.\n',
    });
  });

  it('a walkthrough as one log', async () => {
    expect(await refused('sockets', true)).toEqual({
      status: 2,
      said: 'sockscope: A walkthrough has a log for each of its labs; --record FOLDER keeps them all.\n',
    });
  });
});

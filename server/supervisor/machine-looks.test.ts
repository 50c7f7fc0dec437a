import { afterEach, describe, expect, it } from 'vitest';
import { fail, failure, ok } from '#shared/base/result';
import type { MachineSockets } from '#shared/protocol/sockets';
import { MachineLooks } from './machine-looks.ts';

const look: MachineSockets = { at: 1, total: 0, population: {}, sockets: [], missing: [] };

let looks: MachineLooks | null = null;
afterEach(() => looks?.close());

/** A process that answers each line with what `answer` computes; `n` counts the lines, `pid` tells the processes apart. */
function made(answer: string): MachineLooks {
  const program = `let n = 0; const pid = process.pid;
    require('readline').createInterface({ input: process.stdin }).on('line', () => { n += 1; ${answer} });`;
  looks = new MachineLooks(() => ok([process.execPath, '-e', program]));
  return looks;
}

const told = (fields: string): string => `console.log(JSON.stringify({ ...${JSON.stringify(look)}, ${fields} }));`;

describe('looks at this machine', () => {
  it('come from one process, one after the other', async () => {
    const asked = made(told('at: n, total: pid'));
    const first = await asked.take();
    const second = await asked.take();
    expect(first.ok && second.ok && [first.value.at, second.value.at, second.value.total]).toEqual([
      1,
      2,
      first.ok && first.value.total,
    ]);
  });

  it('are shared by who asks at the same time', async () => {
    const asked = made(told('at: n'));
    const answers = await Promise.all([asked.take(), asked.take(), asked.take()]);
    expect(answers.map((answer) => answer.ok && answer.value.at)).toEqual([1, 1, 1]);
  });

  it('that break off are told with the process’s last words, and the next question starts another', async () => {
    const asked = made(`if (n === 1) { console.error('no netlink here'); process.exit(1); }`);
    const first = await asked.take();
    expect(first).toMatchObject({ ok: false, error: { code: 'look-failed' } });
    expect(!first.ok && first.error.message).toContain('no netlink here');
    expect(await asked.take()).toMatchObject({ ok: false });
  });

  it.each([
    ['another shape', `console.log('{"at":"now"}')`],
    ['no JSON', `console.log('so')`],
  ])('are believed in their own shape only: %s', async (words, answer) => {
    const result = await made(answer).take();
    expect(!result.ok && result.error.message).toContain(words);
  });

  it('end when they are closed, also in the middle of one', async () => {
    const asked = made('');
    const pending = asked.take();
    asked.close();
    expect(await pending).toMatchObject({ ok: false, error: { code: 'look-failed' } });
  });

  it('are refused, and no process is started, where there is nothing to take them', async () => {
    const why = failure('no-looks', 'Build it.');
    looks = new MachineLooks(() => fail(why));
    expect(await looks.take()).toEqual(fail(why));
  });
});

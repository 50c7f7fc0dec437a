import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { labSummarySchema } from '#shared/protocol/rest';
import { descendants, leftOf, type Seen } from '../testing/processes.ts';
import { machine, prepare, serve, start, type Served } from '../testing/sockscope.ts';

/** kill -9 at any moment leaves nothing behind: no process, and so no namespace and no file of its tmpfs. */

const ROUNDS = 6;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let server: Served | null = null;

beforeAll(prepare);

afterEach(() => {
  server?.child.kill('SIGKILL');
  server = null;
});

async function openLab({ ask }: Served, lesson: string): Promise<string> {
  const answer = await ask('/api/labs', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ lesson }),
  });
  return labSummarySchema.parse(await answer.json()).id;
}

async function eventsOf({ ask }: Served, id: string): Promise<number> {
  const labs = labSummarySchema.array().parse(await (await ask('/api/labs')).json());
  return labs.find((lab) => lab.id === id)?.events ?? 0;
}

const names = (processes: readonly Seen[]): string[] => processes.map(({ pid, name }) => `${name} ${pid}`);

describe('kill -9', () => {
  it('of the server ends its engines and their programs', async (context) => {
    const { tier, why } = await machine();
    context.skip(tier !== 'lab', `no lab: ${why}`);
    server = await serve();
    const served = server;
    const [tcp, unix] = [await openLab(served, 'tcp-echo'), await openLab(served, 'unix-echo')];
    await expect.poll(() => eventsOf(served, tcp), { timeout: 30_000 }).toBeGreaterThan(3);
    await expect.poll(() => eventsOf(served, unix), { timeout: 30_000 }).toBeGreaterThan(3);
    const before = descendants(served.child.pid ?? 0);
    // Two engines, and a program in each.
    expect(before.length).toBeGreaterThanOrEqual(4);

    served.child.kill('SIGKILL');
    await expect.poll(() => names(leftOf(before)), { timeout: 30_000 }).toEqual([]);
  });

  it('of an engine ends its programs and leaves the other labs alone', async (context) => {
    const { tier, why } = await machine();
    context.skip(tier !== 'lab', `no lab: ${why}`);
    server = await serve();
    const served = server;
    const first = await openLab(served, 'tcp-echo');
    await expect.poll(() => eventsOf(served, first), { timeout: 30_000 }).toBeGreaterThan(3);
    const mine = descendants(served.child.pid ?? 0);
    const second = await openLab(served, 'unix-echo');
    await expect.poll(() => eventsOf(served, second), { timeout: 30_000 }).toBeGreaterThan(3);
    const others = descendants(served.child.pid ?? 0).filter(({ pid }) => !mine.some((seen) => seen.pid === pid));

    const engine = mine.find(({ parent }) => parent === served.child.pid);
    process.kill(engine?.pid ?? 0, 'SIGKILL');
    await expect.poll(() => names(leftOf(mine)), { timeout: 30_000 }).toEqual([]);
    expect(names(leftOf(others))).toEqual(names(others));
    expect(await eventsOf(served, first)).toBeGreaterThan(3);
  });

  it.for(Array.from({ length: ROUNDS }, (_, round) => round))(
    'of a run at a random moment (%i)',
    async (_round, context) => {
      const { tier, why } = await machine();
      context.skip(tier !== 'lab', `no lab: ${why}`);
      // Up to 700 ms: from Node's own start to the middle of the lab.
      const child = start(['run', 'tcp-echo', '--json']);
      const until = performance.now() + Math.random() * 700;
      let seen: Seen[] = [];
      while (performance.now() < until) {
        seen = descendants(child.pid ?? 0);
        await sleep(5);
      }
      seen = [...seen, ...descendants(child.pid ?? 0)];
      child.kill('SIGKILL');
      await expect.poll(() => names(leftOf(seen)), { timeout: 30_000 }).toEqual([]);
    },
  );
});

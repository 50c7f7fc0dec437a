import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestContext } from 'vitest';
import { Bench } from './bench.ts';
import { LabPage, expectAsModelled, stateAt } from './lab-page.ts';
import type { Painted } from './lab-page.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
}, 180_000);
afterAll(() => bench.close());

/** Steps a lesson to its end and compares each stop with the log; answers the states each role was seen in. */
async function stepThrough(test: TestContext, lesson: string): Promise<Record<string, string[]>> {
  bench.needLab(test);
  const lab = await LabPage.start(await bench.page(test), lesson);
  const stops: Painted[] = [await lab.painted()];
  while (await lab.goesOn()) {
    await lab.step();
    stops.push(await lab.painted());
  }
  const log = await lab.log();
  const seen: Record<string, string[]> = {};
  for (const painted of stops) {
    expectAsModelled(painted, log);
    const { sockets } = stateAt(log, painted.seq);
    for (const [id, state] of Object.entries(painted.sockets)) {
      const states = (seen[sockets[id]?.role ?? 'nobody'] ??= []);
      if (!states.includes(state)) states.push(state);
    }
  }
  const end = stateAt(log, log.length);
  expect(Object.values(end.processes).map(({ role, status }) => [role, status])).toEqual([
    ['server', 0],
    ['client', 0],
  ]);
  expect(end.findings).toEqual([]);
  return seen;
}

describe('a lesson stepped to its end shows, at every stop, what the log says', () => {
  it('tcp-echo', { timeout: 240_000 }, async (test) => {
    const { server, client } = await stepThrough(test, 'tcp-echo');
    expect(server).toEqual(['CLOSED', 'LISTEN', 'SYN_RECV', 'ESTABLISHED', 'CLOSE_WAIT', 'LAST_ACK']);
    expect(client).toEqual(['CLOSED', 'SYN_SENT', 'ESTABLISHED', 'FIN_WAIT1', 'FIN_WAIT2', 'TIME_WAIT']);
  });

  it('unix-echo', { timeout: 240_000 }, async (test) => {
    const { server, client } = await stepThrough(test, 'unix-echo');
    expect(server).toEqual(['UNCONN', 'LISTEN', 'ESTABLISHED']);
    expect(client).toEqual(['UNCONN', 'ESTABLISHED']);
  });

  it('tcp-one-host: packets are seen on lo and cannot be held', { timeout: 240_000 }, async (test) => {
    const { client } = await stepThrough(test, 'tcp-one-host');
    expect(client).toContain('ESTABLISHED');
  });
});

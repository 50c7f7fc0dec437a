import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { LabEvent } from '#shared/events/event';
import { serverMessageSchema } from '#shared/protocol/browser';
import type { LabStatus } from '#shared/protocol/replies';
import { PROTOCOL_VERSION } from '#shared/protocol/version';
import { labSummarySchema } from '#shared/protocol/rest';
import { machine, prepare, serve, type Served } from '../testing/sockscope.ts';

/** A real lab, stepped over a real WebSocket by a page that loses its connection every few steps. */

let server: Served;

beforeAll(async () => {
  prepare();
  server = await serve();
});

afterAll(() => {
  server.child.kill('SIGTERM');
});

interface Line {
  readonly socket: WebSocket;
  status: LabStatus | null;
  readonly refusals: string[];
}

/** Dials in, resuming after `held`, and adds what comes to it. */
function dial(lab: string, held: LabEvent[], log: { id: string | null }): Line {
  const headers = { authorization: `Bearer ${server.token}` };
  const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/ws`, { headers });
  const line: Line = { socket, status: null, refusals: [] };
  socket.on('open', () => {
    const resume = log.id === null ? {} : { log: log.id, after: held.length };
    socket.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL_VERSION, lab, ...resume }));
  });
  socket.on('message', (data: Buffer) => {
    const message = serverMessageSchema.parse(JSON.parse(data.toString()));
    if (message.type === 'welcome') log.id = message.log;
    if (message.type === 'events') held.push(...message.events);
    if (message.type === 'status') line.status = message.status;
    if (message.type === 'refused') line.refusals.push(message.code);
  });
  return line;
}

describe.each(['tcp-echo', 'unix-echo', 'tcp-one-host'])('%s over the WebSocket', (lesson) => {
  it('is stepped to its end, with nothing lost and nothing doubled', async (context) => {
    const { tier, why } = await machine();
    context.skip(tier !== 'lab', `no lab: ${why}`);
    const answer = await server.ask('/api/labs', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ lesson }),
    });
    const { id } = labSummarySchema.parse(await answer.json());

    const held: LabEvent[] = [];
    const log = { id: null };
    let line = dial(id, held, log);
    const idle = (): Promise<void> =>
      expect.poll(() => line.status?.busy, { interval: 5, timeout: 30_000 }).toBe(false);
    for (let step = 1; step < 200 && !line.refusals.includes('nothing-held'); step += 1) {
      await idle();
      if (step % 7 === 0) {
        line.socket.terminate();
        line = dial(id, held, log);
        await idle();
      }
      const released = (): number => held.filter(({ kind }) => kind === 'gate.release').length;
      const before = released();
      line.socket.send('{"type":"step"}');
      await expect.poll(() => released() > before || line.refusals.length > 0, { interval: 5 }).toBe(true);
    }
    expect(line.refusals).toEqual(['nothing-held']);
    expect(held.map(({ seq }) => seq)).toEqual(held.map((_, i) => i + 1));
    const exits = held.flatMap((event) => (event.kind === 'process.exit' ? [`${event.role} ${event.status}`] : []));
    expect(exits.sort()).toEqual(['client 0', 'server 0']);
    line.socket.close();
    expect((await server.ask(`/api/labs/${id}`, { method: 'DELETE' })).status).toBe(204);
  });
});

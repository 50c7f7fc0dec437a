import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { MAX_CLIENT_MESSAGE, serverMessageSchema, type ServerMessage } from '#shared/protocol/browser';
import { PROTOCOL_VERSION } from '#shared/protocol/version';
import type { GuardRules } from '../http/guard.ts';
import { rulesFor } from '../http/testing/rules.ts';
import { Catalogue } from '../sessions/catalogue.ts';
import { Labs } from '../sessions/labs.ts';
import type { Session } from '../sessions/session.ts';
import { heldCall, labReady, labStart, released, started } from '../sessions/testing/drafts.ts';
import { ScriptedEngine } from '../sessions/testing/scripted-engine.ts';
import { Walks } from '../walks/walks.ts';
import { Walkthroughs } from '../walks/walkthroughs.ts';
import { attachWebSockets } from './attach.ts';
import { createFinder, type Finder } from './finder.ts';

const token = 'secret';
let folder: string;
let server: Server;
let labs: Labs;
let finder: Finder;
let sockets: { close(): void };
let port: number;
let rules: GuardRules;

/** A page on a line: what it is told, in order, each message checked against the schema. */
class Page {
  readonly messages: ServerMessage[] = [];
  readonly socket: WebSocket;
  closeCode: number | null = null;

  constructor(headers: Record<string, string> = { authorization: `Bearer ${token}` }, path = '/ws') {
    this.socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    this.socket.on('message', (data: Buffer) => {
      this.messages.push(serverMessageSchema.parse(JSON.parse(data.toString())));
    });
    this.socket.on('close', (code) => (this.closeCode = code));
  }

  async open(): Promise<this> {
    await new Promise((resolve, reject) => this.socket.once('open', resolve).once('error', reject));
    return this;
  }

  say(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  hello(session: Session, more: object = {}): void {
    this.say({ type: 'hello', protocol: PROTOCOL_VERSION, lab: session.id, ...more });
  }

  /** The seqs of all events so far. */
  get seqs(): number[] {
    return this.messages.flatMap((message) => (message.type === 'events' ? message.events.map(({ seq }) => seq) : []));
  }

  get refusals(): string[] {
    return this.messages.flatMap((message) => (message.type === 'refused' ? [message.code] : []));
  }
}

/** The status that an upgrade is turned away with. */
const turnedAway = (headers: Record<string, string>, path = '/ws'): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.once('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    socket.once('open', () => reject(new Error('was let in')));
    socket.on('error', () => undefined);
  });

async function openLab(): Promise<Session> {
  const opened = await labs.open('mine');
  if (!opened.ok) throw new Error(opened.error.message);
  await expect.poll(() => opened.value.status.busy).toBe(false);
  return opened.value;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sockscope-ws-'));
  mkdirSync(join(folder, 'mine'));
  for (const name of ['server.c', 'client.c'])
    writeFileSync(join(folder, 'mine', name), 'int main(void) { return 0; }\n');
  const catalogue = await Catalogue.read(folder);
  labs = new Labs(
    catalogue,
    () => Promise.resolve({ tier: 'lab', why: '', version: '0', capabilities: [] }),
    (listener) => {
      const engine: ScriptedEngine = new ScriptedEngine((command) => {
        if (command.cmd === 'start')
          return [labStart(), labReady(), started('server'), ...heldCall(1, 'server', 'socket', 'g1')];
        return command.cmd === 'release'
          ? [released(command.gate), ...heldCall(command.n, 'server', 'bind', `g${command.n}`)]
          : [];
      });
      return engine.launch(listener);
    },
  );
  const walkthroughs = await Walkthroughs.read(folder, catalogue);
  finder = createFinder(labs, new Walks(walkthroughs, labs), () => []);
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
  rules = rulesFor(token, port);
  sockets = attachWebSockets(server, rules, finder);
});

afterAll(async () => {
  sockets.close();
  await labs.close();
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

describe('the WebSocket', () => {
  it('steps a lab, and two pages see the same log', async () => {
    const session = await openLab();
    const [presenter, student] = [await new Page().open(), await new Page().open()];
    presenter.hello(session);
    student.hello(session);
    await expect.poll(() => presenter.seqs).toEqual([1, 2, 3, 4, 5]);
    presenter.say({ type: 'step' });
    await expect.poll(() => student.seqs).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(presenter.seqs).toEqual(student.seqs);
    expect(presenter.refusals).toEqual([]);
    presenter.socket.close();
    student.socket.close();
    await expect.poll(() => session.viewers).toBe(0);
  });

  it('resumes a lost connection with nothing lost and nothing doubled', async () => {
    const session = await openLab();
    const first = await new Page().open();
    first.hello(session);
    await expect.poll(() => first.seqs.length).toBe(5);
    first.socket.terminate();
    await session.step(false);
    await session.step(false);

    const second = await new Page().open();
    second.hello(session, { log: session.log.id, after: first.seqs.at(-1) });
    await expect.poll(() => [...first.seqs, ...second.seqs]).toEqual(session.log.events.map(({ seq }) => seq));
    second.socket.close();
  });

  it('refuses what is malformed, and the connection stays', async () => {
    const session = await openLab();
    const page = await new Page().open();
    page.socket.send('{"type":');
    page.socket.send(Buffer.from([1, 2, 3]));
    page.say({ type: 'dance' });
    page.say({ type: 'play', pauseMs: -1 });
    page.say({ type: 'step' });
    page.say({ type: 'hello', protocol: PROTOCOL_VERSION + 1, lab: session.id });
    page.say({ type: 'hello', protocol: PROTOCOL_VERSION, lab: 'nope' });
    await expect
      .poll(() => page.refusals)
      .toEqual(['bad-json', 'bad-json', 'bad-message', 'bad-message', 'hello-first', 'protocol', 'unknown-lab']);
    page.hello(session);
    await expect.poll(() => page.seqs.length).toBe(5);
    page.say({ type: 'release', gate: 'g99' });
    await expect.poll(() => page.refusals.at(-1)).toBe('no-such-gate');
    page.socket.close();
  });

  it('closes a line that brings too much with 1009, and no other', async () => {
    const session = await openLab();
    const [loud, calm] = [await new Page().open(), await new Page().open()];
    calm.hello(session);
    loud.socket.send('x'.repeat(MAX_CLIENT_MESSAGE + 1));
    await expect.poll(() => loud.closeCode).toBe(1009);
    await expect.poll(() => calm.seqs.length).toBe(5);
    expect(calm.closeCode).toBeNull();
    calm.socket.close();
  });

  it('is behind the guard', async () => {
    const bearer = { authorization: `Bearer ${token}` };
    expect(await turnedAway({})).toBe(401);
    expect(await turnedAway({ authorization: 'Bearer wrong' })).toBe(401);
    expect(await turnedAway({ ...bearer, origin: 'http://evil.example' })).toBe(403);
    expect(await turnedAway({ ...bearer, host: `evil.example:${port}` })).toBe(403);
    expect(await turnedAway({ cookie: `sockscope_${port}=${token}` })).toBe(403);
    expect(await turnedAway(bearer, '/elsewhere')).toBe(404);
    const page = await new Page({ cookie: `sockscope_${port}=${token}`, origin: `http://127.0.0.1:${port}` }).open();
    page.socket.close();
  });

  it('lets one viewer open a few pages, and nobody’s many take the others’ place', async () => {
    const viewer = (): Record<string, string> => ({
      cookie: `${rules.viewers.cookie}=${rules.viewers.issue()}`,
      origin: `http://127.0.0.1:${port}`,
    });
    const one = viewer();
    const pages = await Promise.all(Array.from({ length: 16 }, () => new Page(one).open()));
    expect(await turnedAway(one)).toBe(429);
    const other = await new Page(viewer()).open();
    pages[0]?.socket.close();
    await expect
      .poll(() =>
        new Page(one).open().then(
          ({ socket }) => pages.push({ socket } as Page),
          () => 0,
        ),
      )
      .toBe(17);
    for (const { socket } of [other, ...pages]) socket.close();
  });

  it('ends and restarts a lab for everybody who watches', async () => {
    const session = await openLab();
    const [presenter, student] = [await new Page().open(), await new Page().open()];
    presenter.hello(session);
    student.hello(session);
    await expect.poll(() => student.seqs.length).toBe(5);
    presenter.say({ type: 'end' });
    await expect.poll(() => student.messages.at(-1)).toMatchObject({ type: 'status', status: { engine: 'ended' } });
    presenter.say({ type: 'restart' });
    await expect.poll(() => student.messages.filter(({ type }) => type === 'welcome').length).toBe(2);
    await expect
      .poll(() => student.messages.at(-1))
      .toMatchObject({ type: 'status', status: { engine: 'running', busy: false } });
    presenter.socket.close();
    student.socket.close();
  });

  it('ends, also with a viewer that never answers its goodbye', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port: otherPort } = other.address() as AddressInfo;
    const attached = attachWebSockets(other, rulesFor(token, otherPort), finder);
    const dead = new WebSocket(`ws://127.0.0.1:${otherPort}/ws`, { headers: { authorization: `Bearer ${token}` } });
    dead.on('error', () => undefined);
    await new Promise((resolve) => dead.once('open', resolve));
    dead.pause();
    attached.close();
    await new Promise((resolve) => other.close(resolve));
    dead.terminate();
  });

  it('answers pings, but queues no answers for one that reads none', async () => {
    const page = await new Page().open();
    let pongs = 0;
    page.socket.on('pong', () => (pongs += 1));
    page.socket.ping('x');
    await expect.poll(() => pongs).toBe(1);
    page.socket.close();
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import { vi } from 'vitest';
import { ok } from '#shared/base/result';
import type { Machine } from '#shared/protocol/rest';
import { Catalogue } from '../../sessions/catalogue.ts';
import { Labs } from '../../sessions/labs.ts';
import { limitsFor } from '../../sessions/limits.ts';
import type { Person } from '../../sessions/owner.ts';
import { heldCall, labReady, labStart, started } from '../../sessions/testing/drafts.ts';
import { ScriptedEngine } from '../../sessions/testing/scripted-engine.ts';
import type { Walk } from '../../walks/walk.ts';
import { Walks } from '../../walks/walks.ts';
import { Walkthroughs } from '../../walks/walkthroughs.ts';
import { attachWebSockets } from '../../ws/attach.ts';
import { createFinder, type Finder } from '../../ws/finder.ts';
import { createApp } from '../app.ts';
import type { GuardRules } from '../guard.ts';
import { newToken } from '../token.ts';
import { Viewers } from '../viewers.ts';
import { rulesFor } from './rules.ts';

export type Headers = Readonly<Record<string, string>>;

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A whole server on a free port, with labs that a script plays and one walkthrough of two scenes, the first of which asks. */
export interface Classroom {
  readonly rules: GuardRules;
  readonly app: Express;
  readonly labs: Labs;
  readonly walks: Walks;
  readonly finder: Finder;
  readonly port: number;
  /** Begins the walkthrough; answers when its question is open. */
  readonly begin: (owner: Person, alone?: boolean) => Promise<Walk>;
  /** One request. An upgrade that is let through answers with status 101. */
  readonly ask: (method: string, path: string, headers: Headers, body?: string) => Promise<Answered>;
  readonly close: () => Promise<void>;
}

const talk = `---
title: Talk
---
## One
\`\`\`scene
lab: mine
run: until server enters socket
ask: { question: What now?, options: [this, that], answer: this }
\`\`\`
## Two
`;
const noLimit = { most: Infinity, aSecond: 1 };
const machine: Machine = { tier: 'lab', why: 'everything is there', version: '0', capabilities: [] };

export async function openClassroom(): Promise<Classroom> {
  const folder = mkdtempSync(join(tmpdir(), 'sockscope-class-'));
  for (const name of ['lessons/mine', 'walks/talk', 'page/assets']) mkdirSync(join(folder, name), { recursive: true });
  for (const file of ['server.c', 'client.c'])
    writeFileSync(join(folder, 'lessons/mine', file), 'int main(void) { return 0; }\n');
  writeFileSync(join(folder, 'walks/talk/lesson.md'), talk);
  writeFileSync(join(folder, 'page/index.html'), '<title>the page</title>');
  writeFileSync(join(folder, 'page/assets/index-abc.js'), 'export {};');

  const catalogue = await Catalogue.read(join(folder, 'lessons'));
  const labs = new Labs(
    catalogue,
    () => Promise.resolve(machine),
    (listener) =>
      new ScriptedEngine(({ cmd }) =>
        cmd === 'start' ? [labStart(), labReady(), started('server'), ...heldCall(1, 'server', 'socket', 'g1')] : [],
      ).launch(listener),
    // What is tested here is who may do something, not how often.
    { ...limitsFor(Infinity), startsOfAViewer: noLimit, startsOfViewers: noLimit },
  );
  const walks = new Walks(await Walkthroughs.read(join(folder, 'walks'), catalogue), labs, 0);
  const finder = createFinder(labs, walks, (walk) => [`http://192.168.1.5/j/${walk}`]);

  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const rules = { ...rulesFor(newToken(), port), viewers: new Viewers(port, (code) => walks.isGiven(code)) };
  const sockets = () => Promise.resolve(ok({ at: 1, total: 0, population: {}, sockets: [], missing: [] }));
  const app = createApp(
    rules,
    { catalogue, labs, walks, machine: () => Promise.resolve(machine), sockets },
    join(folder, 'page'),
  );
  server.on('request', app);
  const attached = attachWebSockets(server, rules, finder);

  return {
    rules,
    app,
    labs,
    walks,
    finder,
    port,
    begin: async (owner, alone = false) => {
      const opened = walks.open('talk', owner, alone);
      if (!opened.ok) throw new Error(opened.error.message);
      await vi.waitUntil(() => opened.value.state.phase === 'asking', { timeout: 20_000, interval: 2 });
      return opened.value;
    },
    ask: (method, path, headers, body = '') =>
      new Promise((resolve, reject) => {
        const more = { host: `127.0.0.1:${port}`, connection: 'close', ...headers };
        const sent = httpRequest({ port, method, path, headers: more }, (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (part: string) => (text += part));
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
          );
        });
        sent.on('upgrade', (response, socket) => {
          socket.destroy();
          resolve({ status: 101, headers: response.headers, body: '' });
        });
        sent.on('error', reject);
        sent.end(body);
      }),
    close: async () => {
      attached.close();
      walks.close();
      await labs.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true });
    },
  };
}

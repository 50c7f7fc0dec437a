import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Machine } from '#shared/protocol/rest';
import { newSecrets } from '../http/token.ts';
import { Catalogue } from '../sessions/catalogue.ts';
import { Labs } from '../sessions/labs.ts';
import { presenters, type Person } from '../sessions/owner.ts';
import { heldCall, labReady, labStart, released, returned, started } from '../sessions/testing/drafts.ts';
import { ScriptedEngine } from '../sessions/testing/scripted-engine.ts';
import { Keeper } from './keeper.ts';
import { keptFolder, KEPT_MS, logFile, readKept, readKeptLogs, stateFile } from './kept.ts';
import type { Member } from './people.ts';
import type { Walk } from './walk.ts';
import { Walks } from './walks.ts';
import { Walkthroughs } from './walkthroughs.ts';

const main = 'int main(void) { return 0; }\n';
const talk = `---
title: Talk
---
## One
\`\`\`scene
lab: mine
run: until server enters socket
expect: server enters socket
\`\`\`
## Two
\`\`\`scene
run: until server socket returns
ask: { question: What now?, options: [this, that], answer: this }
expect: server socket returns 3
\`\`\`
`;
const machine: Machine = { tier: 'lab', why: 'everything is there', version: '0', capabilities: [] };
const secrets = newSecrets();

let root: string;
let folder: string;
const servers: Server[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sockscope-kept-'));
  folder = join(root, 'state');
  for (const name of ['lessons/mine', 'walks/talk']) mkdirSync(join(root, name), { recursive: true });
  for (const file of ['server.c', 'client.c']) writeFileSync(join(root, 'lessons/mine', file), main);
  writeFileSync(join(root, 'walks/talk/lesson.md'), talk);
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.end();
  rmSync(root, { recursive: true, force: true });
});

/** One server's walks, from its start to its end. */
class Server {
  readonly walks: Walks;
  readonly engines: ScriptedEngine[] = [];
  readonly labs: Labs;

  private constructor(catalogue: Catalogue, walkthroughs: Walkthroughs) {
    this.labs = new Labs(
      catalogue,
      () => Promise.resolve(machine),
      (listener) => {
        const engine = new ScriptedEngine((command) =>
          command.cmd === 'start'
            ? [labStart(), labReady()]
            : command.cmd === 'spawn' && command.role === 'server'
              ? [started('server'), ...heldCall(1, 'server', 'socket', 'g1')]
              : command.cmd === 'release'
                ? [released('g1'), returned('server', 'socket', 3)]
                : [],
        );
        this.engines.push(engine);
        return engine.launch(listener);
      },
    );
    this.walks = new Walks(walkthroughs, this.labs, 0, new Keeper(folder, secrets));
  }

  /** Starts, and takes up what the server before it left. */
  static async start(): Promise<Server> {
    const catalogue = await Catalogue.read(join(root, 'lessons'));
    const server = new Server(catalogue, await Walkthroughs.read(join(root, 'walks'), catalogue));
    servers.push(server);
    const kept = readKept(folder, Date.now());
    if (kept !== null) server.walks.resume(kept, folder);
    server.walks.begin();
    return server;
  }

  async give(owner: Person = presenters): Promise<Walk> {
    const opened = this.walks.open('talk', owner, owner.role === 'viewer');
    if (!opened.ok) throw new Error(opened.error.message);
    await rests(opened.value);
    return opened.value;
  }

  walk(id: string): Walk {
    const walk = this.walks.get(id, { role: 'presenter' });
    if (walk === null) throw new Error('the walk is gone');
    return walk;
  }

  async end(): Promise<void> {
    this.walks.close();
    await this.labs.close();
  }
}

const rests = (walk: Walk): Promise<unknown> =>
  vi.waitUntil(() => ['asking', 'shown', 'failed'].includes(walk.state.phase), { timeout: 20_000, interval: 2 });

const member = (page: string, as: Member['as'], name = page): Member => ({ page, name, as, changed: () => undefined });

/** Waits until the disk holds all that the walk's state speaks of. */
const written = (): Promise<unknown> =>
  vi.waitUntil(
    () => {
      const walks = readKept(folder, Date.now())?.walks ?? [];
      return walks.length > 0 && walks.every((walk) => readKeptLogs(folder, walk) !== null);
    },
    { timeout: 20_000, interval: 5 },
  );

const eventsOf = (walk: Walk): readonly unknown[] => walk.stage?.session.log.events ?? [];

describe('a server that is started again', () => {
  it('shows the scene as it was, event by event, under the same code, and goes on in a fresh lab', async () => {
    const first = await Server.start();
    const before = await first.give();
    before.join(member('ann', 'presenter'));
    expect(before.state).toMatchObject({ phase: 'shown', expect: [{ met: true }] });
    const events = [...eventsOf(before)];
    await written();
    await first.end();

    const second = await Server.start();
    const walk = second.walk(before.id);
    expect(walk.state).toMatchObject({ scene: 0, phase: 'shown', restarted: true, expect: [{ met: true }] });
    expect(walk.state).toMatchObject({ driver: 'ann', away: true, moment: events.length });
    expect(eventsOf(walk)).toEqual(events);
    expect(second.walks.isGiven(before.id)).toBe(true);
    expect(second.engines).toHaveLength(0);

    const ann = member('ann', 'presenter');
    walk.join(ann);
    expect(walk.drive(ann, { do: 'next' })).toBeNull();
    await rests(walk);
    expect(walk.state).toMatchObject({ scene: 1, phase: 'asking', restarted: false, away: false });
    expect(second.engines).toHaveLength(1);
  });

  it('asks again what was asked, and lets a fresh lab answer', async () => {
    const first = await Server.start();
    const before = await first.give();
    const bob = member('bob', 'follower', 'Robert');
    before.join(bob);
    await before.goto(1);
    before.answer(bob, 1);
    await written();
    await vi.waitUntil(() => readKept(folder, Date.now())?.walks[0]?.place.phase === 'asking', { timeout: 20_000 });
    await first.end();
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(files.join('\n')).not.toMatch(/Robert|bob/);

    const second = await Server.start();
    const walk = second.walk(before.id);
    expect(walk.state).toMatchObject({ scene: 1, phase: 'asking', restarted: true, question: { counts: [0, 0] } });
    const ann = member('ann', 'presenter');
    walk.join(ann);
    // The page says its answer again as soon as its line stands.
    walk.answer(bob, 1);
    walk.drive(ann, { do: 'next' });
    await rests(walk);
    expect(walk.state).toMatchObject({
      scene: 1,
      phase: 'shown',
      restarted: false,
      expect: [{ text: 'server socket returns 3', met: true }],
      question: { counts: [0, 1], answer: 0 },
    });
  });

  it('counts what a student had open among the student’s labs, and what a class was shown as the walk’s', async () => {
    const first = await Server.start();
    const ann: Person = { role: 'viewer', id: 'ann' };
    const [given, own] = [await first.give(), await first.give(ann)];
    await written();
    await first.end();

    const { labs, walks } = await Server.start();
    expect(labs.ofViewers.map(({ session, viewer }) => [session.id, viewer])).toEqual([
      [walks.get(own.id, ann)?.state.lab, 'ann'],
    ]);
    const shown = labs.get(walks.get(given.id, presenters)?.state.lab ?? '');
    expect(shown === null ? null : labs.whyNotCommand(shown, presenters)?.code).toBe('driven');
    expect(shown === null ? null : labs.own(shown.id, ann)).toBeNull();
  });

  it('runs the scene anew where its log did not reach the disk', async () => {
    const first = await Server.start();
    const before = await first.give();
    await written();
    await first.end();
    const log = logFile(folder, before.id, 0);
    truncateSync(log, statSync(log).size - 20);
    const second = await Server.start();
    const walk = second.walk(before.id);
    await rests(walk);
    expect(walk.state).toMatchObject({ scene: 0, phase: 'shown', restarted: false, expect: [{ met: true }] });
    expect(second.engines).toHaveLength(1);
  });

  it('keeps nothing for others to read, and nothing once no walk is left', async () => {
    const server = await Server.start();
    const walk = await server.give();
    await written();
    expect(statSync(folder).mode & 0o077).toBe(0);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077, name).toBe(0);
    server.walks.end(walk.id);
    await vi.waitUntil(() => readdirSync(folder).length === 0, { timeout: 20_000 });
  });
});

describe('a disk that fails', () => {
  it('says so before anything is kept, and a walk can be given all the same', async () => {
    writeFileSync(folder, 'no folder');
    await expect(Server.start()).rejects.toThrow(/EEXIST|ENOTDIR/);
    const server = servers[0] as Server;
    const walk = await server.give();
    expect(walk.state.phase).toBe('shown');
    expect(server.walks.end(walk.id)).toBe(true);
    expect(readFileSync(folder, 'utf8')).toBe('no folder');
  });

  it('costs what was to be kept, and nothing else, while a walk is under way', async () => {
    const server = await Server.start();
    const walk = await server.give();
    await written();
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'no folder');
    await walk.goto(1);
    expect(walk.state.phase).toBe('asking');
    server.walks.sweep();
    expect(server.walks.end(walk.id)).toBe(true);
    await server.end();
    expect(readFileSync(folder, 'utf8')).toBe('no folder');
  });
});

describe('what was kept', () => {
  it('is taken up within half an hour, and only where it is what this server writes', async () => {
    const server = await Server.start();
    await server.give();
    await written();
    await server.end();
    const { at } = JSON.parse(readFileSync(stateFile(folder), 'utf8')) as { at: number };
    expect(readKept(folder, at + KEPT_MS - 1)).toMatchObject(secrets);
    expect(readKept(folder, at + KEPT_MS)).toBeNull();
    writeFileSync(stateFile(folder), '{"at": 1}');
    expect(readKept(folder, at)).toBeNull();
    expect(readKept(join(root, 'nowhere'), at)).toBeNull();
  });

  it('stands in the user’s state folder, one for each address; nowhere for a port that changes each time', () => {
    const at = { host: '127.0.0.1', port: 4870 };
    expect(keptFolder(at, { HOME: '/home/ann' })).toBe('/home/ann/.local/state/sockscope/serve-127.0.0.1-4870');
    expect(keptFolder({ host: '::', port: 80 }, { XDG_STATE_HOME: '/s' })).toBe('/s/sockscope/serve-__-80');
    expect(keptFolder({ ...at, port: 0 }, { HOME: '/home/ann' })).toBeNull();
    expect(keptFolder(at, {})).toBeNull();
  });
});

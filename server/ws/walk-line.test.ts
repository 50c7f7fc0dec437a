import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clientMessageSchema } from '#shared/protocol/browser';
import { PROTOCOL_VERSION } from '#shared/protocol/version';
import { walkReplySchema, type WalkReply } from '#shared/protocol/walk';
import type { Person } from '../sessions/owner.ts';
import { Catalogue } from '../sessions/catalogue.ts';
import { Labs } from '../sessions/labs.ts';
import { heldCall, labReady, labStart, started } from '../sessions/testing/drafts.ts';
import { ScriptedEngine } from '../sessions/testing/scripted-engine.ts';
import type { Walk } from '../walks/walk.ts';
import { Walks } from '../walks/walks.ts';
import { Walkthroughs } from '../walks/walkthroughs.ts';
import type { FeedSocket } from './feed.ts';
import { createFinder, type Finder } from './finder.ts';
import { Viewer } from './viewer.ts';

const main = 'int main(void) { return 0; }\n';
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

let folder: string;
let labs: Labs;
let walks: Walks;
let finder: Finder;
let given: Walk;

/** One page's line, spoken to directly. */
class Page implements FeedSocket {
  readonly sent: WalkReply[] = [];
  bufferedAmount = 0;
  readonly viewer: Viewer;

  constructor(person: Person) {
    this.viewer = new Viewer(this, finder, person);
  }

  send(text: string | Buffer): void {
    const parsed = walkReplySchema.safeParse(JSON.parse(text.toString()));
    if (parsed.success) this.sent.push(parsed.data);
  }

  say(message: object): this {
    this.viewer.receive(JSON.stringify(message));
    return this;
  }

  join(as: 'presenter' | 'follower', walk = given.id): this {
    return this.say({ type: 'join', protocol: PROTOCOL_VERSION, walk, as, name: 'N\u202Eame' });
  }

  get refusals(): string[] {
    return this.sent.flatMap((message) => (message.type === 'refused' ? [message.code] : []));
  }
}

const presenter: Person = { role: 'presenter' };
const ann: Person = { role: 'viewer', id: 'ann' };
const bob: Person = { role: 'viewer', id: 'bob' };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sockscope-walks-'));
  for (const name of ['lessons/mine', 'walks/talk']) mkdirSync(join(folder, name), { recursive: true });
  for (const file of ['server.c', 'client.c']) writeFileSync(join(folder, 'lessons/mine', file), main);
  writeFileSync(join(folder, 'walks/talk/lesson.md'), talk);
  const catalogue = await Catalogue.read(join(folder, 'lessons'));
  labs = new Labs(
    catalogue,
    () => Promise.resolve({ tier: 'lab', why: '', version: '0', capabilities: [] }),
    (listener) =>
      new ScriptedEngine(({ cmd }) =>
        cmd === 'start' ? [labStart(), labReady(), started('server'), ...heldCall(1, 'server', 'socket', 'g1')] : [],
      ).launch(listener),
  );
  walks = new Walks(await Walkthroughs.read(join(folder, 'walks'), catalogue), labs, 0);
  finder = createFinder(labs, walks, (walk) => [`http://host/j/${walk}`]);
});

beforeEach(async () => {
  const opened = walks.open('talk', presenter, false);
  if (!opened.ok) throw new Error(opened.error.message);
  given = opened.value;
  await expect.poll(() => given.state.phase).toBe('asking');
});

afterAll(async () => {
  walks.close();
  await labs.close();
  rmSync(folder, { recursive: true });
});

/** Everything a page can say, once each. */
const everyMessage: readonly object[] = [
  { type: 'step' },
  { type: 'release', gate: 'g1' },
  { type: 'destroy', socket: 's1' },
  { type: 'mark', label: 'look here' },
  { type: 'play', pauseMs: 0 },
  { type: 'end' },
  { type: 'restart' },
  { type: 'keep' },
  { type: 'wall', protocol: PROTOCOL_VERSION },
  { type: 'ask-to-drive' },
  { type: 'take-over' },
  ...[
    { do: 'next' },
    { do: 'hurry' },
    { do: 'back' },
    { do: 'goto', scene: 1 },
    { do: 'again' },
    { do: 'blank', blank: true },
    { do: 'lock', locked: true },
    { do: 'moment', lab: 'x', seq: 1 },
    { do: 'step', lab: 'x' },
    { do: 'release', lab: 'x', gate: 'g1' },
    { do: 'destroy', lab: 'x', socket: 's1' },
    { do: 'point', at: { x: 0, y: 0 } },
    { do: 'draw', stroke: [{ x: 0, y: 0 }] },
    { do: 'wipe' },
    { do: 'hands', counts: [1, 0] },
    { do: 'give', to: 'x' },
  ].map((order) => ({ type: 'drive', order })),
];

describe('a walk over the line', () => {
  it('shows everybody the same, and presenters their notes, the join link and the answers', async () => {
    const [driver, follower] = [new Page(presenter).join('presenter'), new Page(ann).join('follower')];
    await expect.poll(() => follower.sent.at(-1)?.type).toBe('walk');
    follower.say({ type: 'answer', option: 1 });
    await expect
      .poll(() => driver.sent.findLast((message) => message.type === 'presenting'))
      .toMatchObject({
        presenter: {
          next: { title: 'Two' },
          join: [`http://host/j/${given.id}`],
          answers: [{ name: 'Name', option: 1 }],
        },
      });
    await expect
      .poll(() => follower.sent.findLast((message) => message.type === 'walk'))
      .toMatchObject({ walk: { followers: 1, phase: 'asking' } });
    await expect
      .poll(() => follower.sent.findLast((message) => message.type === 'crowd'))
      .toEqual({ type: 'crowd', followers: 1, answered: 1, counts: [0, 1] });
    expect(follower.sent.filter((message) => message.type === 'presenting')).toEqual([]);
  });

  it('lets a viewer change nothing, whatever it says', async () => {
    const follower = new Page(ann).join('follower');
    follower.say({ type: 'hello', protocol: PROTOCOL_VERSION, lab: given.state.lab ?? '' });
    const kinds = new Set(everyMessage.map((message) => (message as { type: string }).type));
    const harmless = ['hello', 'history', 'join', 'answer'];
    expect(clientMessageSchema.options.map(({ shape }) => shape.type.value).filter((type) => !kinds.has(type))).toEqual(
      expect.arrayContaining(harmless),
    );
    expect(clientMessageSchema.options).toHaveLength(kinds.size + harmless.length);
    const before = given.state;
    for (const message of everyMessage) follower.say(message);
    await expect.poll(() => follower.refusals).toEqual(everyMessage.map(() => 'read-only'));
    expect(given.state).toMatchObject({ scene: before.scene, lab: before.lab, blank: false, driver: null });
    expect(labs.get(given.state.lab ?? '')?.log.state.gates).toHaveLength(1);
  });

  it('lets no viewer in as a presenter, nor into what is another viewer’s', async () => {
    const intruder = new Page(ann).join('presenter');
    await expect.poll(() => intruder.refusals).toEqual(['read-only']);
    const own = walks.open('talk', ann, false);
    if (!own.ok) throw new Error(own.error.message);
    await expect.poll(() => own.value.state.lab).not.toBeNull();
    const curious = new Page(bob).join('follower', own.value.id);
    await expect.poll(() => curious.refusals).toEqual(['unknown-walk']);
    const stranger = new Page(bob).say({ type: 'hello', protocol: PROTOCOL_VERSION, lab: own.value.state.lab ?? '' });
    await expect.poll(() => stranger.refusals).toEqual(['unknown-lab']);
    const owner = new Page(ann).join('presenter', own.value.id);
    await expect.poll(() => own.value.state.phase).toBe('asking');
    owner.say({ type: 'drive', order: { do: 'next' } });
    await expect.poll(() => own.value.state.phase).toBe('shown');
    expect(walks.isGiven(own.value.id)).toBe(false);
  });

  it('remembers a viewer by the name it follows under, not by what the page of its own walk calls itself', async () => {
    new Page(bob).join('follower');
    const own = walks.open('talk', bob, false);
    if (!own.ok) throw new Error(own.error.message);
    new Page(bob).say({
      type: 'join',
      protocol: PROTOCOL_VERSION,
      walk: own.value.id,
      as: 'presenter',
      name: 'The projected picture',
    });
    await expect.poll(() => own.value.state.presenters.length).toBe(1);
    expect(walks.students.of('bob').name).toBe('Name');
  });

  it('gives a viewer one walk of its own: a new one takes the old one’s place', () => {
    const [first, second] = [walks.open('talk', bob, false), walks.open('talk', bob, false)];
    if (!first.ok || !second.ok) throw new Error('both are opened');
    expect(walks.get(first.value.id, presenter)).toBeNull();
    expect(walks.get(second.value.id, presenter)).not.toBeNull();
  });

  it('queues nothing for a page that does not read: it gets the newest state when it does', async () => {
    const slow = new Page(ann).join('follower');
    await expect.poll(() => slow.sent.length).toBe(1);
    slow.bufferedAmount = 2 ** 30;
    const driver = new Page(presenter).join('presenter');
    for (const blank of [true, false, true]) driver.say({ type: 'drive', order: { do: 'blank', blank } });
    await expect
      .poll(() => driver.sent.findLast(({ type }) => type === 'walk'))
      .toMatchObject({ walk: { blank: true } });
    expect(slow.sent).toHaveLength(1);
    slow.bufferedAmount = 0;
    await expect.poll(() => slow.sent.at(-1)).toMatchObject({ walk: { blank: true } });
    expect(slow.sent).toHaveLength(2);
  });

  it('counts a viewer’s answers once, whatever its pages call themselves', async () => {
    const driver = new Page(presenter).join('presenter');
    for (let i = 0; i < 5; i++) {
      const page = new Page(ann);
      page.say({ type: 'join', protocol: PROTOCOL_VERSION, walk: given.id, as: 'follower', page: `p${i}` });
      page.say({ type: 'answer', option: i === 4 ? 1 : 0 });
    }
    new Page(bob).join('follower').say({ type: 'answer', option: 1 });
    const counts = () =>
      driver.sent.flatMap((message) => {
        if (message.type === 'crowd') return [message.counts];
        return message.type === 'walk' ? [message.walk.question?.counts] : [];
      });
    await expect.poll(() => counts().at(-1)).toEqual([0, 2]);
  });

  it('takes no more messages than a hand can make', async () => {
    const loud = new Page(ann).join('follower');
    for (let i = 0; i < 400; i++) loud.say({ type: 'answer', option: 0 });
    await expect.poll(() => loud.refusals).toContain('too-fast');
  });
});

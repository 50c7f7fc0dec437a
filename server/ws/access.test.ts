import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientMessageSchema } from '#shared/protocol/browser';
import { PROTOCOL_VERSION } from '#shared/protocol/version';
import { driveSchema } from '#shared/protocol/walk';
import type { Person } from '../sessions/owner.ts';
import { openClassroom, type Classroom } from '../http/testing/classroom.ts';
import type { Walk } from '../walks/walk.ts';
import type { FeedSocket } from './feed.ts';
import { Viewer } from './viewer.ts';

let room: Classroom;
beforeAll(async () => {
  room = await openClassroom();
});
afterAll(() => room.close());

const presenter: Person = { role: 'presenter' };
const bob: Person = { role: 'viewer', id: 'bob' };

/** A page's line, spoken to directly: the guard has let it in. */
class Line implements FeedSocket {
  readonly bufferedAmount = 0;
  readonly refusals: string[] = [];
  /** What it was told beforehand of each lab it watched: whether it only looks. */
  readonly welcomes: boolean[] = [];
  readonly viewer: Viewer;

  constructor(person: Person) {
    this.viewer = new Viewer(this, room.finder, person);
  }

  send(text: string | Buffer): void {
    const message = JSON.parse(text.toString()) as { type: string; code?: string; onlyWatched?: true };
    if (message.type === 'welcome') this.welcomes.push(message.onlyWatched === true);
    if (message.type === 'refused') this.refusals.push(message.code ?? '');
  }

  say(message: object): this {
    this.viewer.receive(JSON.stringify(message));
    return this;
  }

  join(walk: Walk, as: 'presenter' | 'follower', page: string): this {
    return this.say({ type: 'join', protocol: PROTOCOL_VERSION, walk: walk.id, as, page });
  }

  watch(walk: Walk): this {
    return this.say({ type: 'hello', protocol: PROTOCOL_VERSION, lab: walk.state.lab ?? '' });
  }
}

const askers = [
  'who drives',
  'another presenter',
  'viewer',
  'viewer under the driver’s name',
  'viewer in a walk of its own',
  'viewer in another’s own walk',
  'presenter who joined nothing',
  'presenter who watches the lab alone',
  'presenter who rehearses',
  'presenter in a viewer’s own walk',
] as const;
type Asker = (typeof askers)[number];

/** What nobody may who has no right to it: everything else that refuses a message is about the message. */
const ACCESS = ['read-only', 'driven', 'not-driving', 'unknown-walk', 'unknown-lab', 'hello-first', 'join-first'];

type Heard = Readonly<Record<Asker, string>>;
const hears = (...codes: readonly string[]): Heard =>
  Object.fromEntries(askers.map((asker, i) => [asker, codes[i] ?? ''])) as Heard;
const everybody = (...codes: readonly string[]): Heard => hears(...codes, 'yes', 'yes', 'yes');

// In the order of `askers`. A viewer in another's own walk has joined nothing: it does not find it. What a class is shown nobody
// changes but by the walk; a rehearsal is a presenter's own, and in a student's own walk a presenter lends a hand at its lab.
const changesTheLab = hears(
  ...['driven', 'driven', 'read-only', 'read-only', 'yes', 'hello-first', 'hello-first', 'driven', 'yes', 'yes'],
);
const joined = ['read-only', 'read-only', 'yes', 'join-first', 'join-first', 'join-first', 'yes', 'read-only'];
const drives = hears('yes', 'not-driving', ...joined);
const presents = hears('yes', 'yes', ...joined);

/** Every kind of message, and every order of a driver, said once; what each asker hears. A new kind has to be decided about. */
const kinds: Readonly<Record<string, { readonly say: (walk: Walk) => object; readonly heard: Heard }>> = {
  hello: {
    say: (walk) => ({ type: 'hello', protocol: PROTOCOL_VERSION, lab: walk.state.lab ?? '' }),
    heard: everybody('yes', 'yes', 'yes', 'yes', 'yes', 'unknown-lab', 'yes'),
  },
  history: {
    say: () => ({ type: 'history', from: 1, to: 2 }),
    heard: everybody('yes', 'yes', 'yes', 'yes', 'yes', 'hello-first', 'hello-first'),
  },
  join: {
    say: ({ id: walk }) => ({ type: 'join', protocol: PROTOCOL_VERSION, walk, as: 'follower' }),
    heard: everybody('yes', 'yes', 'yes', 'yes', 'yes', 'unknown-walk', 'yes'),
  },
  'join as presenter': {
    say: ({ id: walk }) => ({ type: 'join', protocol: PROTOCOL_VERSION, walk, as: 'presenter' }),
    heard: hears('yes', 'yes', 'read-only', 'read-only', 'yes', 'unknown-walk', 'yes', 'yes', 'yes', 'read-only'),
  },
  'ask-to-drive': {
    say: () => ({ type: 'ask-to-drive' }),
    heard: presents,
  },
  'take-over': {
    say: () => ({ type: 'take-over' }),
    heard: presents,
  },
  answer: {
    say: () => ({ type: 'answer', option: 0 }),
    heard: hears('yes', 'yes', 'yes', 'yes', 'yes', 'join-first', 'join-first', 'join-first', 'yes', 'yes'),
  },
  step: { say: () => ({ type: 'step' }), heard: changesTheLab },
  release: { say: () => ({ type: 'release', gate: 'g1' }), heard: changesTheLab },
  destroy: { say: () => ({ type: 'destroy', socket: 's1' }), heard: changesTheLab },
  mark: { say: () => ({ type: 'mark', label: 'look here' }), heard: changesTheLab },
  play: { say: () => ({ type: 'play', pauseMs: 0 }), heard: changesTheLab },
  end: { say: () => ({ type: 'end' }), heard: changesTheLab },
  restart: { say: () => ({ type: 'restart' }), heard: changesTheLab },
  keep: { say: () => ({ type: 'keep' }), heard: changesTheLab },
  wall: {
    say: () => ({ type: 'wall', protocol: PROTOCOL_VERSION }),
    heard: everybody('yes', 'yes', 'read-only', 'read-only', 'read-only', 'read-only', 'yes'),
  },
  ...Object.fromEntries(
    Object.entries({
      next: {},
      hurry: {},
      back: {},
      goto: { scene: 1 },
      again: {},
      blank: { blank: true },
      lock: { locked: true },
      moment: { lab: 'x', seq: 1 },
      point: { at: { x: 0, y: 0 } },
      draw: { stroke: [{ x: 0, y: 0 }] },
      wipe: {},
      hands: { counts: [1, 0] },
      give: { to: 'x' },
      step: { lab: 'x' },
      release: { lab: 'x', gate: 'g1' },
      destroy: { lab: 'x', socket: 's1' },
    }).map(([order, more]) => [
      `drive: ${order}`,
      {
        // Orders about the lab name it: the one that is shown.
        say: ({ state: { lab } }) => ({
          type: 'drive',
          order: { do: order, ...more, ...('lab' in more ? { lab: lab ?? '' } : {}) },
        }),
        heard: drives,
      },
    ]),
  ),
};

/** Viewers have a budget of labs: each walk is another one's. */
let viewers = 0;

/** A walk, and this asker's line to it; the driver's comes first. */
async function lineOf(asker: Asker): Promise<{ readonly walk: Walk; readonly line: Line; readonly end: () => void }> {
  const owner: Person =
    asker === 'viewer in a walk of its own' ||
    asker === 'viewer in another’s own walk' ||
    asker === 'presenter in a viewer’s own walk'
      ? ({ role: 'viewer', id: `ann ${++viewers}` } as const)
      : presenter;
  const walk = await room.begin(owner, asker === 'presenter who rehearses');
  const driver = new Line(owner).join(walk, 'presenter', 'driver').watch(walk);
  const line = ((): Line => {
    switch (asker) {
      case 'who drives':
      case 'viewer in a walk of its own':
      case 'presenter who rehearses':
        return driver;
      case 'another presenter':
        return new Line(presenter).join(walk, 'presenter', 'second').watch(walk);
      case 'viewer':
        return new Line(bob).join(walk, 'follower', 'bob').watch(walk);
      case 'viewer under the driver’s name':
        return new Line(bob).join(walk, 'follower', 'driver').watch(walk);
      case 'viewer in another’s own walk':
        return new Line(bob).join(walk, 'follower', 'bob').watch(walk);
      case 'presenter in a viewer’s own walk':
        return new Line(presenter).join(walk, 'follower', 'hand').watch(walk);
      case 'presenter who watches the lab alone':
        return new Line(presenter).watch(walk);
      case 'presenter who joined nothing':
        return new Line(presenter);
    }
  })();
  // A refusal is sent once what was asked has been looked at, a turn later.
  await turn();
  line.refusals.length = 0;
  const end = (): void => {
    driver.viewer.close();
    line.viewer.close();
    room.walks.end(walk.id);
  };
  return { walk, line, end };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('who may say what', () => {
  it('is decided for every kind of message and every order', () => {
    const said = Object.values(kinds).map(({ say }) => say({ id: 'x', state: { lab: 'y' } } as Walk));
    for (const message of said)
      expect(clientMessageSchema.safeParse(message).success, JSON.stringify(message)).toBe(true);
    const types = new Set(said.map((message) => (message as { type: string }).type));
    expect([...types].toSorted()).toEqual(clientMessageSchema.options.map(({ shape }) => shape.type.value).toSorted());
    const orders = Object.keys(kinds).flatMap((kind) => /^drive: (.*)/.exec(kind)?.[1] ?? []);
    expect(orders.toSorted()).toEqual(driveSchema.options.map(({ shape }) => shape.do.value).toSorted());
  });

  it.each(askers)('%s, told beforehand where it only looks', async (asker) => {
    const { line, end } = await lineOf(asker);
    const heard = changesTheLab[asker];
    expect(line.welcomes).toEqual(heard === 'hello-first' ? [] : [heard !== 'yes']);
    end();
  });

  it.each(askers)('%s', { timeout: 60_000 }, async (asker) => {
    const heard: Record<string, string> = {};
    for (const [kind, { say }] of Object.entries(kinds)) {
      const { walk, line, end } = await lineOf(asker);
      const before = JSON.stringify({ ...walk.state, followers: 0 });
      const gates = room.labs.get(walk.state.lab ?? '')?.log.state.gates.length;
      line.say(say(walk));
      await turn();
      heard[kind] = line.refusals.find((code) => ACCESS.includes(code)) ?? 'yes';
      if (heard[kind] !== 'yes') {
        expect(JSON.stringify({ ...walk.state, followers: 0 }), kind).toBe(before);
        expect(room.labs.get(walk.state.lab ?? '')?.log.state.gates.length, kind).toBe(gates);
      }
      end();
    }
    expect(heard).toEqual(Object.fromEntries(Object.entries(kinds).map(([kind, row]) => [kind, row.heard[asker]])));
  });
});

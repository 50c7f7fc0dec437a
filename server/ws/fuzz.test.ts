import {
  anything,
  array,
  assert,
  asyncProperty,
  constantFrom,
  dictionary,
  json,
  nat,
  oneof,
  string,
  tuple,
} from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { FUZZ_MS, fuzz } from '#shared/base/testing/fuzz';
import { clientMessageSchema } from '#shared/protocol/browser';
import { PROTOCOL_VERSION } from '#shared/protocol/version';
import { driveSchema } from '#shared/protocol/walk';
import type { Person } from '../sessions/owner.ts';
import { openClassroom, type Classroom } from '../http/testing/classroom.ts';
import type { Walk } from '../walks/walk.ts';
import { Viewer } from './viewer.ts';

let room: Classroom;
let walk: Walk;
const lost: unknown[] = [];
const lose = (error: unknown): void => void lost.push(error);
beforeAll(async () => {
  room = await openClassroom();
  process.on('unhandledRejection', lose);
});
beforeEach(async () => {
  walk = await room.begin({ role: 'presenter' });
});
afterEach(() => room.walks.end(walk.id));
afterAll(async () => {
  process.off('unhandledRejection', lose);
  await room.close();
});

const types = clientMessageSchema.options.map(({ shape }) => shape.type.value);
const orders = driveSchema.options.map(({ shape }) => shape.do.value);
/** Names that messages have, with values that are right now and then. `@lab` and `@walk` are the real ones. */
const field = oneof(
  tuple(constantFrom('lab', 'walk'), constantFrom('@lab', '@walk', '', '../x', '__proto__')),
  tuple(constantFrom('protocol'), constantFrom(PROTOCOL_VERSION, PROTOCOL_VERSION, 0, 1e308)),
  tuple(constantFrom('as'), constantFrom('presenter', 'follower', 'god')),
  tuple(
    constantFrom('from', 'to', 'after', 'option', 'scene', 'pauseMs', 'delayMs', 'seq'),
    oneof(nat(), constantFrom(-1, 0, 1, 2 ** 53, 1e308, null)),
  ),
  tuple(
    constantFrom('name', 'page', 'gate', 'socket', 'log', 'action'),
    oneof(string(), constantFrom('g1', '<b>', '\u202e\u0000', 'drop')),
  ),
  tuple(
    constantFrom('order'),
    tuple(
      constantFrom(...orders),
      dictionary(constantFrom('scene', 'seq', 'blank', 'locked', 'at', 'stroke', 'to'), anything()),
    ).map(([order, more]) => ({ ...more, do: order })),
  ),
);
const message = oneof(
  {
    weight: 4,
    arbitrary: tuple(constantFrom(...types), array(field, { maxLength: 6 })).map(([type, fields]) =>
      JSON.stringify({ type, ...Object.fromEntries(fields) }),
    ),
  },
  {
    weight: 1,
    arbitrary: oneof(json(), string(), constantFrom('['.repeat(30_000), '{"type":"hello"', '\u0000', '1e999')),
  },
);

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it.each([
  ['a viewer', { role: 'viewer', id: 'ann' }],
  ['a presenter', { role: 'presenter' }],
] as const)(
  'whatever %s says, each answer is a message, and nothing breaks',
  { timeout: FUZZ_MS },
  async (who, person: Person) => {
    await assert(
      asyncProperty(array(message, { minLength: 1, maxLength: 12 }), async (said) => {
        const answers: string[] = [];
        const viewer = new Viewer(
          { bufferedAmount: 0, send: (text) => void answers.push(String(text)) },
          room.finder,
          person,
        );
        for (const text of said) {
          const { lab } = walk.state;
          viewer.receive(text.replaceAll('@lab', lab ?? '').replaceAll('@walk', walk.id));
        }
        await turn();
        viewer.close();
        for (const text of answers) {
          const { type, message } = JSON.parse(text) as { type: string; message?: string };
          if (type === 'refused') expect(message).toMatch(/^[A-Z].*\.$/s);
        }
        expect(lost).toEqual([]);
        if (who === 'a viewer')
          expect(walk.state).toMatchObject({ scene: 0, blank: false, locked: false, strokes: [] });
      }),
      fuzz(150),
    );
    expect(JSON.stringify(walk.state).length).toBeLessThan(256 * 1024);
  },
);

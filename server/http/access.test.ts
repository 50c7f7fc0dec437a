import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Person } from '../sessions/owner.ts';
import type { Walk } from '../walks/walk.ts';
import { openClassroom, type Answered, type Classroom, type Headers } from './testing/classroom.ts';
import { routesOf } from './testing/routes.ts';

let room: Classroom;
/** A walk that a class follows, and one that a viewer takes alone. */
let given: Walk;
let alone: Walk;
let askers: Record<Asker, Headers>;
let viewerPerson: Person;

type Asker =
  | 'presenter'
  | 'presenter by token'
  | 'viewer'
  | 'viewer of another walk'
  | 'stranger'
  | 'old cookie'
  | 'forged viewer'
  | 'presenter without an origin'
  | 'viewer without an origin'
  | 'foreign site, presenter’s browser'
  | 'foreign site, viewer’s browser'
  | 'rebinding host, presenter’s browser'
  | 'rebinding host, viewer’s browser';

interface Row {
  /** The address, where the route has parameters. */
  readonly path?: () => string;
  readonly body?: string;
  /** What a viewer hears; `in`: it is let through. */
  readonly viewer: 'in' | '403 presenters-only';
  /** What who has no cookie, or a worthless one, hears. */
  readonly stranger?: string;
}

const page: Row = { viewer: 'in' };
const forPresenters: Row = { viewer: '403 presenters-only' };
const lab = (): string => given.state.lab ?? '';

/** Every route there is. A new one is missing here until somebody has decided who may use it. */
const routes: Readonly<Record<string, Row>> = {
  'UPGRADE /ws': { viewer: 'in' },
  'USE /assets': { path: () => '/assets/index-abc.js', viewer: 'in' },
  'GET /': page,
  'GET /sockets': page,
  'GET /labs/:id': { ...page, path: () => `/labs/${lab()}` },
  'GET /recordings/:id': { ...page, path: () => '/recordings/1' },
  'GET /compare': page,
  'GET /programs': page,
  'GET /walk/:id': { ...page, path: () => `/walk/${given.id}` },
  'GET /present/:id': { ...page, path: () => `/present/${given.id}` },
  'GET /j/:code': { ...page, path: () => '/j/AAAAAAAA', stranger: '401 wrong-code' },
  'GET /p/:secret': { path: () => usedLink, viewer: 'in' },
  'GET /wall': page,
  'GET /api/me': page,
  'GET /api/lessons': page,
  'GET /api/lessons/:id': { ...page, path: () => '/api/lessons/mine' },
  'GET /api/lessons/:id/recording': { ...page, path: () => '/api/lessons/mine/recording' },
  'POST /api/lessons/:id/labs': {
    ...page,
    path: () => '/api/lessons/mine/labs',
    body: '{"programs":[{"file":"server.c","text":"int main(void) { return 1; }"}]}',
  },
  'GET /api/machine': forPresenters,
  'GET /api/sockets': forPresenters,
  // Those that a viewer may use: what it finds among them is tested below.
  'GET /api/labs': page,
  'POST /api/labs': { ...page, body: '{"lesson":"mine"}' },
  'DELETE /api/labs/:id': { ...page, path: () => `/api/labs/${lab()}` },
  'GET /api/labs/:id/recording': { ...page, path: () => `/api/labs/${lab()}/recording` },
  'GET /api/labs/:id/page': { ...page, path: () => `/api/labs/${lab()}/page` },
  'GET /api/walkthroughs': page,
  'GET /api/walkthroughs/:id/page': { ...forPresenters, path: () => '/api/walkthroughs/talk/page' },
  'GET /api/walkthroughs/:id/slides': { ...forPresenters, path: () => '/api/walkthroughs/talk/slides' },
  'GET /api/walks': forPresenters,
  'GET /api/walks/:id': { ...page, path: () => `/api/walks/${given.id}` },
  'POST /api/walks': { viewer: 'in', body: '{"walkthrough":"talk"}' },
  'DELETE /api/walks/:id': { ...page, path: () => `/api/walks/${given.id}` },
  'GET /api/walks/:id/answers': { ...forPresenters, path: () => `/api/walks/${given.id}/answers` },
  'POST /api/presenter-links': forPresenters,
};
let usedLink = '';

async function knock(route: string, { path, body }: Row, headers: Headers): Promise<Answered> {
  const [method = '', template = ''] = route.split(' ');
  const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
  const verb = method === 'UPGRADE' || method === 'USE' ? 'GET' : method;
  const more: Headers =
    method === 'UPGRADE'
      ? { ...upgrade, 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' }
      : body === undefined
        ? {}
        : { 'content-type': 'application/json' };
  return room.ask(verb, path?.() ?? template, { ...headers, ...more }, body);
}

/** `in`, or with which status and code it was kept out. */
function verdict({ status, body }: Answered): string {
  if (![401, 403, 429].includes(status)) return 'in';
  return `${status} ${(JSON.parse(body) as { code: string }).code}`;
}

/** All routes, and what this asker hears at each. */
async function hears(asker: Asker): Promise<Record<string, string>> {
  const heard: Record<string, string> = {};
  for (const [route, row] of Object.entries(routes)) heard[route] = verdict(await knock(route, row, askers[asker]));
  return heard;
}

const expected = (of: (route: string, row: Row) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(routes).map(([route, row]) => [route, of(route, row)]));

/** Whether a browser has to show where this comes from: it changes something, or is an upgrade. */
const wantsOrigin = (route: string): boolean => !/^(GET|USE) /.test(route);

const everythingThere = (): unknown => ({
  labs: room.labs.list().map(({ id }) => id),
  walks: room.walks.list().map(({ id, scene }) => ({ id, scene })),
});

beforeAll(async () => {
  room = await openClassroom();
  const { rules, port } = room;
  given = await room.begin({ role: 'presenter' });
  const issued = rules.viewers.issue();
  const viewer = `${rules.viewers.cookie}=${issued}`;
  viewerPerson = { role: 'viewer', id: rules.viewers.read(issued) ?? '' };
  const other = rules.viewers.issue();
  alone = await room.begin({ role: 'viewer', id: rules.viewers.read(other) ?? '' });
  const presenter = `${rules.cookie}=${rules.token}`;
  const origin = `http://127.0.0.1:${port}`;
  const rebound = `evil.example:${port}`;
  const link = rules.links.issue();
  const used = await room.ask('GET', link, {});
  expect(used.headers['set-cookie']).toHaveLength(1);
  usedLink = link;
  askers = {
    presenter: { cookie: presenter, origin },
    'presenter by token': { authorization: `Bearer ${rules.token}` },
    viewer: { cookie: viewer, origin },
    'viewer of another walk': { cookie: `${rules.viewers.cookie}=${other}`, origin },
    stranger: { origin },
    'old cookie': { cookie: `${rules.cookie}=${'A'.repeat(43)}`, origin },
    'forged viewer': { cookie: `${viewer.slice(0, -1)}${viewer.endsWith('A') ? 'B' : 'A'}`, origin },
    'presenter without an origin': { cookie: presenter },
    'viewer without an origin': { cookie: viewer },
    'foreign site, presenter’s browser': { cookie: presenter, origin: 'http://evil.example' },
    'foreign site, viewer’s browser': { cookie: viewer, origin: 'http://evil.example' },
    'rebinding host, presenter’s browser': { cookie: presenter, host: rebound, origin: `http://${rebound}` },
    'rebinding host, viewer’s browser': { cookie: viewer, host: rebound, origin: `http://${rebound}` },
  };
});

afterAll(() => room.close());

describe('who may ask for what', () => {
  it('is decided for every route there is', () => {
    expect(Object.keys(routes).toSorted()).toEqual(['UPGRADE /ws', ...routesOf(room.app)].toSorted());
  });

  it.each(['foreign site, presenter’s browser', 'foreign site, viewer’s browser'] as const)(
    '%s: nothing',
    async (who) => {
      const before = everythingThere();
      expect(await hears(who)).toEqual(expected(() => '403 wrong-origin'));
      expect(everythingThere()).toEqual(before);
    },
  );

  it.each(['rebinding host, presenter’s browser', 'rebinding host, viewer’s browser'] as const)(
    '%s: nothing',
    async (who) => {
      const before = everythingThere();
      expect(await hears(who)).toEqual(expected(() => '403 wrong-host'));
      expect(everythingThere()).toEqual(before);
    },
  );

  it.each([
    ['stranger', '401 no-token'],
    ['old cookie', '401 wrong-token'],
    ['forged viewer', '401 no-token'],
  ] as const)('%s: nothing, and a link that has been used opens nothing again', async (who, refusal) => {
    const before = everythingThere();
    expect(await hears(who)).toEqual(
      expected((route, { stranger }) => (route === 'GET /p/:secret' ? '401 used-link' : (stranger ?? refusal))),
    );
    expect(everythingThere()).toEqual(before);
  });

  it('whoever does not say where it comes from, by cookie: nothing that changes anything', async () => {
    const before = everythingThere();
    for (const who of ['presenter without an origin', 'viewer without an origin'] as const) {
      const heard = await hears(who);
      for (const route of Object.keys(routes).filter(wantsOrigin)) expect(heard[route], route).toBe('403 no-origin');
    }
    expect(everythingThere()).toEqual(before);
  });

  it('viewer: what the table says, and of walks its own and those given', async () => {
    const before = everythingThere();
    const link = { 'GET /p/:secret': '401 used-link' };
    expect(await hears('viewer')).toEqual({ ...expected((_, { viewer }) => viewer), ...link });
    const own = room.walks.list().find((walk) => walk.alone && walk.id !== alone.id);
    expect(own, 'POST /api/walks gave it a walk of its own').toBeDefined();
    room.walks.end(own?.id ?? '');
    for (const { id } of room.labs.list(viewerPerson)) room.labs.end(id);
    await expect.poll(everythingThere).toEqual(before);

    const at = `/api/walks/${alone.id}`;
    expect((await room.ask('GET', at, askers['viewer'])).status).toBe(404);
    expect((await room.ask('GET', at, askers['viewer of another walk'])).status).toBe(200);
    expect((await room.ask('GET', `/api/walks/${given.id}`, askers['viewer of another walk'])).status).toBe(200);
    // Its own walk is no lecture: nobody joins it.
    expect(verdict(await room.ask('GET', `/j/${alone.id}`, {}))).toBe('401 wrong-code');
  });

  it('viewer: labs of its own, and nobody else’s', async () => {
    const [mine, others] = [askers.viewer, askers['viewer of another walk']];
    const post = (path: string, body: string): Promise<Answered> =>
      room.ask('POST', path, { ...mine, 'content-type': 'application/json' }, body);
    const plain = await post('/api/labs', '{"lesson":"mine"}');
    const changed = await post(
      '/api/lessons/mine/labs',
      '{"programs":[{"file":"server.c","text":"int main(void) { return 1; }"}]}',
    );
    expect([plain.status, changed.status]).toEqual([201, 201]);
    const idOf = ({ body }: Answered): string => (JSON.parse(body) as { id: string }).id;
    const own = [idOf(plain), idOf(changed)];
    const listed = async (headers: Headers): Promise<readonly string[]> =>
      (JSON.parse((await room.ask('GET', '/api/labs', headers)).body) as { id: string }[]).map(({ id }) => id);
    expect(await listed(mine)).toEqual(own);
    expect(await listed(others)).toEqual([alone.state.lab]);
    expect(await listed(askers.presenter)).toEqual(expect.arrayContaining([...own, lab(), alone.state.lab]));

    // Another viewer's, and the one that the presenter shows.
    for (const id of [...own.map((one) => ({ id: one, who: others })), { id: lab(), who: mine }]) {
      const at = `/api/labs/${id.id}`;
      for (const [method, path] of [
        ['GET', `${at}/recording`],
        ['GET', `${at}/page`],
        ['DELETE', at],
      ] as const)
        expect((await room.ask(method, path, id.who)).status, `${method} ${path}`).toBe(404);
    }
    expect((await room.ask('DELETE', `/api/walks/${given.id}`, mine)).status).toBe(404);
    expect((await room.ask('DELETE', `/api/walks/${alone.id}`, mine)).status).toBe(404);
    expect((await room.ask('GET', `/api/labs/${own[0]}/recording`, mine)).status).toBe(200);
    for (const id of own) expect((await room.ask('DELETE', `/api/labs/${id}`, mine)).status).toBe(204);
    expect(await listed(mine)).toEqual([]);
    expect(room.walks.get(given.id, { role: 'presenter' })).toBe(given);
  });

  it('presenter: ends no lab while a class is shown it', async () => {
    const shown = lab();
    const refused = await room.ask('DELETE', `/api/labs/${shown}`, askers.presenter);
    expect([refused.status, (JSON.parse(refused.body) as { code: string }).code]).toEqual([409, 'driven']);
    const ofClass = room.labs.list().filter((one) => one.ofClass);
    expect(ofClass.map(({ id }) => id)).toEqual([shown]);
    expect(room.labs.get(shown)?.status.engine).not.toBe('ended');
  });

  it('presenter, by cookie or token: everything, but no link twice', async () => {
    for (const who of ['presenter by token', 'presenter'] as const) {
      const link = who === 'presenter' ? '401 used-link' : 'in';
      expect(await hears(who)).toEqual(expected((route) => (route === 'GET /p/:secret' ? link : 'in')));
      given = await room.begin({ role: 'presenter' });
    }
  });
});

describe('the secrets', () => {
  it('stand in no answer but the cookie, in no other site’s referrer, and in no line of the terminal', async () => {
    const said: string[] = [];
    const listen = (text: unknown): boolean => said.push(String(text)) > 0;
    const ears = [
      vi.spyOn(process.stdout, 'write').mockImplementation(listen),
      vi.spyOn(process.stderr, 'write').mockImplementation(listen),
      ...(['log', 'info', 'warn', 'error'] as const).map((how) => vi.spyOn(console, how).mockImplementation(listen)),
    ];
    const { rules } = room;
    const viewerCookie = askers.viewer['cookie']?.split('=')[1] ?? '';
    const secrets = [rules.token, viewerCookie, usedLink];
    const answers: Answered[] = [];
    for (const who of ['presenter', 'presenter by token', 'viewer', 'old cookie'] as const) {
      for (const [route, row] of Object.entries(routes)) {
        // Left out: what ends things, for others are still to be asked, and what is not answered in HTTP.
        if (!/^(DELETE|UPGRADE) /.test(route)) answers.push(await knock(route, row, askers[who]));
      }
    }
    for (const path of [
      `/?token=${rules.token}`,
      `/?token=${rules.token}x`,
      usedLink,
      '/%zz',
      `/nothing?token=${rules.token}`,
    ])
      answers.push(await room.ask('GET', path, {}));
    for (const ear of ears) ear.mockRestore();

    for (const secret of secrets) expect(said.join('\n')).not.toContain(secret);
    for (const { headers, body } of answers) {
      for (const secret of secrets) {
        expect(body).not.toContain(secret);
        for (const [name, value] of Object.entries(headers)) {
          if (name !== 'set-cookie') expect(`${name}: ${String(value)}`).not.toContain(secret);
        }
      }
      if (headers['set-cookie'] !== undefined)
        expect(String(headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
      expect(headers['referrer-policy']).toBe('no-referrer');
    }
  });

  it('travel in no address to another site, and complaints of a browser are not provoked where they mean nothing', async () => {
    const here = await room.ask('GET', `/?token=${room.rules.token}`, {});
    expect(here.headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    const lan = await room.ask('GET', '/', { ...askers.viewer, host: `192.168.1.5:${room.port}`, origin: '' });
    expect(lan.headers).not.toHaveProperty('cross-origin-opener-policy');
    expect(lan.headers).not.toHaveProperty('origin-agent-cluster');
  });
});

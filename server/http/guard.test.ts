import { describe, expect, it } from 'vitest';
import { allowedHosts, judge, type GuardedRequest, type Verdict } from './guard.ts';
import type { Joins } from './joins.ts';
import { rulesFor } from './testing/rules.ts';
import { newToken } from './token.ts';

const token = newToken();
const rules = rulesFor(token, 4870, ['K7QW2MXD']);
const host = '127.0.0.1:4870';
const cookie = `theme=dark; sockscope_4870=${token}`;
const same = `http://${host}`;

const code = (verdict: Verdict): string => (verdict.allowed ? 'allowed' : `${verdict.status} ${verdict.code}`);
const ask = (headers: GuardedRequest['headers'], method = 'GET', url = '/'): string =>
  code(judge({ method, url, headers: { host, ...headers } }, rules));
const upgrade = (headers: GuardedRequest['headers']): string => ask({ upgrade: 'websocket', ...headers }, 'GET', '/ws');

describe('the guard', () => {
  it.each([
    ['no token', {}, '401 no-token'],
    ['the cookie', { cookie }, 'allowed'],
    ['a wrong cookie', { cookie: 'sockscope_4870=nonsense' }, '401 wrong-token'],
    ['another port’s cookie', { cookie: `sockscope_4871=${token}` }, '401 no-token'],
    ['the token as a bearer', { authorization: `Bearer ${token}` }, 'allowed'],
    ['a wrong bearer, with the cookie', { authorization: 'Bearer x', cookie }, '401 wrong-token'],
    ['a foreign host (DNS rebinding)', { host: 'evil.example:4870', cookie }, '403 wrong-host'],
    ['another port in Host', { host: '127.0.0.1:80', cookie }, '403 wrong-host'],
    ['no host', { host: undefined, cookie }, '403 wrong-host'],
    ['localhost', { host: 'localhost:4870', cookie }, 'allowed'],
    ['[::1]', { host: '[::1]:4870', cookie }, 'allowed'],
    ['a foreign origin', { origin: 'http://evil.example', cookie }, '403 wrong-origin'],
    ['the same name as another origin (port)', { origin: 'http://127.0.0.1:5173', cookie }, '403 wrong-origin'],
    ['an opaque origin', { origin: 'null', cookie }, '403 wrong-origin'],
  ])('GET with %s: %s', (_what, headers, verdict) => {
    expect(ask(headers)).toBe(verdict);
  });

  it('takes the token in a page’s address, and then sets the cookie', () => {
    expect(judge({ method: 'GET', url: `/?token=${token}`, headers: { host } }, rules)).toEqual({
      allowed: true,
      person: { role: 'presenter' },
      cookie: `sockscope_4870=${token}; HttpOnly; SameSite=Strict; Path=/`,
    });
    expect(ask({}, 'GET', '/?token=')).toBe('401 wrong-token');
    expect(ask({}, 'GET', `/?token=${token}x`)).toBe('401 wrong-token');
  });

  it('does not take it in an address that changes something, or of the REST interface', () => {
    expect(ask({}, 'GET', `/api/labs?token=${token}`)).toBe('401 no-token');
    expect(ask({ origin: same }, 'POST', `/api/labs?token=${token}`)).toBe('401 no-token');
    expect(
      code(judge({ method: 'GET', url: `/ws?token=${token}`, headers: { host, upgrade: 'websocket' } }, rules)),
    ).toBe('401 no-token');
  });

  it.each(['POST', 'DELETE', 'PUT'])('wants to know where a %s comes from', (method) => {
    expect(ask({ cookie }, method, '/api/labs')).toBe('403 no-origin');
    expect(ask({ cookie, origin: same }, method, '/api/labs')).toBe('allowed');
    expect(ask({ cookie, origin: 'http://evil.example' }, method, '/api/labs')).toBe('403 wrong-origin');
    expect(ask({ authorization: `Bearer ${token}` }, method, '/api/labs')).toBe('allowed');
  });

  it('judges an upgrade as strictly', () => {
    expect(upgrade({ cookie, origin: same })).toBe('allowed');
    expect(upgrade({ cookie })).toBe('403 no-origin');
    expect(upgrade({ cookie, origin: 'http://evil.example' })).toBe('403 wrong-origin');
    expect(upgrade({ origin: same })).toBe('401 no-token');
    expect(upgrade({ authorization: `Bearer ${token}` })).toBe('allowed');
  });

  it.each(['//api/labs', '/\\api/labs', '/api\\labs', '/x#/api/labs', 'http://127.0.0.1/api/labs', '*', '/\u00a0'])(
    'reads no address that a router may read otherwise: %j',
    (url) => {
      expect(ask({ cookie }, 'GET', url)).toBe('403 bad-address');
    },
  );

  it('knows the REST interface by its name in capitals, as the router does', () => {
    expect(ask({}, 'GET', `/API/labs?token=${token}`)).toBe('401 no-token');
  });

  it('knows the hosts of a server that listens everywhere', () => {
    const hosts = allowedHosts('0.0.0.0', 80, ['192.168.0.7', 'fe80::1', 'Desk']);
    expect(hosts.has('192.168.0.7')).toBe(true);
    expect(hosts.has('192.168.0.7:80')).toBe(true);
    expect(hosts.has('[fe80::1]')).toBe(true);
    expect(hosts.has('desk')).toBe(true);
    expect(hosts.has('0.0.0.0')).toBe(false);
  });
});

describe('the guard, about viewers', () => {
  const join = judge({ method: 'GET', url: '/j/K7QW2MXD', headers: { host } }, rules);
  const given = join.allowed ? (join.cookie ?? '') : '';
  const viewer = given.split(';')[0] ?? '';

  it('gives whoever opens the right join link a cookie of its own, which is not the presenter’s', () => {
    expect(given).toMatch(/^sockscope_view_4870=[\w-]{12}\.[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    const again = judge({ method: 'GET', url: '/j/K7QW2MXD', headers: { host } }, rules);
    expect(again.allowed && again.cookie).not.toBe(given);
    expect(ask({}, 'GET', '/j/K7QW2MXE')).toBe('401 wrong-code');
    expect(ask({}, 'GET', '/api/j/K7QW2MXD')).toBe('401 no-token');
    expect(ask({ origin: same }, 'POST', '/j/K7QW2MXD')).toBe('401 no-token');
  });

  it('keeps its cookie when the link is opened again', () => {
    const again = judge({ method: 'GET', url: '/j/K7QW2MXD', headers: { host, cookie: viewer } }, rules);
    expect(again).toMatchObject({ allowed: true, cookie: null, person: { role: 'viewer' } });
  });

  it.each([
    ['GET', '/assets/index.js', 'allowed'],
    ['GET', '/walk/K7QW2MXD', 'allowed'],
    ['GET', '/api/me', 'allowed'],
    ['GET', '/api/lessons', 'allowed'],
    ['GET', '/api/walkthroughs', 'allowed'],
    ['GET', '/api/walks/K7QW2MXD', 'allowed'],
    ['POST', '/api/walks', 'allowed'],
    ['GET', '/api/walks', '403 presenters-only'],
    ['GET', '/api/labs', 'allowed'],
    ['GET', '/api/labs/x/recording', 'allowed'],
    ['POST', '/api/lessons/x/labs', 'allowed'],
    ['PUT', '/api/labs', '403 presenters-only'],
    ['POST', '/api/labs/x', '403 presenters-only'],
    ['GET', '/api/labs/x/y', '403 presenters-only'],
    ['GET', '/api/sockets', '403 presenters-only'],
    ['GET', '/api/machine', '403 presenters-only'],
    ['POST', '/api/labs', 'allowed'],
    ['POST', '/api/programs', '403 presenters-only'],
    ['POST', '/api/presenter-links', '403 presenters-only'],
    ['DELETE', '/api/walks/K7QW2MXD', 'allowed'],
    ['DELETE', '/api/labs/x', 'allowed'],
    ['GET', '/api/walks/K7QW2MXD/..%2f', '403 presenters-only'],
    ['GET', '/API/labs', '403 presenters-only'],
    ['GET', '/Api', '403 presenters-only'],
  ])('lets a viewer %s %s: %s', (method, url, verdict) => {
    expect(ask({ cookie: viewer, origin: same }, method, url)).toBe(verdict);
  });

  it('lets a viewer’s line through with its origin only, and no forged cookie', () => {
    expect(upgrade({ cookie: viewer, origin: same })).toBe('allowed');
    expect(upgrade({ cookie: viewer })).toBe('403 no-origin');
    expect(upgrade({ cookie: viewer, origin: 'http://evil.example' })).toBe('403 wrong-origin');
    expect(upgrade({ cookie: `${viewer}x`, origin: same })).toBe('401 no-token');
    expect(upgrade({ cookie: viewer.replace('.', 'A.'), origin: same })).toBe('401 no-token');
    expect(ask({ cookie: viewer, host: 'evil.example:4870' })).toBe('403 wrong-host');
  });

  it('lets newcomers wait where too many come from one address, and nobody who is in', () => {
    const crowded = { ...rules, joins: { take: () => false } as unknown as Joins };
    const join = (headers: GuardedRequest['headers']): string =>
      code(judge({ method: 'GET', url: '/j/K7QW2MXD', headers: { host, ...headers } }, crowded));
    expect(join({})).toBe('429 too-many-joins');
    expect(join({ cookie: viewer })).toBe('allowed');
    expect(join({ cookie })).toBe('allowed');
  });

  it('takes the presenter’s cookie before the viewer’s', () => {
    const both = judge({ method: 'GET', url: '/', headers: { host, cookie: `${viewer}; ${cookie}` } }, rules);
    expect(both).toMatchObject({ person: { role: 'presenter' } });
  });

  it('takes a presenter’s link once, for ten minutes', () => {
    const path = rules.links.issue();
    expect(ask({}, 'GET', `${path}x`)).toBe('401 used-link');
    expect(judge({ method: 'GET', url: path, headers: { host } }, rules)).toMatchObject({
      allowed: true,
      person: { role: 'presenter' },
      cookie: `sockscope_4870=${token}; HttpOnly; SameSite=Strict; Path=/`,
    });
    expect(ask({}, 'GET', path)).toBe('401 used-link');
    const late = rules.links.issue(0);
    expect(rules.links.redeem(late, 10 * 60_000)).toBe(false);
  });

  it('takes the token in an address from this machine alone where a class follows', () => {
    const lan = { ...rules, lan: true };
    const from = (name: string): string =>
      code(judge({ method: 'GET', url: `/?token=${token}`, headers: { host: name } }, lan));
    expect(from('127.0.0.1:4870')).toBe('allowed');
    expect(from('192.168.1.5:4870')).toBe('403 only-here');
  });
});

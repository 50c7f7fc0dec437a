import { describe, expect, it } from 'vitest';
import { allowedHosts, judge, tokenCookie, type GuardRules, type GuardedRequest, type Verdict } from './guard.ts';
import { newToken } from './token.ts';

const token = newToken();
const rules: GuardRules = { token, cookie: 'sockscope_4870', hosts: allowedHosts('127.0.0.1', 4870, []) };
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
      fresh: true,
    });
    expect(tokenCookie(rules)).toBe(`sockscope_4870=${token}; HttpOnly; SameSite=Strict; Path=/`);
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

  it('knows the hosts of a server that listens everywhere', () => {
    const hosts = allowedHosts('0.0.0.0', 80, ['192.168.0.7', 'fe80::1', 'Desk']);
    expect(hosts.has('192.168.0.7')).toBe(true);
    expect(hosts.has('192.168.0.7:80')).toBe(true);
    expect(hosts.has('[fe80::1]')).toBe(true);
    expect(hosts.has('desk')).toBe(true);
    expect(hosts.has('0.0.0.0')).toBe(false);
  });
});

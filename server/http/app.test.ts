import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ok } from '#shared/base/result';
import type { Machine } from '#shared/protocol/rest';
import type { MachineSockets } from '#shared/protocol/sockets';
import { readRecording } from '#shared/protocol/recording';
import { Catalogue } from '../sessions/catalogue.ts';
import { Labs } from '../sessions/labs.ts';
import { labReady, labStart, marker } from '../sessions/testing/drafts.ts';
import { ScriptedEngine } from '../sessions/testing/scripted-engine.ts';
import { Walks } from '../walks/walks.ts';
import { Walkthroughs } from '../walks/walkthroughs.ts';
import { createApp } from './app.ts';
import { rulesFor } from './testing/rules.ts';

const machine: Machine = { tier: 'lab', why: 'everything is there', version: '0', capabilities: [] };
const look: MachineSockets = { at: 1, total: 0, population: {}, sockets: [], missing: [] };
const token = 'secret';
let folder: string;
let server: Server;
let labs: Labs;
let port: number;

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

/** One request; the token goes along unless `headers` says otherwise. */
function ask(method: string, path: string, headers: Record<string, string> = bearer, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ port, method, path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const bearer = { authorization: `Bearer ${token}` };
const json = { ...bearer, 'content-type': 'application/json' };
const parsed = (answer: Answer): unknown => JSON.parse(answer.body.toString());

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sockscope-http-'));
  const lesson = join(folder, 'lessons', 'mine');
  mkdirSync(lesson, { recursive: true });
  for (const name of ['server.c', 'client.c']) writeFileSync(join(lesson, name), 'int main(void) { return 0; }\n');
  const page = join(folder, 'page');
  mkdirSync(join(page, 'assets'), { recursive: true });
  writeFileSync(join(page, 'index.html'), '<title>the page</title>');
  writeFileSync(join(page, 'assets', 'index-abc.js'), 'export {};');

  const catalogue = await Catalogue.read(join(folder, 'lessons'));
  const engine = new ScriptedEngine((command) =>
    command.cmd === 'start' ? [labStart(), labReady(), marker('m')] : [],
  );
  labs = new Labs(catalogue, () => Promise.resolve(machine), engine.launch);
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
  const rules = rulesFor(token, port);
  // As people run it: express is silent about errors in tests.
  vi.stubEnv('NODE_ENV', 'production');
  const services = {
    catalogue,
    labs,
    walks: new Walks(await Walkthroughs.read(join(folder, 'lessons'), catalogue), labs),
    machine: () => Promise.resolve(machine),
    sockets: () => Promise.resolve(ok(look)),
  };
  server.on('request', createApp(rules, services, page));
  vi.unstubAllEnvs();
});

afterAll(async () => {
  await labs.close();
  server.close();
  rmSync(folder, { recursive: true });
});

describe('the page', () => {
  it('is served with the token in its address, and the cookie comes in the same answer', async () => {
    const answer = await ask('GET', `/?token=${token}`, {});
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toContain('the page');
    expect(answer.headers['set-cookie']).toEqual([`sockscope_${port}=${token}; HttpOnly; SameSite=Strict; Path=/`]);
    expect(answer.headers['cache-control']).toBe('no-store');
    for (const place of ['/labs/xyz', '/recordings/1', '/compare?left=lesson:x']) {
      expect((await ask('GET', place, { cookie: `sockscope_${port}=${token}` })).status).toBe(200);
    }
  });

  it('tells a person without a token what to do, in HTML, and a program in JSON', async () => {
    const person = await ask('GET', '/', { accept: 'text/html,*/*' });
    expect(person.status).toBe(401);
    expect(person.headers['content-type']).toContain('text/html');
    expect(person.body.toString()).toContain('Open the address');
    const program = await ask('GET', '/', { accept: 'application/json' });
    expect(parsed(program)).toMatchObject({ code: 'no-token' });
    expect((await ask('GET', '/assets/index-abc.js', {})).status).toBe(401);
  });

  it('tells a person that nothing is at an address and where to go, in HTML, and a program in JSON', async () => {
    const cookie = `sockscope_${port}=${token}`;
    const person = await ask('GET', '/no<where>', { cookie, accept: 'text/html,*/*' });
    expect(person.status).toBe(404);
    expect(person.headers['content-type']).toContain('text/html');
    expect(person.body.toString()).toContain('href="/"');
    expect(person.body.toString()).not.toContain('<where>');
    expect(String(person.headers['content-security-policy'])).toMatch(/^default-src 'none'; style-src 'sha256-/);
    const program = await ask('GET', '/nowhere', { cookie, accept: 'application/json' });
    expect(parsed(program)).toMatchObject({ code: 'not-found' });
  });

  it('may be cached where its name has a hash', async () => {
    const answer = await ask('GET', '/assets/index-abc.js');
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('is kept from loading or being framed by anything foreign, and works on plain HTTP', async () => {
    const { headers } = await ask('GET', '/');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it.each(['/../package.json', '/assets/../../secret', '/%2e%2e/package.json', '/nothing'])(
    'has nothing at %s',
    async (path) => {
      expect((await ask('GET', path)).status).toBe(404);
    },
  );
});

describe('the REST interface', () => {
  it('opens, lists, records and ends a lab', async () => {
    const opened = await ask('POST', '/api/labs', json, JSON.stringify({ lesson: 'mine' }));
    expect(opened.status).toBe(201);
    expect(parsed(opened)).toMatchObject({ lesson: 'mine', mode: 'live' });
    const id = (parsed(opened) as { id: string }).id;
    await expect.poll(() => labs.get(id)?.log.head).toBe(3);

    expect(parsed(await ask('GET', '/api/labs'))).toMatchObject([
      { id, events: 3, viewers: 0, engine: 'running', over: false, waiting: 0, sockets: [] },
    ]);
    const recording = await ask('GET', `/api/labs/${id}/recording`);
    expect(recording.headers['content-disposition']).toBe('attachment; filename=mine.ndjson.gz');
    const read = readRecording(gunzipSync(recording.body).toString());
    expect(read.ok && read.value.events.map(({ kind }) => kind)).toEqual(['lab.start', 'lab.ready', 'marker']);

    expect((await ask('DELETE', `/api/labs/${id}`)).status).toBe(204);
    expect(parsed(await ask('GET', '/api/labs'))).toEqual([]);
  });

  it('does not call it a failure that somebody breaks a download off', async () => {
    const session = await labs.open('mine');
    if (!session.ok) throw new Error(session.error.message);
    // Some megabytes that do not pack: more than a connection's buffers take at once.
    const noise = (): string => randomBytes(1000).toString('base64');
    session.value.log.append(Array.from({ length: 8000 }, () => marker(noise())));
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const broken = httpRequest({ port, path: `/api/labs/${session.value.id}/recording`, headers: bearer });
    broken.on('error', () => undefined);
    broken.on('response', (response) => response.destroy());
    await new Promise((resolve) => broken.end().once('close', resolve));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(said.mock.calls).toEqual([]);
    said.mockRestore();
    labs.end(session.value.id);
  });

  it('says what this machine can do and which lessons there are', async () => {
    expect(parsed(await ask('GET', '/api/machine'))).toEqual(machine);
    expect(parsed(await ask('GET', '/api/lessons'))).toMatchObject([{ id: 'mine', recording: false, run: null }]);
  });

  it('shows the machine’s own sockets to the machine itself', async () => {
    expect(parsed(await ask('GET', '/api/sockets'))).toEqual(look);
    expect((await ask('GET', '/sockets')).body.toString()).toContain('the page');
  });

  it.each([
    ['an unknown lesson', 'POST', '/api/labs', '{"lesson":"nope"}', 404, 'unknown-lesson'],
    ['a body out of shape', 'POST', '/api/labs', '{"lesson":7}', 400, 'bad-request'],
    ['no JSON', 'POST', '/api/labs', '{"lesson":', 400, 'bad-request'],
    ['a large body', 'POST', '/api/labs', JSON.stringify({ lesson: 'x'.repeat(20_000) }), 413, 'too-large'],
    ['an unknown lab', 'DELETE', '/api/labs/nope', '', 404, 'unknown-lab'],
    ['a change to the machine’s sockets', 'DELETE', '/api/sockets', '', 404, 'not-found'],
    ['no such recording', 'GET', '/api/labs/nope/recording', '', 404, 'unknown-lab'],
    ['no such lab’s page', 'GET', '/api/labs/nope/page', '', 404, 'unknown-lab'],
    ['no such lesson’s recording', 'GET', '/api/lessons/nope/recording', '', 404, 'unknown-lesson'],
    ['a lesson without a recording', 'GET', '/api/lessons/mine/recording', '', 404, 'no-recording'],
    ['an unknown route', 'GET', '/api/secrets', '', 404, 'not-found'],
    ['a malformed escape', 'DELETE', '/api/labs/%zz', '', 400, 'bad-request'],
  ])('answers %s in a sentence, without a stack', async (_what, method, path, body, status, code) => {
    const answer = await ask(method, path, json, body);
    expect(answer.status).toBe(status);
    expect(parsed(answer)).toEqual({ code, message: expect.stringMatching(/^[A-Z].*\.$/s) as string });
    expect(answer.body.toString()).not.toContain('node_modules');
  });

  it('is closed to another site, whatever it brings', async () => {
    const foreign = { ...json, origin: 'http://evil.example' };
    expect((await ask('POST', '/api/labs', foreign, '{"lesson":"mine"}')).status).toBe(403);
    expect((await ask('GET', '/api/machine', { ...bearer, host: `evil.example:${port}` })).status).toBe(403);
    expect(labs.list()).toEqual([]);
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packed } from './packed.ts';

const script = 'export const answer = 42;\n'.repeat(100);
let folder: string;
let server: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sockscope-packed-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'secret.js'), 'hunter2');
  writeFileSync(join(folder, 'assets', 'index-abc.js'), script);
  writeFileSync(join(folder, 'assets', 'font.woff2'), 'packed in itself');
  const app = express();
  app.use('/assets', packed(join(folder, 'assets')), express.static(join(folder, 'assets')));
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    httpRequest({ port, host: '127.0.0.1', path, method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    })
      .on('error', reject)
      .end();
  });

it('packs a script for a browser, as the same script', async () => {
  const answer = await ask('/assets/index-abc.js', { 'accept-encoding': 'gzip, deflate, br' });
  expect(answer.headers).toMatchObject({
    'content-encoding': 'gzip',
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
  });
  expect(answer.body.length).toBeLessThan(script.length / 10);
  expect(gunzipSync(answer.body).toString()).toBe(script);
});

it.each([
  ['takes none', {}],
  ['refuses it', { 'accept-encoding': 'gzip;q=0' }],
])('does not for one that %s, and says that others get another answer', async (_what, headers) => {
  const answer = await ask('/assets/index-abc.js', headers);
  expect(answer.headers['content-encoding']).toBeUndefined();
  expect(answer.headers.vary).toBe('Accept-Encoding');
  expect(answer.body.toString()).toBe(script);
});

it('answers only how large it is to HEAD', async () => {
  const answer = await ask('/assets/index-abc.js', { 'accept-encoding': 'gzip' }, 'HEAD');
  expect(answer.headers['content-encoding']).toBe('gzip');
  expect(answer.body).toHaveLength(0);
});

it('leaves alone what is packed in itself', async () => {
  const answer = await ask('/assets/font.woff2', { 'accept-encoding': 'gzip' });
  expect(answer.headers['content-encoding']).toBeUndefined();
  expect(answer.body.toString()).toBe('packed in itself');
});

it.each(['/assets/none.js', '/assets/..%2fsecret.js', '/assets/../secret.js', '/assets/%2e%2e/secret.js'])(
  'has nothing at %s',
  async (path) => {
    const answer = await ask(path, { 'accept-encoding': 'gzip' });
    expect(answer.status).not.toBe(200);
    expect(answer.body.toString()).not.toContain('hunter2');
  },
);

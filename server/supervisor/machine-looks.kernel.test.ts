import { execFileSync, spawnSync } from 'node:child_process';
import { createSocket, type Socket as Datagram } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ok } from '#shared/base/result';
import { ssRow } from '#shared/protocol/ss-row';
import type { MachineSockets } from '#shared/protocol/sockets';
import { prepare } from '../testing/sockscope.ts';
import { MachineLooks } from './machine-looks.ts';
import { enginePath } from './root.ts';

/** The list of this machine's sockets against ss(8), on sockets that the test itself made: nothing else holds still. */

const folder = mkdtempSync(join(tmpdir(), 'sockscope-looks-'));
const made: { close(): unknown }[] = [];
let looks: MachineLooks | null = null;

beforeAll(prepare, 120_000);
afterEach(() => {
  looks?.close();
  for (const socket of made.splice(0)) socket.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

const noSs = spawnSync('ss', ['-V']).status === 0 ? null : 'there is no ss(8) to compare with';

/** Listens, and keeps what it accepts without ever reading of it: what arrives stays in the kernel. */
async function listening(
  where: string | { host: string; port: number },
): Promise<{ server: Server; first: Promise<Socket> }> {
  const server = createServer({ pauseOnConnect: true, allowHalfOpen: true });
  const first = new Promise<Socket>((resolve) => server.once('connection', resolve));
  server.listen(where);
  await once(server, 'listening');
  void first.then((socket) => made.push({ close: () => socket.destroy() }));
  made.push(server);
  return { server, first };
}

async function connected(where: string | { host: string; port: number }): Promise<Socket> {
  const socket = typeof where === 'string' ? connect(where) : connect(where);
  made.push({ close: () => socket.destroy() });
  await once(socket, 'connect');
  return socket;
}

async function bound(): Promise<Datagram> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  made.push(socket);
  return socket;
}

/** A row without its state and figures: what says which socket it is. */
const whose = (row: string): string => {
  const [netid, , , , ...ends] = row.split(' ');
  return [netid, ...ends].join(' ');
};

/** The rows of ss that are about one of these sockets, sorted. */
const fromSs = (isOurs: (row: string) => boolean): string[] =>
  execFileSync('ss', ['-tuxanHO'], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).join(' '))
    .filter(isOurs)
    .sort();

/** The same of a look. */
const fromLook = (look: MachineSockets, isOurs: (row: string) => boolean): string[] =>
  look.sockets
    .map((socket) => Object.values(ssRow(socket)).join(' '))
    .filter(isOurs)
    .sort();

/** As who runs the tests, and, where that is root, as nobody too. */
const ways: readonly (readonly [string, readonly string[]])[] = [
  ['who runs this', []],
  ['a plain user', ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']],
];

/** Why a look cannot be taken this way; null where it can. */
function whyNot(prefix: readonly string[]): string | null {
  if (prefix.length === 0) return null;
  if (process.getuid?.() !== 0) return 'only root can become another user; who runs this is a plain user already';
  const [file, ...words] = [...prefix, process.execPath, '-e', `require('fs').readFileSync('${enginePath()}')`];
  return spawnSync(file, words).status === 0 ? null : 'nobody may not read this folder';
}

describe.each(ways)('the machine’s sockets, looked at as %s', (_who, prefix) => {
  it('are those that ss -tuxa lists, state by state', async (context) => {
    if (process.platform !== 'linux') context.skip('sockets can be listed on Linux only');
    const reason = noSs ?? whyNot(prefix);
    if (reason !== null) context.skip(reason);

    const tcp = await listening({ host: '127.0.0.1', port: 0 });
    const at = tcp.server.address() as AddressInfo;
    const client = await connected({ host: '127.0.0.1', port: at.port });
    await tcp.first;
    // Five bytes that nobody reads, then the client's FIN: FIN_WAIT2 and CLOSE_WAIT, which stay.
    client.end('hello');
    const udp = await bound();
    const talking = createSocket('udp4');
    made.push(talking);
    talking.connect(udp.address().port, '127.0.0.1');
    await once(talking, 'connect');
    const path = join(folder, `${prefix.length}.sock`);
    const unix = await listening(path);
    await connected(path);
    await unix.first;

    const local = (port: number | undefined): string => `127.0.0.1:${port ?? 0}`;
    const any = '0.0.0.0:*';
    const ours = new Set([
      `tcp ${local(at.port)} ${any}`,
      `tcp ${local(at.port)} ${local(client.localPort)}`,
      `tcp ${local(client.localPort)} ${local(at.port)}`,
      `udp ${local(udp.address().port)} ${any}`,
      `udp ${local(talking.address().port)} ${local(udp.address().port)}`,
    ]);
    const isOurs = (row: string): boolean => ours.has(whose(row)) || row.includes(path);
    const words: [string, ...string[]] = [process.execPath, enginePath(), 'look'];
    const [file = process.execPath, ...rest] = [...prefix, ...words];
    looks = new MachineLooks(() => ok([file, ...rest]));
    const take = async (): Promise<MachineSockets> => {
      const look = await (looks ?? new MachineLooks()).take();
      if (!look.ok) throw new Error(look.error.message);
      return look.value;
    };
    // The FIN and its ACK take their time, however short.
    await expect
      .poll(async () => fromLook(await take(), isOurs).map((row) => row.split(' ').slice(0, 4).join(' ')), {
        timeout: 10_000,
      })
      .toEqual(expect.arrayContaining(['tcp CLOSE-WAIT 6 0', 'tcp FIN-WAIT-2 0 0']) as string[]);
    const look = await take();
    const rows = fromLook(look, isOurs);
    expect(rows).toEqual(fromSs(isOurs));
    // Listener and both ends of TCP, two UDP sockets, the Unix listener and the end that has its name.
    expect(rows.map((row) => row.split(' ').slice(0, 2).join(' '))).toEqual([
      'tcp CLOSE-WAIT',
      'tcp FIN-WAIT-2',
      'tcp LISTEN',
      'u_str ESTAB',
      'u_str LISTEN',
      'udp ESTAB',
      'udp UNCONN',
    ]);
    expect(look.total).toBeGreaterThanOrEqual(rows.length);
    expect(look.population.tcp?.CLOSE_WAIT).toBeGreaterThanOrEqual(1);
  });
});

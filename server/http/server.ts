import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { fail, failure, ok, type Result } from '#shared/base/result';
import { pagePath } from '../supervisor/root.ts';
import { attachWebSockets } from '../ws/attach.ts';
import { createFinder } from '../ws/finder.ts';
import { createApp, type Services } from './app.ts';
import { allowedHosts, isLoopback, type GuardRules } from './guard.ts';
import { Joins } from './joins.ts';
import { OneTimeLinks } from './one-time-links.ts';
import { newSecrets, type Secrets } from './token.ts';
import { Viewers } from './viewers.ts';

export interface RunningServer {
  readonly port: number;
  readonly token: string;
  /** The page's address with the token. */
  readonly url: string;
  /** The address of another path of the page, such as /labs/ID, with the token. */
  readonly urlOf: (path: string) => string;
  close(): Promise<void>;
}

/**
 * Listens and serves. Failures: `port-in-use`, `port-refused` (privileged), `no-such-address`, `listen` for the rest,
 * each with a sentence.
 * @param secrets those of the server before this one, whose pages come back; else new ones
 */
export async function startServer(
  options: { readonly host: string; readonly port: number; readonly lan: boolean },
  services: Services,
  secrets: Secrets = newSecrets(),
): Promise<Result<RunningServer>> {
  const server = createServer();
  const listening = await listen(server, options);
  if (!listening.ok) return listening;

  const { port } = listening.value;
  const own = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address));
  const rules: GuardRules = {
    token: secrets.token,
    cookie: `sockscope_${port}`,
    hosts: allowedHosts(options.host, port, [...own, hostname()]),
    viewers: new Viewers(port, (code) => services.walks.isGiven(code), secrets.viewerKey),
    links: new OneTimeLinks(),
    joins: new Joins(),
    lan: options.lan,
  };
  server.on('request', createApp(rules, services, pagePath()));
  // The listener goes on whatever a single accept() ran into (EMFILE); without a handler the error would end the server.
  server.on('error', (error) => process.stderr.write(`sockscope: A connection was not taken: ${error.message}.\n`));
  const addresses = everywhere(options.host) ? reachable() : isLoopback(options.host) ? [] : [options.host];
  const join = (walk: string): readonly string[] => addresses.map((address) => `${origin(address, port)}/j/${walk}`);
  const sockets = attachWebSockets(server, rules, createFinder(services.labs, services.walks, join));

  const shown = everywhere(options.host) ? '127.0.0.1' : options.host;
  const urlOf = (path: string): string => `${origin(shown, port)}${path}?token=${rules.token}`;
  return ok({
    port,
    token: rules.token,
    url: urlOf('/'),
    urlOf,
    async close() {
      sockets.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  });
}

/** A class that opens the page, or comes back after its network was away, knocks within a moment (listen(2); net.core.somaxconn caps it). */
const BACKLOG = 4096;

const everywhere = (host: string): boolean => host === '0.0.0.0' || host === '::';

const origin = (address: string, port: number): string =>
  `http://${address.includes(':') ? `[${address}]` : address}:${port}`;

/** Addresses at which other machines of this network may reach this one. */
const reachable = (): readonly string[] =>
  Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).flatMap(({ address, family, internal }) => (internal || family !== 'IPv4' ? [] : [address])),
  );

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<Result<AddressInfo>> {
  return new Promise((resolve) => {
    server.once('error', (error) => resolve(fail(explain(error, host, port))));
    server.listen({ host, port, backlog: BACKLOG }, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('a TCP server has an address and a port');
      resolve(ok(address));
    });
  });
}

function explain(error: Error, host: string, port: number): ReturnType<typeof failure> {
  const code = 'code' in error ? error.code : '';
  switch (code) {
    case 'EADDRINUSE':
      return failure(
        'port-in-use',
        `Port ${port} on ${host} is in use; end the program that has it, or choose another with --port (0 takes a free one).`,
      );
    case 'EACCES':
      return failure('port-refused', `Port ${port} is for root only; choose one above 1023 with --port.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return failure('no-such-address', `${host} is no address of this machine; choose another with --host.`);
    default:
      return failure(
        'listen',
        `Listening on ${host}:${port} failed (${error.message}); choose another --host or --port.`,
      );
  }
}

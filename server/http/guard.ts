import type { Person } from '../sessions/owner.ts';
import type { Joins } from './joins.ts';
import type { OneTimeLinks } from './one-time-links.ts';
import { sameToken } from './token.ts';
import { viewerMay } from './viewer-routes.ts';
import type { Viewers } from './viewers.ts';

/** What the guard looks at; Node's IncomingMessage has it. */
export interface GuardedRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly socket?: { readonly remoteAddress?: string | undefined };
}

export interface GuardRules {
  readonly token: string;
  /** The cookie's name; it contains the port, because cookies do not know ports. */
  readonly cookie: string;
  /** The values of Host that name this server: `127.0.0.1:4870` and the like, in lower case. */
  readonly hosts: ReadonlySet<string>;
  readonly viewers: Viewers;
  readonly links: OneTimeLinks;
  readonly joins: Joins;
  /** A class follows from its own machines: the token in an address counts on this machine alone. */
  readonly lan: boolean;
}

export type Verdict =
  /** `cookie`: the address carried a secret that is right; the answer sets this cookie. */
  | { readonly allowed: true; readonly person: Person; readonly cookie: string | null }
  | { readonly allowed: false; readonly status: 401 | 403 | 429; readonly code: string; readonly message: string };

const refuse = (status: 401 | 403 | 429, code: string, message: string): Verdict => ({
  allowed: false,
  status,
  code,
  message,
});

/**
 * The one guard, for every route and for the WebSocket upgrade.
 *
 * Host must be one of ours: a foreign name that resolves to us (DNS rebinding) stays out. Origin, where there is one, must
 * be this very server. Whatever changes things (an upgrade, any method but GET and HEAD) and is let in by the cookie must
 * show its Origin, because a browser sends cookies by itself; a caller that shows the token itself (`Authorization:
 * Bearer …`) need not. The token in the address counts for pages only, and where a class follows only on
 * this machine: what other machines are given then are join links (viewers) and links that work once (presenters).
 *
 * A viewer may look at the page, follow a walk, take one alone, and use labs of its own. What it may ask for is a list
 * (viewer-routes.ts); everything else is not.
 */
export function judge(request: GuardedRequest, rules: GuardRules): Verdict {
  const host = header(request, 'host')?.toLowerCase();
  if (host === undefined || !rules.hosts.has(host)) {
    return refuse(403, 'wrong-host', 'This address is not the one Sockscope serves; use the address it printed.');
  }
  const origin = header(request, 'origin');
  if (origin !== undefined && origin.toLowerCase() !== `http://${host}`) {
    return refuse(403, 'wrong-origin', 'Another site may not use Sockscope; open the address it printed.');
  }

  const url = readAddress(request.url ?? '/');
  if (url === null) return refuse(403, 'bad-address', 'This address is not well formed; open the address it printed.');
  const upgrade = header(request, 'upgrade') !== undefined;
  const changes = upgrade || (request.method !== 'GET' && request.method !== 'HEAD');

  const bearer = /^Bearer (.+)$/i.exec(header(request, 'authorization') ?? '')?.[1];
  if (bearer !== undefined) return sameToken(bearer, rules.token) ? presenter : wrongToken;
  const cookies = header(request, 'cookie');
  const page = !changes && !isApi(url.path);
  const inAddress = page ? url.query.get('token') : null;
  if (inAddress !== null) {
    if (rules.lan && !isLoopback(host)) return elsewhere;
    return sameToken(inAddress, rules.token) ? { ...presenter, cookie: tokenCookie(rules) } : wrongToken;
  }
  if (page && request.method === 'GET' && url.path.startsWith('/p/')) {
    return rules.links.redeem(url.path) ? { ...presenter, cookie: tokenCookie(rules) } : usedLink;
  }

  const cookie = readCookie(cookies, rules.cookie);
  const owner = cookie !== null && sameToken(cookie, rules.token);
  const viewerCookie = readCookie(cookies, rules.viewers.cookie);
  const viewer = viewerCookie === null ? null : rules.viewers.read(viewerCookie);
  if ((owner || viewer !== null) && changes && origin === undefined) {
    return refuse(403, 'no-origin', 'This request does not say where it comes from; send its Origin, or the token.');
  }
  if (owner) return presenter;
  if (viewer === null && page && url.path.startsWith('/j/')) {
    if (!rules.joins.take(request.socket?.remoteAddress ?? '')) return tooManyJoins;
    if (rules.viewers.joined(url.path) === null) return wrongCode;
    const issued = rules.viewers.issue();
    const set = `${rules.viewers.cookie}=${issued}; HttpOnly; SameSite=Strict; Path=/`;
    return { allowed: true, person: { role: 'viewer', id: rules.viewers.read(issued) ?? '' }, cookie: set };
  }
  if (viewer !== null) {
    if (!viewerMay(request.method ?? 'GET', upgrade, url.path, isApi(url.path))) return forPresenters;
    return { allowed: true, person: { role: 'viewer', id: viewer }, cookie: null };
  }
  return cookie === null
    ? refuse(401, 'no-token', 'Open the address that sockscope printed in its terminal; it carries the token.')
    : wrongToken;
}

const presenter = { allowed: true, person: { role: 'presenter' }, cookie: null } as const;

const forPresenters = refuse(
  403,
  'presenters-only',
  'Whoever follows may look, answer, and use labs of its own; ask the presenter for a link to do more.',
);

const wrongCode = refuse(401, 'wrong-code', 'No walkthrough has this code now; ask the presenter for the link again.');

const tooManyJoins = refuse(
  429,
  'too-many-joins',
  'So many have joined from your network just now that the next must wait; try again in a moment.',
);

const usedLink = refuse(401, 'used-link', 'This link has been used, or is too old; ask the presenter for a new one.');

const elsewhere = refuse(
  403,
  'only-here',
  'The address with the token is for this machine’s own browser; make a link for another one on the presenter’s page.',
);

/** Whether a Host, or the address of --host, names this machine to itself. */
export const isLoopback = (host: string): boolean => /^(127\.0\.0\.1|localhost|\[?::1\]?)(:\d+)?$/.test(host);

const wrongToken = refuse(
  401,
  'wrong-token',
  'This token is not the one of the running server; open the address that sockscope printed last.',
);

/** Set-Cookie for a page that was opened with the token. No Max-Age: it ends with the browser's session. No Secure: this is plain HTTP. */
const tokenCookie = (rules: GuardRules): string => `${rules.cookie}=${rules.token}; HttpOnly; SameSite=Strict; Path=/`;

/** The values of Host under which a server on `host`:`port` may be asked for. */
export function allowedHosts(host: string, port: number, ownAddresses: readonly string[]): ReadonlySet<string> {
  const everywhere = host === '0.0.0.0' || host === '::';
  const names = ['127.0.0.1', 'localhost', '::1', ...(everywhere ? ownAddresses : [host])];
  const hosts = names.map((name) => (name.includes(':') ? `[${name}]` : name).toLowerCase());
  // A browser leaves out the port that http has anyway (RFC 9110, 4.2.1).
  return new Set(hosts.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])));
}

function header(request: GuardedRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : value?.[0];
}

/**
 * A request's path and query, or null. The router reads paths in its own way, so that an address which one could read
 * otherwise than the other is refused: only a path from the root, of plain characters (RFC 9112, 3.2.1), is taken.
 */
function readAddress(address: string): { readonly path: string; readonly query: URLSearchParams } | null {
  const at = address.indexOf('?');
  const path = at === -1 ? address : address.slice(0, at);
  if (!/^\/(?!\/)[!-~]*$/.test(path) || /[\\#]/.test(path)) return null;
  return { path, query: new URLSearchParams(at === -1 ? '' : address.slice(at)) };
}

/** Whether the router finds the REST interface under this path: it does not mind upper case. */
const isApi = (path: string): boolean => /^\/api(\/|$)/i.test(path);

/** The value of one cookie in a Cookie header (RFC 6265, 4.2.1), or null. */
function readCookie(text: string | undefined, name: string): string | null {
  for (const pair of text?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (at !== -1 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

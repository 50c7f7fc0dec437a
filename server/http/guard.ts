import { sameToken } from './token.ts';

/** What the guard looks at; Node's IncomingMessage has it. */
export interface GuardedRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export interface GuardRules {
  readonly token: string;
  /** The cookie's name; it contains the port, because cookies do not know ports. */
  readonly cookie: string;
  /** The values of Host that name this server: `127.0.0.1:4870` and the like, in lower case. */
  readonly hosts: ReadonlySet<string>;
}

export type Verdict =
  /** `fresh`: the token came in the address; the answer sets the cookie. */
  | { readonly allowed: true; readonly fresh: boolean }
  | { readonly allowed: false; readonly status: 401 | 403; readonly code: string; readonly message: string };

const refuse = (status: 401 | 403, code: string, message: string): Verdict => ({
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
 * Bearer …`) need not. The token in the address counts for pages only.
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

  const url = parseUrl(request.url);
  if (url === null) return refuse(403, 'bad-address', 'This address is not well formed; open the address it printed.');
  const upgrade = header(request, 'upgrade') !== undefined;
  const changes = upgrade || (request.method !== 'GET' && request.method !== 'HEAD');

  const bearer = /^Bearer (.+)$/i.exec(header(request, 'authorization') ?? '')?.[1];
  if (bearer !== undefined) return sameToken(bearer, rules.token) ? { allowed: true, fresh: false } : wrongToken;
  const inAddress = changes || url.pathname.startsWith('/api/') ? null : url.searchParams.get('token');
  if (inAddress !== null) return sameToken(inAddress, rules.token) ? { allowed: true, fresh: true } : wrongToken;

  const cookie = readCookie(header(request, 'cookie'), rules.cookie);
  if (cookie === null) {
    return refuse(401, 'no-token', 'Open the address that sockscope printed in its terminal; it carries the token.');
  }
  if (!sameToken(cookie, rules.token)) return wrongToken;
  if (changes && origin === undefined) {
    return refuse(403, 'no-origin', 'This request does not say where it comes from; send its Origin, or the token.');
  }
  return { allowed: true, fresh: false };
}

const wrongToken = refuse(
  401,
  'wrong-token',
  'This token is not the one of the running server; open the address that sockscope printed last.',
);

/** Set-Cookie for a page that was opened with the token. No Max-Age: it ends with the browser's session. */
export const tokenCookie = (rules: GuardRules): string =>
  `${rules.cookie}=${rules.token}; HttpOnly; SameSite=Strict; Path=/`;

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

function parseUrl(url: string | undefined): URL | null {
  try {
    return new URL(url ?? '/', 'http://sockscope.invalid');
  } catch {
    return null;
  }
}

/** The value of one cookie in a Cookie header (RFC 6265, 4.2.1), or null. */
function readCookie(text: string | undefined, name: string): string | null {
  for (const pair of text?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (at !== -1 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

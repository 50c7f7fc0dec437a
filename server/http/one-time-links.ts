import { createHash, randomBytes } from 'node:crypto';

/** So long a link waits for the one who may use it. */
export const LINK_MINUTES = 10;
const LIFE_MS = LINK_MINUTES * 60_000;
const MOST_LINKS = 20;

/** Links that make a second browser a presenter's, each once. Only their digests are kept. */
export class OneTimeLinks {
  private readonly until = new Map<string, number>();

  /** A new link's path. */
  issue(now = performance.now()): string {
    const secret = randomBytes(32).toString('base64url');
    this.until.set(digest(secret), now + LIFE_MS);
    for (const old of [...this.until.keys()].slice(0, Math.max(0, this.until.size - MOST_LINKS)))
      this.until.delete(old);
    return `/p/${secret}`;
  }

  /** Whether this path is a link that nobody has used yet; from now on it has been used. */
  redeem(pathname: string, now = performance.now()): boolean {
    const secret = /^\/p\/([\w-]{43})$/.exec(pathname)?.[1];
    if (secret === undefined) return false;
    const key = digest(secret);
    const until = this.until.get(key);
    this.until.delete(key);
    return until !== undefined && now < until;
  }
}

/** A digest tells nothing of the secret, and looking one up takes no longer for a near miss. */
const digest = (secret: string): string => createHash('sha256').update(secret).digest('base64');

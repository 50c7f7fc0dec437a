import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new secret: 32 random bytes, base64url. Whoever has it may drive this server's labs. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What the cookies of a server's pages are checked with: the presenter's token, and the key of its viewers' (viewers.ts). */
export interface Secrets {
  readonly token: string;
  readonly viewerKey: string;
}

/** A server's secrets, made anew: nobody who was in before is in. */
export const newSecrets = (): Secrets => ({ token: newToken(), viewerKey: newToken() });

/** Compares in a time that tells nothing about where two texts differ. Hashing first makes the lengths equal. */
export function sameToken(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

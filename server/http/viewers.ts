import { createHmac, randomBytes } from 'node:crypto';
import { newToken, sameToken } from './token.ts';

/**
 * The secrets of those who only watch, apart from the presenter's: each viewer has a cookie of its own, `ID.PROOF`, whose
 * proof this server alone can make. It opens what viewers may see (guard.ts) and nothing else.
 */
export class Viewers {
  /** The cookie's name; it contains the port, because cookies do not know ports. */
  readonly cookie: string;
  private readonly key: Buffer;
  private readonly mayJoin: (code: string) => boolean;

  /**
   * @param mayJoin whether a walk has this code now
   * @param key base64url: the key of the server before this one, whose viewers come back; else a new one
   */
  constructor(port: number, mayJoin: (code: string) => boolean, key = newToken()) {
    this.key = Buffer.from(key, 'base64url');
    this.cookie = `sockscope_view_${port}`;
    this.mayJoin = mayJoin;
  }

  /** The code in a join link (`/j/K7QW2MXD`) that is right, or null. */
  joined(pathname: string): string | null {
    const code = /^\/j\/([A-Z2-7]{8})$/.exec(pathname)?.[1];
    return code !== undefined && this.mayJoin(code) ? code : null;
  }

  /** A new viewer's cookie. */
  issue(): string {
    const id = randomBytes(9).toString('base64url');
    return `${id}.${this.proof(id)}`;
  }

  /** Whose cookie this is, or null: nobody's. */
  read(cookie: string): string | null {
    const [id = '', proof = ''] = cookie.split('.');
    return /^[\w-]{12}$/.test(id) && sameToken(proof, this.proof(id)) ? id : null;
  }

  private proof(id: string): string {
    return createHmac('sha256', this.key).update(id).digest('base64url');
  }
}

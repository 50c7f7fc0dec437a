import type { SessionListener } from './session.ts';

/** The viewers of a session: how many there are, and since when there are none. */
export class Audience {
  private readonly listeners = new Set<SessionListener>();
  private readonly waiting: (() => void)[] = [];
  private emptySince: number | null = performance.now();

  get size(): number {
    return this.listeners.size;
  }

  /** performance.now() when the last one left (or the session began), or null while somebody watches. */
  get unwatchedSince(): number | null {
    return this.emptySince;
  }

  add(listener: SessionListener): () => void {
    this.listeners.add(listener);
    this.emptySince = null;
    return () => {
      if (this.listeners.delete(listener) && this.listeners.size === 0) this.emptySince = performance.now();
    };
  }

  tell(what: keyof SessionListener): void {
    for (const listener of this.listeners) listener[what]();
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  /** Resolves when there is next something to tell. */
  next(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}

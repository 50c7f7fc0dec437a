import type { LabStore } from './lab-view.ts';

/** The address is written at most so often, in milliseconds: browsers refuse a page that does it all the time. */
const WRITE_MS = 400;

/** The event that an address's fragment names, `#seq=41`; null for any other fragment. */
export function momentOf(fragment: string): number | null {
  const seq = /^#seq=([1-9]\d{0,14})$/.exec(fragment)?.[1];
  return seq === undefined ? null : Number(seq);
}

/** This page's address with that moment in it. */
export function addressOf(href: string, seq: number | null): string {
  const url = new URL(href);
  url.hash = seq === null ? '' : `seq=${seq}`;
  return url.href;
}

/**
 * Keeps the address and the playhead together: what the address names is gone to, and while a moment of the past is looked at
 * the address names it, so that a reload, a bookmark or a link comes back to it. Answers how to stop that.
 */
export function keepMoment(store: LabStore): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const go = (): void => {
    const seq = momentOf(window.location.hash);
    if (seq !== null) store.getState().openAt(seq);
  };
  const write = (): void => {
    timer = null;
    const { playhead, head } = store.getState();
    // Before anything has come the address may still be what asks for a moment.
    if (head.seq === 0) return;
    const next = addressOf(window.location.href, playhead);
    if (next !== window.location.href) window.history.replaceState(window.history.state, '', next);
  };
  go();
  window.addEventListener('hashchange', go);
  const unsubscribe = store.subscribe(({ playhead }, before) => {
    if (playhead !== before.playhead) timer ??= setTimeout(write, WRITE_MS);
  });
  return () => {
    window.removeEventListener('hashchange', go);
    unsubscribe();
    if (timer !== null) clearTimeout(timer);
  };
}

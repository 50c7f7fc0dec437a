/**
 * Calls back when a page that was in the background is looked at again, when it comes out of the browser's cache of pages, and
 * when the network is back; answers how to stop that.
 */
export function wakes(wake: () => void): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  document.addEventListener('visibilitychange', () => !document.hidden && wake(), { signal });
  window.addEventListener('pageshow', wake, { signal });
  window.addEventListener('online', wake, { signal });
  return () => ended.abort();
}

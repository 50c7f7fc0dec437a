import { watch } from 'node:fs';

/** A person who saves a file writes it in several goes; then it is read once. */
const CALM_MS = 200;

/** Calls `changed` some moments after something below `folder` was changed; answers how to stop that. */
export function watchLessons(folder: string, changed: () => void): () => void {
  let timer: NodeJS.Timeout | null = null;
  const watcher = watch(folder, { recursive: true, persistent: false }, () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(changed, CALM_MS);
  });
  // The folder may be moved away while it is watched: then nothing changes any more.
  watcher.on('error', () => watcher.close());
  return () => {
    if (timer !== null) clearTimeout(timer);
    watcher.close();
  };
}

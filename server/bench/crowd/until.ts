import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 60_000;

/** Waits until it is so, looking every two milliseconds; throws, saying `what`, where a minute does not bring it about. */
export async function until(met: () => boolean, what: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!met()) {
    if (performance.now() > end) throw new Error(`a minute later it is still not so that ${what}`);
    await sleep(2);
  }
}

import type { Writable } from 'node:stream';

/**
 * Makes one write of all that is sent on a stream within one turn of the event loop: a step's events and the status that ends it
 * are one system call a follower, not two or four. Call what it answers before each send.
 */
export function oneWriteATurn(stream: Writable): () => void {
  let waiting = false;
  const write = (): void => {
    waiting = false;
    stream.uncork();
  };
  return () => {
    if (waiting) return;
    waiting = true;
    stream.cork();
    process.nextTick(write);
  };
}

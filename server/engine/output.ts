import { writeSync } from 'node:fs';

const EAGAIN = 'EAGAIN';
const wait = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes all of a text to standard output before it returns. A pipe that is full makes the engine wait: the server
 * reads on, or is gone (EPIPE, and end of input follows). Nothing is ever queued or lost here.
 */
export function writeAll(text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== EAGAIN) return;
      Atomics.wait(wait, 0, 0, 1);
    }
  }
}

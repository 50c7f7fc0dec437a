/**
 * Cuts a byte stream into lines (NDJSON). Holds at most `maxBytes` of an unfinished line: a peer that sends a longer
 * one is broken, and `push` says so by returning null instead of growing without bound.
 */
export class LineSplitter {
  private rest: Buffer[] = [];
  private restBytes = 0;
  private readonly maxBytes: number;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  /** The lines that this chunk completes, without their newline; null when a line is too long. */
  push(chunk: Buffer): string[] | null {
    const lines: string[] = [];
    let from = 0;
    for (let at = chunk.indexOf(10, from); at !== -1; at = chunk.indexOf(10, from)) {
      const part = chunk.subarray(from, at);
      if (this.restBytes + part.length > this.maxBytes) return null;
      lines.push(this.restBytes === 0 ? part.toString('utf8') : Buffer.concat([...this.rest, part]).toString('utf8'));
      this.rest = [];
      this.restBytes = 0;
      from = at + 1;
    }
    if (from < chunk.length) {
      const part = chunk.subarray(from);
      this.restBytes += part.length;
      if (this.restBytes > this.maxBytes) return null;
      this.rest.push(part);
    }
    return lines;
  }
}

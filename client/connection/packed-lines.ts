import type { CountedLines } from '#shared/protocol/packed-events';

const decoder = new TextDecoder();

/**
 * Lines kept as UTF-8: a byte a character whatever a program printed, and nothing to the garbage collector. They are text again for as long
 * as somebody reads them.
 */
export class PackedLines implements CountedLines {
  readonly count: number;
  readonly #bytes: Uint8Array;

  constructor(count: number, bytes: Uint8Array) {
    this.count = count;
    this.#bytes = bytes;
  }

  get text(): string {
    return decoder.decode(this.#bytes);
  }
}

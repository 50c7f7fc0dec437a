import type { PackedBlock } from '#shared/protocol/packed-events';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Text as UTF-8. Most has a byte a character: then there is nothing to be made longer, and nothing to be copied. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  return encoder.encodeInto(text, bytes).read === text.length ? bytes : encoder.encode(text);
}

/**
 * Events kept as UTF-8: a byte a character whatever a program printed, and nothing to the garbage collector. They are text again for as long
 * as somebody reads them.
 */
export class PackedBytes implements PackedBlock {
  readonly count: number;
  readonly #bytes: Uint8Array;

  constructor(count: number, bytes: Uint8Array) {
    this.count = count;
    this.#bytes = bytes;
  }

  get json(): string {
    return decoder.decode(this.#bytes);
  }
}

import { fail, failure, ok } from '#shared/base/result';
import type { Result } from '#shared/base/result';

/** A recording may unpack to this many bytes: a small file that unpacks to more is an attack or a mistake. */
const MAX_UNPACKED = 512 * 1024 * 1024;

/**
 * A recording's text, piece by piece, from its bytes, packed or not. A failure is its end: `recording-read` (cannot be unpacked) and
 * `recording-too-large`.
 */
export async function* textOf(bytes: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Result<string>> {
  const decoder = new TextDecoder();
  let unpacked = 0;
  try {
    for await (const chunk of chunksOf(await unpacking(bytes))) {
      unpacked += chunk.length;
      if (unpacked > MAX_UNPACKED) {
        const message = `This recording unpacks to more than ${MAX_UNPACKED >> 20} MiB; record a shorter run.`;
        yield fail(failure('recording-too-large', message));
        return;
      }
      yield ok(decoder.decode(chunk, { stream: true }));
    }
  } catch {
    yield fail(failure('recording-read', 'This file cannot be unpacked: it is cut or damaged; take another copy.'));
    return;
  }
  yield ok(decoder.decode());
}

/** The bytes as they are, or what gzip makes of them (RFC 1952 2.3.1: 1f 8b is how every gzip file begins). */
async function unpacking(bytes: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<ReadableStream<Uint8Array>> {
  const reader = bytes.getReader();
  const begun: Uint8Array<ArrayBuffer>[] = [];
  const start: number[] = [];
  while (start.length < 2) {
    const { done, value } = await reader.read();
    if (done) break;
    begun.push(value);
    start.push(...value.subarray(0, 2));
  }
  const all = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: async (controller) => {
      const next = begun.shift() ?? (await reader.read()).value;
      if (next === undefined) controller.close();
      else controller.enqueue(next);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return start[0] === 0x1f && start[1] === 0x8b ? all.pipeThrough(new DecompressionStream('gzip')) : all;
}

/** A stream's chunks. Not every browser can iterate a stream itself. */
async function* chunksOf<T>(stream: ReadableStream<T>): AsyncGenerator<T> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

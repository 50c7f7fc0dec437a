import type { Failure } from '#shared/base/result';
import type { RecordingReader } from '#shared/protocol/recording';
import { textOf } from './unpack-text.ts';

/** With more events than this they are held as text, and read as the log takes them. */
export const LONG = 20_000;

/** Gives a recording's text to its reader, piece by piece. `added` is called after each; a failure, its own or that of reading, is the end. */
export async function readInto(
  reader: RecordingReader,
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  added: () => Promise<Failure | null> | Failure | null,
): Promise<Failure | null> {
  for await (const text of textOf(bytes)) {
    const failed = (text.ok ? reader.add(text.value) : text.error) ?? (await added());
    if (failed !== null) return failed;
  }
  return null;
}

import { fail, failure, ok } from '#shared/base/result';
import type { Failure, Result } from '#shared/base/result';
import { PackedEvents } from '#shared/protocol/packed-events';
import { RecordingReader } from '#shared/protocol/recording';
import type { RecordedRun } from '#shared/protocol/recording';
import { errorSchema } from '#shared/protocol/rest';

/** A recording may unpack to this many bytes: a small file that unpacks to more is an attack or a mistake. */
const MAX_UNPACKED = 512 * 1024 * 1024;

/** With more events than this they are held as text, and read as the log takes them. */
const LONG = 20_000;

/** So long the page may be kept from painting at a time, in milliseconds. */
const SLICE_MS = 12;

/** How much has been read so far, in events. */
export type Progress = (events: number) => void;

/**
 * Reads a recording from its bytes, packed or not, in slices, so that the page stays alive meanwhile. Nothing is sent
 * anywhere. A long one is answered as soon as it is known to be long, and read on while it is looked at. Failures: those of
 * RecordingReader, `recording-read` (cannot be unpacked) and `recording-too-large`.
 */
export function readRecordingBytes(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  progress: Progress = () => undefined,
): Promise<Result<RecordedRun>> {
  return new Promise((answer) => void readOn(bytes, progress, answer));
}

async function readOn(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  progress: Progress,
  answer: (run: Result<RecordedRun>) => void,
): Promise<void> {
  const reader = new RecordingReader(undefined, LONG);
  const failed = await readInto(reader, bytes, () => {
    const { longRun } = reader;
    if (longRun === null) progress(reader.count);
    else answer(ok(longRun));
  });
  const run = failed === null ? reader.endRun() : fail(failed);
  const { longRun } = reader;
  if (!run.ok && longRun?.events instanceof PackedEvents) longRun.events.end(run.error);
  answer(run);
}

/** `paused` is called after each slice. */
async function readInto(
  reader: RecordingReader,
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  paused: () => void,
): Promise<Failure | null> {
  const decoder = new TextDecoder();
  let unpacked = 0;
  let sliceEnds = performance.now() + SLICE_MS;
  try {
    for await (const chunk of chunksOf(await unpacking(bytes))) {
      unpacked += chunk.length;
      if (unpacked > MAX_UNPACKED) {
        const message = `This recording unpacks to more than ${MAX_UNPACKED >> 20} MiB; record a shorter run.`;
        return failure('recording-too-large', message);
      }
      const failed = reader.add(decoder.decode(chunk, { stream: true }));
      if (failed !== null) return failed;
      if (performance.now() >= sliceEnds) {
        paused();
        await nextTask();
        sliceEnds = performance.now() + SLICE_MS;
      }
    }
  } catch {
    return failure('recording-read', 'This file cannot be unpacked: it is cut or damaged; take another copy.');
  }
  return reader.add(decoder.decode());
}

/** Asks this page's server for a recording. Failures: besides those of reading it, the server's own. */
export async function fetchRecording(path: string, progress?: Progress): Promise<Result<RecordedRun>> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin' });
  } catch {
    return fail(noServer);
  }
  if (!response.ok || response.body === null) {
    const error = errorSchema.safeParse(await response.json().catch(() => null));
    return fail(error.success ? error.data : failure(`http-${response.status}`, 'Reload the page and try again.'));
  }
  return readRecordingBytes(response.body, progress);
}

/** The address of what ships with a lesson, and of what a lab has recorded so far. */
export const lessonRecordingPath = (lesson: string): string => `/api/lessons/${encodeURIComponent(lesson)}/recording`;
export const labRecordingPath = (lab: string): string => `/api/labs/${encodeURIComponent(lab)}/recording`;

const noServer: Failure = failure('no-server', 'The server does not answer: start it again with `npm start`.');

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

/** Lets everything else that waits have its turn; a timer would wait 4 ms each time. */
const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });

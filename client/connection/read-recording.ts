import { fail, failure, ok } from '#shared/base/result';
import type { Failure, Result } from '#shared/base/result';
import { PackedEvents } from '#shared/protocol/packed-events';
import { RecordingReader } from '#shared/protocol/recording';
import type { RecordedRun } from '#shared/protocol/recording';
import { errorSchema } from '#shared/protocol/rest';
import { LONG, readInto } from './read-into.ts';
import { readByWorker } from './recording-helper.ts';

/** So long the page may be kept from painting at a time, in milliseconds. */
const SLICE_MS = 12;

/** How much has been read so far, in events. */
export type Progress = (events: number) => void;

/**
 * Reads a recording from a file: by a worker, so that unpacking and checking a long one keeps nobody waiting; in the page where no worker can be
 * had. Nothing is sent anywhere. What is answered when, and the failures, are those of readRecordingBytes.
 */
export async function readRecordingFile(file: Blob, progress?: Progress): Promise<Result<RecordedRun>> {
  return (await readByWorker(file, progress)) ?? readRecordingBytes(file.stream(), progress);
}

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
  let sliceEnds = performance.now() + SLICE_MS;
  const failed = await readInto(reader, bytes, async () => {
    if (performance.now() < sliceEnds) return null;
    const { longRun } = reader;
    if (longRun === null) progress(reader.count);
    else answer(ok(longRun));
    await nextTask();
    sliceEnds = performance.now() + SLICE_MS;
    return null;
  });
  const run = failed === null ? reader.endRun() : fail(failed);
  const { longRun } = reader;
  if (!run.ok && longRun?.events instanceof PackedEvents) longRun.events.end(run.error);
  answer(run);
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

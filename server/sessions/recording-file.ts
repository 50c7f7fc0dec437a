import { createWriteStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGzip, gunzip } from 'node:zlib';
import { reasonOf } from '#shared/base/reason';
import { fail, failure, type Result } from '#shared/base/result';
import { eventSchema, type LabEvent } from '#shared/events/event';
import { readRecording, recordingHeader, recordingLines, type Recording } from '#shared/protocol/recording';
import { productVersion } from '../supervisor/root.ts';

/** A recording may unpack to this many bytes; a small file that unpacks to more is an attack or a mistake. */
const MAX_UNPACKED = 512 * 1024 * 1024;

/**
 * Reads a recording file, or a log as `sockscope run --json` prints it: one event a line, without a header, not packed.
 * The failures are those of readRecordingFile.
 */
export async function readLogFile(path: string): Promise<Result<Recording>> {
  let start: Buffer;
  try {
    start = await contentsOf(path);
  } catch (error) {
    return fail(
      failure('recording-read', `${path} cannot be read (${reasonOf(error)}); name a recording or a log of Sockscope.`),
    );
  }
  // RFC 1952 2.3.1: the two bytes that every gzip file begins with.
  if (start[0] === 0x1f && start[1] === 0x8b) return readRecordingFile(path);
  const text = start.toString('utf8');
  const lesson = lessonOfLog(text);
  if (lesson === null) return readRecording(text);
  return readRecording(`${JSON.stringify(recordingHeader(lesson, productVersion()))}\n${text}`);
}

/** A file's bytes. Throws with a reason; also where there would be no end to them (a device), or too many. */
async function contentsOf(path: string): Promise<Buffer> {
  const found = await stat(path);
  if (!found.isFile()) throw new Error('it is no plain file');
  if (found.size > MAX_UNPACKED) throw new Error(`it has more than ${MAX_UNPACKED >> 20} MiB`);
  return readFile(path);
}

/** The lesson that a log's first event names; null where the text begins otherwise. */
function lessonOfLog(text: string): { id: string; title: string } | null {
  try {
    const first = eventSchema.safeParse(JSON.parse(text.split('\n', 1)[0] ?? ''));
    return first.success && first.data.kind === 'lab.start' ? first.data.lesson : null;
  } catch {
    return null;
  }
}

/** Reads a recording file. Besides readRecording's failures: `recording-read` where the file cannot be read or unpacked. */
export async function readRecordingFile(path: string, mostUnpacked = MAX_UNPACKED): Promise<Result<Recording>> {
  let text: string;
  try {
    const packed = await contentsOf(path);
    text = (await promisify(gunzip)(packed, { maxOutputLength: mostUnpacked })).toString('utf8');
  } catch (error) {
    return fail(
      failure('recording-read', `${path} cannot be read (${reasonOf(error)}); choose a .ndjson.gz file of Sockscope.`),
    );
  }
  return readRecording(text);
}

/** A log as a recording's bytes, made while they are read. */
export function recordingStream(lesson: { id: string; title: string }, events: Iterable<LabEvent>): Readable {
  const lines = recordingLines(recordingHeader(lesson, productVersion()), events);
  const gzip = createGzip({ level: 9 });
  pipeline(Readable.from(batched(lines)), gzip).catch((error: unknown) => {
    gzip.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return gzip;
}

/** Writes a log to a recording file. */
export async function writeRecordingFile(
  path: string,
  lesson: { id: string; title: string },
  events: Iterable<LabEvent>,
): Promise<void> {
  await pipeline(recordingStream(lesson, events), createWriteStream(path));
}

/** Lines in pieces of some 64 kB: a stream chunk for each line would cost more than the line. */
function* batched(lines: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length > 65_536) {
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}

import { z } from 'zod';
import { fail, failure, ok, type Result } from '../base/result.ts';
import { eventSchema, type LabEvent } from '../events/event.ts';

/**
 * A recording: gzip around NDJSON. The first line is this header, every further line one event of the log, in order,
 * seq 1, 2, 3 … without holes. The functions here know text only; whoever calls them does the gzip.
 */
export const RECORDING_VERSION = 1;

const headerSchema = z.object({
  format: z.literal('sockscope-recording'),
  version: z.int().positive(),
  lesson: z.object({ id: z.string(), title: z.string() }),
  /** The version of Sockscope that wrote it. */
  writtenBy: z.string(),
});
export type RecordingHeader = z.infer<typeof headerSchema>;

export interface Recording {
  readonly header: RecordingHeader;
  readonly events: readonly LabEvent[];
}

/** Makes one event (or more, or none) of a version into the next version's. */
export type Upgrader = (line: unknown) => readonly unknown[];

/** By version: what makes a line of that version into the next one's. Version 1 is the first. */
const upgraders: Readonly<Record<number, Upgrader>> = {};

export const recordingHeader = (lesson: RecordingHeader['lesson'], writtenBy: string): RecordingHeader => ({
  format: 'sockscope-recording',
  version: RECORDING_VERSION,
  lesson,
  writtenBy,
});

/** The lines of a recording, each with its newline, so that a writer need not hold the whole text. */
export function* recordingLines(header: RecordingHeader, events: Iterable<LabEvent>): Generator<string> {
  yield `${JSON.stringify(header)}\n`;
  for (const event of events) yield `${JSON.stringify(event)}\n`;
}

/**
 * Reads a recording's text. Failures: `recording-format` (not a recording, or a broken line), `recording-newer` (written
 * by a newer Sockscope), `recording-hole` (an event is missing).
 */
export function readRecording(text: string, known = { version: RECORDING_VERSION, upgraders }): Result<Recording> {
  const lines = linesOf(text);
  const first = lines.next();
  const header = headerSchema.safeParse(parseLine(first.done === true ? '' : first.value));
  if (!header.success) {
    return fail(
      failure('recording-format', 'This is not a recording of Sockscope; choose a .ndjson.gz file it wrote.'),
    );
  }
  const { version } = header.data;
  if (version > known.version) {
    const message = `This recording has format ${version}, and this Sockscope reads up to ${known.version}; update it.`;
    return fail(failure('recording-newer', message));
  }
  const events: LabEvent[] = [];
  let number = 1;
  for (const line of lines) {
    number += 1;
    if (line === '') continue;
    for (const raw of upgrade(parseLine(line), version, known)) {
      const event = eventSchema.safeParse(raw);
      if (!event.success) {
        const message = `Line ${number} of the recording is no event; the file is damaged, take another copy.`;
        return fail(failure('recording-format', message));
      }
      if (event.data.seq !== events.length + 1) {
        const message = `Event ${events.length + 1} is missing in line ${number}; the file is damaged, take another copy.`;
        return fail(failure('recording-hole', message));
      }
      events.push(event.data);
    }
  }
  return ok({ header: header.data, events });
}

/** One line at a time: a text of nothing but line ends is small when packed, and a list of its lines is not. */
function* linesOf(text: string): Generator<string, undefined> {
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from);
    yield text.slice(from, end < 0 ? text.length : end);
    from = end < 0 ? text.length : end + 1;
  }
}

function upgrade(
  line: unknown,
  from: number,
  known: { readonly version: number; readonly upgraders: Readonly<Record<number, Upgrader>> },
): readonly unknown[] {
  let lines: readonly unknown[] = [line];
  for (let version = from; version < known.version; version += 1) {
    const step = known.upgraders[version];
    if (step === undefined) throw new Error(`there is no upgrader from recording format ${version}`);
    lines = lines.flatMap(step);
  }
  return lines;
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

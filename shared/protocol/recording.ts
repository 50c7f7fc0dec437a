import { z } from 'zod';
import { fail, failure, ok, type Failure, type Result } from '../base/result.ts';
import { isEvent } from '../events/check.ts';
import type { LabEvent } from '../events/event.ts';
import { PackedEvents, type RecordedEvents } from './packed-events.ts';

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

/** A recording that may be too long for its events to be held as they are. */
export interface RecordedRun {
  readonly header: RecordingHeader;
  readonly events: RecordedEvents;
}

/** Makes one event (or more, or none) of a version into the next version's. */
export type Upgrader = (line: unknown) => readonly unknown[];

/** By version: what makes a line of that version into the next one's. Version 1 is the first. */
const upgraders: Readonly<Record<number, Upgrader>> = {};

/** A recording's first line; `writtenBy`: this version of Sockscope. */
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
 * Reads a recording piece by piece, as it comes from a file or the network: no text of the whole is ever made. A piece may
 * end anywhere. Failures: `recording-format` (not a recording, or a broken line), `recording-newer` (written by a newer
 * Sockscope), `recording-hole` (an event is missing).
 */
export class RecordingReader {
  readonly #known: Known;
  readonly #packAfter: number;
  readonly #events: LabEvent[] = [];
  #packed: PackedEvents | null = null;
  #header: RecordingHeader | null = null;
  #rest = '';
  #line = 0;

  /** With more events than `packAfter` they are packed, and `endRun` answers them so. */
  constructor(known: Known = { version: RECORDING_VERSION, upgraders }, packAfter = Infinity) {
    this.#known = known;
    this.#packAfter = packAfter;
  }

  /** How many events have been read. */
  get count(): number {
    return this.#packed?.length ?? this.#events.length;
  }

  /** Takes the next piece. A failure is final: what comes after it is not asked for. */
  add(text: string): Failure | null {
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      if (this.#isCut) {
        this.#addWhole(text, from);
        return this.#tooLong();
      }
      const line = from === 0 ? this.#rest + text.slice(0, end) : text.slice(from, end);
      from = end + 1;
      const failed = this.#take(line);
      if (failed !== null) return failed;
    }
    this.#rest = from === 0 ? this.#rest + text : text.slice(from);
    return this.#tooLong();
  }

  /** A file without line ends is no recording, and must not be gathered up in the hope of one. */
  #tooLong(): Failure | null {
    return this.#rest.length > MAX_LINE ? noRecording : null;
  }

  /** Whether lines are packed as they come, many at a time. */
  get #isCut(): boolean {
    return this.#packed !== null && this.#header?.version === this.#known.version;
  }

  /** All lines of the text from there on that have their end. */
  #addWhole(text: string, from: number): void {
    const end = text.lastIndexOf('\n');
    const lines = text.slice(from, end);
    this.#packed?.add(from === 0 ? this.#rest + lines : lines);
    this.#rest = text.slice(end + 1);
  }

  /** Everything has been given: the recording. */
  end(): Result<Recording> {
    const run = this.endRun();
    return run.ok ? ok({ header: run.value.header, events: this.#events }) : run;
  }

  /** The run so far, once it is a long one: its packed events grow until `endRun`, or until somebody ends them. */
  get longRun(): RecordedRun | null {
    return this.#header === null || this.#packed === null ? null : { header: this.#header, events: this.#packed };
  }

  /** The same as `end`, packed where it is long. */
  endRun(): Result<RecordedRun> {
    const failed = this.#rest === '' ? null : this.#take(this.#rest);
    this.#rest = '';
    this.#packed?.end(failed);
    if (failed !== null) return fail(failed);
    return this.#header === null
      ? fail(noRecording)
      : ok({ header: this.#header, events: this.#packed ?? this.#events });
  }

  #take(line: string): Failure | null {
    this.#line += 1;
    if (this.#header === null) return this.#takeHeader(line);
    if (line === '') return null;
    if (this.#isCut) {
      this.#packed?.add(line);
      return null;
    }
    for (const raw of upgrade(parseLine(line), this.#header.version, this.#known)) {
      if (!isEvent(raw)) {
        const message = `Line ${this.#line} of the recording is no event; the file is damaged, take another copy.`;
        return failure('recording-format', message);
      }
      const next = this.count + 1;
      if (raw.seq !== next) {
        const message = `Event ${next} is missing in line ${this.#line}; the file is damaged, take another copy.`;
        return failure('recording-hole', message);
      }
      this.#keep(raw);
    }
    return null;
  }

  #keep(event: LabEvent): void {
    if (this.#packed !== null) {
      this.#packed.add(JSON.stringify(event));
      return;
    }
    this.#events.push(event);
    if (this.#events.length <= this.#packAfter) return;
    this.#packed = new PackedEvents(isEvent);
    for (const each of this.#events) this.#packed.add(JSON.stringify(each));
  }

  #takeHeader(line: string): Failure | null {
    const header = headerSchema.safeParse(parseLine(line));
    if (!header.success) return noRecording;
    const { version } = header.data;
    if (version > this.#known.version) {
      const message = `This recording has format ${version}, and this Sockscope reads up to ${this.#known.version}; update it.`;
      return failure('recording-newer', message);
    }
    this.#header = header.data;
    return null;
  }
}

interface Known {
  readonly version: number;
  readonly upgraders: Readonly<Record<number, Upgrader>>;
}

/** No event comes near to it: a lesson's programs, in its first event, are the longest. In characters. */
const MAX_LINE = 4 * 1024 * 1024;

const noRecording = failure(
  'recording-format',
  'This is not a recording of Sockscope; choose a .ndjson.gz file it wrote.',
);

/** Reads a recording's text in one go. The failures are those of RecordingReader. */
export function readRecording(text: string, known?: Known): Result<Recording> {
  const reader = new RecordingReader(known);
  const failed = reader.add(text);
  return failed === null ? reader.end() : fail(failed);
}

function upgrade(line: unknown, from: number, known: Known): readonly unknown[] {
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

import { createWriteStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { unreachable } from '#shared/base/exhaustive';
import { reasonOf } from '#shared/base/reason';
import { fail, failure, ok, type Result } from '#shared/base/result';
import type { Recording } from '#shared/protocol/recording';
import { captureBlocks } from '../export/capture.ts';
import { readLecture } from '../export/lecture.ts';
import { exportedPage, lecturePage, slidesPage, type Player } from '../export/page.ts';
import { readPlayer } from '../export/player.ts';
import { readLogFile } from '../sessions/recording-file.ts';
import { shippedRecording } from '../sessions/shipped-recording.ts';
import { playerPath, productVersion } from '../supervisor/root.ts';
import { findWalkthrough } from '../walks/find-walkthrough.ts';
import type { ShippedWalkthrough } from '../walks/walkthroughs.ts';
import type { ExportFormat } from './commands.ts';
import { exitStatus } from './exit.ts';
import { refuse, say } from './say.ts';

interface Wanted {
  /** A recording's file, a walkthrough's id or folder, or a lesson's id. */
  readonly what: string;
  readonly format: ExportFormat;
  /** The presenter's notes go into the file. */
  readonly notes: boolean;
  readonly out: string | null;
}

/** What the formats are called in messages. */
const NAMES: Readonly<Record<ExportFormat, string>> = { html: 'page', slides: 'page', pcapng: 'capture' };

/**
 * `sockscope export`: a recording or a walkthrough as a page that plays by itself, a walkthrough's slides, or the packets of a
 * recording as a capture file (pcapng).
 */
export async function exportLog({ what, format, notes, out }: Wanted): Promise<number> {
  const name = NAMES[format];
  if (out === null && process.stdout.isTTY) {
    return refuse(`A ${name} is not for a terminal; name a file with -o, or pipe it on.`, exitStatus.usage);
  }
  const source = await find(what);
  if (!source.ok) return refuse(source.error.message, exitStatus.usage);
  const parts = await partsOf(source.value, format, notes);
  if (!parts.ok) return refuse(parts.error.message, statusOf(parts.error.code));
  try {
    if (out === null) await pipeline(parts.value, process.stdout, { end: false });
    else await pipeline(parts.value, createWriteStream(out));
    return exitStatus.fine;
  } catch (error) {
    // Whoever read it has seen enough (`| head`).
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return exitStatus.fine;
    return refuse(`The ${name} could not be written (${reasonOf(error)}); give -o another file.`, exitStatus.failed);
  }
}

/** What cannot be exported was named wrongly, or lacks its recording; but a player that is not built is nobody's fault. */
const statusOf = (code: string): number => (code === 'not-built' ? exitStatus.failed : exitStatus.usage);

type Source =
  | { readonly kind: 'recording'; readonly recording: Recording }
  | { readonly kind: 'walkthrough'; readonly walkthrough: ShippedWalkthrough };

/** A file comes first: what lies there under this name is what its owner means. */
async function find(what: string): Promise<Result<Source>> {
  const there = statSync(what, { throwIfNoEntry: false });
  if (there?.isFile() === true) return recordingIn(what);
  const walkthrough = await findWalkthrough(what);
  if (walkthrough !== null) return ok({ kind: 'walkthrough', walkthrough });
  if (there?.isDirectory() === true) return fail(failure('unknown', faultyFolder(what)));
  const shipped = shippedRecording(what);
  if (shipped !== null) return recordingIn(shipped);
  return isId(what) ? fail(failure('unknown', nothingThere(what))) : recordingIn(what);
}

async function recordingIn(path: string): Promise<Result<Source>> {
  const recording = await readLogFile(path);
  return recording.ok ? ok({ kind: 'recording', recording: recording.value }) : recording;
}

const isId = (what: string): boolean => /^[A-Za-z0-9_-]+$/.test(what);

const nothingThere = (what: string): string =>
  `There is no recording, walkthrough or lesson ${what}; name a file, or an id such as sockets or tcp-echo.`;

const faultyFolder = (folder: string): string =>
  `${folder} is no walkthrough that can be read; sockscope lint ${folder} says why.`;

async function partsOf(source: Source, format: ExportFormat, notes: boolean): Promise<Result<Readable>> {
  switch (format) {
    case 'html':
    case 'slides': {
      const page = await pageOf(source, format, notes);
      if (!page.ok) return page;
      const player = await readPlayer(playerPath());
      return player.ok ? ok(Readable.from([await page.value(player.value)])) : player;
    }
    case 'pcapng': {
      if (source.kind === 'walkthrough') return fail(failure('no-capture', noCapture));
      const { recording } = source;
      if (!recording.events.some(({ kind }) => kind === 'packet.held' || kind === 'packet.delivered')) {
        say('This log has no packets; the capture will be empty.');
      }
      return ok(Readable.from(captureBlocks(recording)));
    }
    default:
      return unreachable(format);
  }
}

/** What makes the page of a player, once everything else is known to be there. */
async function pageOf(
  source: Source,
  format: 'html' | 'slides',
  notes: boolean,
): Promise<Result<(player: Player) => string | Promise<string>>> {
  if (source.kind === 'recording') {
    const { recording } = source;
    if (format === 'slides') return fail(failure('no-scenes', noSlides));
    return ok((player) => exportedPage(recording, player));
  }
  const lecture = await readLecture(source.walkthrough, notes);
  if (!lecture.ok) return lecture;
  const make = format === 'slides' ? slidesPage : lecturePage;
  return ok((player) => make(lecture.value, productVersion(), player));
}

const noSlides =
  'Slides are made of a walkthrough’s scenes; a recording’s page (--format html) prints from its top bar.';
const noCapture = 'A walkthrough has several labs; name the recording of one, such as its scene-8.ndjson.gz.';

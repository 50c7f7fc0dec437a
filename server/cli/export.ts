import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { unreachable } from '#shared/base/exhaustive';
import { ok, type Result } from '#shared/base/result';
import type { Recording } from '#shared/protocol/recording';
import { captureBlocks } from '../export/capture.ts';
import { exportedPage } from '../export/page.ts';
import { readPlayer } from '../export/player.ts';
import { readLogFile } from '../sessions/recording-file.ts';
import { playerPath } from '../supervisor/root.ts';
import type { ExportFormat } from './arguments.ts';
import { exitStatus } from './exit.ts';

interface Wanted {
  readonly file: string;
  readonly format: ExportFormat;
  readonly out: string | null;
}

/** What the formats are called in messages. */
const NAMES: Readonly<Record<ExportFormat, string>> = { html: 'page', pcapng: 'capture' };

/** `sockscope export`: a recording as a page that plays by itself, or its packets as a capture file (pcapng). */
export async function exportLog({ file, format, out }: Wanted): Promise<number> {
  const name = NAMES[format];
  if (out === null && process.stdout.isTTY) {
    process.stderr.write(`sockscope: A ${name} is not for a terminal; name a file with -o, or pipe it on.\n`);
    return exitStatus.usage;
  }
  const recording = await readLogFile(file);
  if (!recording.ok) {
    process.stderr.write(`sockscope: ${recording.error.message}\n`);
    return exitStatus.usage;
  }
  const parts = await partsOf(recording.value, format);
  if (!parts.ok) {
    process.stderr.write(`sockscope: ${parts.error.message}\n`);
    return exitStatus.failed;
  }
  try {
    if (out === null) await pipeline(parts.value, process.stdout, { end: false });
    else await pipeline(parts.value, createWriteStream(out));
    return exitStatus.fine;
  } catch (error) {
    // Whoever read it has seen enough (`| head`).
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return exitStatus.fine;
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(`sockscope: The ${name} could not be written (${why}); give -o another file.\n`);
    return exitStatus.failed;
  }
}

async function partsOf(recording: Recording, format: ExportFormat): Promise<Result<Readable>> {
  switch (format) {
    case 'html': {
      const player = await readPlayer(playerPath());
      return player.ok ? ok(Readable.from([await exportedPage(recording, player.value)])) : player;
    }
    case 'pcapng':
      if (!recording.events.some(({ kind }) => kind === 'packet.held' || kind === 'packet.delivered')) {
        process.stderr.write('sockscope: This log has no packets; the capture will be empty.\n');
      }
      return ok(Readable.from(captureBlocks(recording)));
    default:
      return unreachable(format);
  }
}

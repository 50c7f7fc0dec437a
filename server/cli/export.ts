import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { captureBlocks } from '../export/capture.ts';
import { readLogFile } from '../sessions/recording-file.ts';
import { exitStatus } from './exit.ts';

/** `sockscope export`: the packets of a recording as a capture file. The format is pcapng, the only one there is. */
export async function exportLog({
  file,
  out,
}: {
  readonly file: string;
  readonly out: string | null;
}): Promise<number> {
  if (out === null && process.stdout.isTTY) {
    process.stderr.write('sockscope: A capture is not for a terminal; name a file with -o, or pipe it on.\n');
    return exitStatus.usage;
  }
  const recording = await readLogFile(file);
  if (!recording.ok) {
    process.stderr.write(`sockscope: ${recording.error.message}\n`);
    return exitStatus.usage;
  }
  const { events } = recording.value;
  if (!events.some((event) => event.kind === 'packet.held' || event.kind === 'packet.delivered')) {
    process.stderr.write('sockscope: This log has no packets; the capture will be empty.\n');
  }
  const blocks = Readable.from(captureBlocks(recording.value));
  try {
    if (out === null) await pipeline(blocks, process.stdout, { end: false });
    else await pipeline(blocks, createWriteStream(out));
    return exitStatus.fine;
  } catch (error) {
    // Whoever read it has seen enough (`| head`).
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return exitStatus.fine;
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(`sockscope: The capture could not be written (${why}); give -o another file.\n`);
    return exitStatus.failed;
  }
}

import { fail } from '#shared/base/result';
import type { Failure, Result } from '#shared/base/result';
import { PackedEvents } from '#shared/protocol/packed-events';
import { RecordingReader } from '#shared/protocol/recording';
import type { RecordedRun, RecordingHeader } from '#shared/protocol/recording';
import { bytesOf } from './packed-bytes.ts';
import { LONG, readInto } from './read-into.ts';

/** What is told of a recording while it is read, in this order. All of it can be posted to another thread. */
export type Told =
  | { readonly kind: 'progress'; readonly events: number }
  /** It is a long one: its blocks follow. */
  | { readonly kind: 'long'; readonly header: RecordingHeader }
  /** The next events, which are checked, in UTF-8. */
  | { readonly kind: 'block'; readonly count: number; readonly bytes: Uint8Array<ArrayBuffer> }
  /** That is all of a long one, or what follows cannot be read. */
  | { readonly kind: 'end'; readonly failure: Failure | null }
  /** A short one, or why it is none. */
  | { readonly kind: 'run'; readonly run: Result<RecordedRun> };

type Blocks = ReturnType<PackedEvents['blocks']>;

/** How often is told how far it is, in events. */
const EVERY = 2_000;

/** Unpacks a recording, checks each event, and tells what it reads: of a long one block after block, as they come. The failures are those of readInto. */
export async function tellRecording(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  tell: (told: Told) => void,
): Promise<void> {
  const reader = new RecordingReader(undefined, LONG);
  let begun: Blocks | null = null;
  /** The blocks of a long one; null as long as it is short. */
  const blocks = (): Blocks | null => {
    const { longRun } = reader;
    if (begun !== null || !(longRun?.events instanceof PackedEvents)) return begun;
    tell({ kind: 'long', header: longRun.header });
    begun = longRun.events.blocks(true);
    return begun;
  };
  let next = EVERY;
  const failed = await readInto(reader, bytes, () => {
    const long = blocks();
    if (long !== null) return handOn(long, tell);
    if (reader.count < next) return null;
    tell({ kind: 'progress', events: reader.count });
    next = reader.count + EVERY;
    return null;
  });
  const run = failed === null ? reader.endRun() : fail(failed);
  if (failed !== null && reader.longRun?.events instanceof PackedEvents) reader.longRun.events.end(failed);
  const long = blocks();
  if (long === null) {
    tell({ kind: 'run', run });
    return;
  }
  const rest = handOn(long, tell);
  tell({ kind: 'end', failure: failed ?? rest });
}

/** All blocks that are here, once they are checked. */
function handOn(blocks: Blocks, tell: (told: Told) => void): Failure | null {
  for (let next = blocks.next(); next.done !== true && next.value !== null; next = blocks.next()) {
    if (!next.value.ok) return next.value.error;
    const { events, packed } = next.value.value;
    if (packed !== null) tell({ kind: 'block', count: events.length, bytes: bytesOf(packed.json) });
  }
  return null;
}

import { unreachable } from '#shared/base/exhaustive';
import { failure, ok } from '#shared/base/result';
import type { Failure, Result } from '#shared/base/result';
import type { LabEvent } from '#shared/events/event';
import { PackedEvents } from '#shared/protocol/packed-events';
import type { RecordedRun } from '#shared/protocol/recording';
import { PackedBytes } from './packed-bytes.ts';
import type { Told } from './tell-recording.ts';

/**
 * Reads a recording by a worker. null where none can be had (a page that was opened from disk, a browser that refuses): the page
 * has to do it.
 */
export function readByWorker(
  file: Blob,
  progress: (events: number) => void = () => undefined,
): Promise<Result<RecordedRun> | null> {
  return new Promise((answer) => {
    const worker = start();
    if (worker === null) {
      answer(null);
      return;
    }
    const hear = listener(progress, answer);
    worker.addEventListener('error', () => {
      worker.terminate();
      answer(null);
      hear({ kind: 'end', failure: stopped });
    });
    worker.addEventListener('message', ({ data }: MessageEvent<Told>) => {
      hear(data);
      if (data.kind === 'end' || data.kind === 'run') worker.terminate();
    });
    worker.postMessage(file, []);
  });
}

/** Makes a recording of what is told of it: answered as soon as it is known to be long, or whole. */
export function listener(
  progress: (events: number) => void,
  answer: (run: Result<RecordedRun>) => void,
): (told: Told) => void {
  let packed: PackedEvents | null = null;
  return (told) => {
    switch (told.kind) {
      case 'progress':
        progress(told.events);
        return;
      case 'long':
        packed = new PackedEvents(isChecked);
        answer(ok({ header: told.header, events: packed }));
        return;
      case 'block':
        packed?.addBlock(new PackedBytes(told.count, told.bytes));
        return;
      case 'end':
        packed?.end(told.failure);
        return;
      case 'run':
        answer(told.run);
        return;
      default:
        unreachable(told);
    }
  };
}

/** Whoever told its block has checked it. */
const isChecked = (_event: unknown): _event is LabEvent => true;

function start(): Worker | null {
  if (typeof Worker === 'undefined') return null;
  try {
    return new Worker(new URL('./recording-worker.ts', import.meta.url), { type: 'module' });
  } catch {
    return null;
  }
}

const stopped: Failure = failure('recording-read', 'Reading this recording stopped; open it again.');

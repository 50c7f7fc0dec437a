import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { LabEvent } from '#shared/events/event';
import { recordingHeader, recordingLines } from '#shared/protocol/recording';
import { openBrowser } from '../../client/e2e/chromium.ts';
import { useLongRecording } from '../../client/e2e/bench-long.ts';
import { startServer } from '../../client/e2e/server.ts';
import { readRecordingFile } from '../sessions/recording-file.ts';
import { lessonsPath } from '../supervisor/root.ts';
import { skip, type Measured } from './figure.ts';
import { parseRollup } from './idle-memory.ts';
import { longLog } from './long-log.ts';
import { median, quantile } from './statistics.ts';

const EVENTS = 1_000_000;
const LESSONS = ['tcp-echo', 'tcp-close-by-server', 'udp-echo'] as const;
const MEGABYTE = 1e6;

/** Opens a recording of a million events in a browser and uses it. The runs it is made of are those that lessons ship. */
export async function longRecording(): Promise<Measured> {
  const browser = await openBrowser();
  if (!browser.ok) return skip(browser.error.message, 'a million events');
  const folder = mkdtempSync(join(tmpdir(), 'sockscope-bench-'));
  const file = join(folder, 'long.ndjson.gz');
  try {
    await write(file, await Promise.all(LESSONS.map(runOf)));
    const server = await startServer();
    try {
      const weights: number[] = [];
      const run = await useLongRecording(browser.value, { url: server.url, file, events: EVENTS }, (pid) =>
        weights.push(parseRollup(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')).pss),
      );
      const atMost = (most: number) => ({ of: 'value', atMost: most }) as const;
      return {
        figures: [
          { name: 'a million events, first picture', value: run.first, unit: 'ms', target: atMost(4000) },
          {
            name: '  until all of it can be gone to',
            value: run.whole,
            unit: 'ms',
            peer: { name: 'unpacking and JSON.parse', value: run.parsed, ratio: run.whole / run.parsed },
            target: atMost(4000),
          },
          { name: '  playhead moved -> painted, p50', value: median(run.seeks), unit: 'ms' },
          { name: '  p99', value: quantile(run.seeks, 0.99), unit: 'ms', target: atMost(50) },
          { name: '  longest task, playhead dragged', value: run.busy.dragging, unit: 'ms', target: atMost(50) },
          { name: '  longest task, log scrolled', value: run.busy.scrolling, unit: 'ms', target: atMost(50) },
          { name: '  PSS of the page, garbage collected', value: weights[0] ?? NaN, unit: 'MB', target: atMost(500) },
          { name: '  with its log open', value: weights[1] ?? NaN, unit: 'MB', target: atMost(500) },
        ],
        skipped: [],
        notes: [
          `a million events: ${LESSONS.join(', ')} over and over, ${(statSync(file).size / MEGABYTE).toFixed(1)} MB packed, ${run.seeks.length} seeks; a task under 50 ms counts as 0`,
        ],
      };
    } finally {
      await server.stop();
    }
  } finally {
    await browser.value.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runOf(lesson: string): Promise<readonly LabEvent[]> {
  const recording = await readRecordingFile(join(lessonsPath(), lesson, 'recording.ndjson.gz'));
  if (!recording.ok) throw new Error(recording.error.message);
  return recording.value.events;
}

async function write(file: string, runs: readonly (readonly LabEvent[])[]): Promise<void> {
  const lines = recordingLines(recordingHeader({ id: 'long', title: 'A long run' }, '0'), longLog(runs, EVENTS));
  await pipeline(Readable.from(lines), createGzip({ level: 1 }), createWriteStream(file));
}

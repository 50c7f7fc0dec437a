import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { millisToNanos } from '#shared/base/units';
import type { LabEvent } from '#shared/events/event';
import type { EngineCommand } from '#shared/protocol/engine';
import { readRecordingFile } from '../../sessions/recording-file.ts';
import { lessonsPath } from '../../supervisor/root.ts';
import { longLog } from '../long-log.ts';

export interface FloodOrder {
  /** Events a second, and how many in all. */
  readonly rate: number;
  readonly count: number;
  /** The time (milliseconds since 1970) that the events' `t` counts from. */
  readonly origin: number;
}

/** The runs that are told over and over. */
const LESSONS = ['tcp-echo', 'tcp-close-by-server', 'udp-echo'] as const;

/** How often events are written. An engine writes what it has seen after each look. */
const BATCH_MS = 5;

/**
 * Speaks as an engine does (shared/protocol/engine.ts) and tells what real runs told, at a rate that no lab holds: the first events up to
 * the first gate at once, and everything else as soon as that gate is released. Ends with its standard input.
 */
export async function flood(order: FloodOrder): Promise<void> {
  const events = await draftsOf(order.count);
  const begun = 1 + events.findIndex(({ kind }) => kind === 'gate.open');
  let flowing = false;
  for await (const line of createInterface({ input: process.stdin })) {
    const command = JSON.parse(line) as EngineCommand;
    switch (command.cmd) {
      case 'ping':
        say({ type: 'pong', n: command.n });
        break;
      case 'start':
        tell(events.slice(0, begun), order.origin);
        say({ type: 'quiet', n: command.n });
        break;
      case 'release':
        if (flowing) break;
        flowing = true;
        void pour(events.slice(begun), order).then(() => say({ type: 'quiet', n: command.n }));
        break;
      case 'end':
        return;
      default:
        if (!flowing) say({ type: 'quiet', n: command.n });
    }
  }
}

/** An event as its draft's text without its beginning: the time goes there when it is told. */
interface Draft {
  readonly kind: string;
  readonly rest: string;
}

async function draftsOf(count: number): Promise<readonly Draft[]> {
  const runs = await Promise.all(
    LESSONS.map(async (lesson) => {
      const recording = await readRecordingFile(join(lessonsPath(), lesson, 'recording.ndjson.gz'));
      if (!recording.ok) throw new Error(recording.error.message);
      return recording.value.events;
    }),
  );
  return Array.from(longLog(runs, count), draft);
}

/** The engine's own numbers are the log's here: the first is 1, and none is missing. */
function draft(event: LabEvent): Draft {
  const { seq, t: _then, ...fields } = event;
  return { kind: event.kind, rest: JSON.stringify({ id: seq, ...fields }).slice(1) };
}

/** Tells them evenly at the order's rate; what comes late is told at once, so that the rate is kept. */
async function pour(events: readonly Draft[], { rate, origin }: FloodOrder): Promise<void> {
  const start = performance.now();
  for (let told = 0; told < events.length;) {
    const due = Math.min(events.length, Math.floor(((performance.now() - start) / 1000) * rate) + 1);
    tell(events.slice(told, due), origin);
    told = Math.max(told, due);
    // One event after the other where they are rare: the next one's time, not the next batch's.
    await sleep(Math.max(BATCH_MS, start + (told / rate) * 1000 - performance.now()));
  }
}

function tell(events: readonly Draft[], origin: number): void {
  if (events.length === 0) return;
  const t = millisToNanos(performance.timeOrigin + performance.now() - origin);
  const texts = events.map(({ rest }) => `{"t":${t},${rest}`);
  process.stdout.write(`{"type":"events","events":[${texts.join(',')}]}\n`);
}

const say = (message: object): void => void process.stdout.write(`${JSON.stringify(message)}\n`);

import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { recordedRunSchema, type RecordedRun } from '#shared/protocol/rest';

/** What is counted of an event. The recording itself is checked where it is played. */
interface Told {
  readonly kind?: unknown;
  readonly seq?: unknown;
  readonly source?: unknown;
  readonly api?: unknown;
  readonly errno?: unknown;
  readonly state?: unknown;
  readonly to?: unknown;
  readonly folded?: unknown;
}

/** Shipped recordings unpack to some 50 kB each. */
const MAX_UNPACKED = 64 * 1024 * 1024;

/** Counts what happens in a recording; null where the file cannot be read as one. */
export async function readRecordedRun(path: string): Promise<RecordedRun | null> {
  try {
    const unpacked = await promisify(gunzip)(await readFile(path), { maxOutputLength: MAX_UNPACKED });
    return countRun(unpacked.toString('utf8').split('\n').slice(1));
  } catch {
    return null;
  }
}

/** Counts what the events say, one a line (a recording without its header); null where a line is no event. */
export function countRun(lines: readonly string[]): RecordedRun | null {
  const apis = new Set<unknown>();
  const states = new Set<unknown>();
  const errnos = new Set<unknown>();
  let [steps, calls, packets, released] = [0, 0, 0, 0];
  for (const line of lines) {
    if (line === '') continue;
    const event = JSON.parse(line) as Told;
    switch (event.kind) {
      case 'syscall.exit':
        calls += 1;
        apis.add(event.api);
        if (event.errno !== undefined) errnos.add(event.errno);
        break;
      case 'packet.held':
        if (event.folded !== true) packets += 1;
        break;
      case 'socket.open':
        states.add(event.state);
        break;
      case 'socket.state':
        states.add(event.to);
        break;
      case 'gate.release': {
        // Gates that open by themselves are no step of anybody's; those released in one breath are one step (stopsOf).
        if (event.source === 'lab') break;
        const seq = Number(event.seq);
        if (released !== seq - 1) steps += 1;
        released = seq;
        break;
      }
      default:
    }
  }
  const run = recordedRunSchema.safeParse({
    steps,
    calls,
    packets,
    apis: [...apis],
    states: [...states],
    errnos: [...errnos],
  });
  return run.success ? run.data : null;
}

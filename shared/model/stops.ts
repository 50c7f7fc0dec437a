import { lowerBound } from '../base/lower-bound.ts';
import type { LabEvent } from '../events/event.ts';

/**
 * The seqs at which a lab was quiet, rising: just before each release of a gate, and the end of the log. Back and step move
 * along these, so that a recording steps as the lab did. `log` holds consecutive events.
 */
export function stopsOf(log: readonly LabEvent[]): readonly number[] {
  const stops: number[] = [];
  let released = 0;
  for (const event of log) {
    // Gates that open by themselves (their process has ended) are no step of anybody's.
    if (event.kind !== 'gate.release' || event.source === 'lab') continue;
    // Gates released in one breath had no quiet between them: that is one stop, not several.
    if (event.seq > 1 && released !== event.seq - 1) stops.push(event.seq - 1);
    released = event.seq;
  }
  const end = log.at(-1)?.seq;
  if (end !== undefined && stops.at(-1) !== end) stops.push(end);
  return stops;
}

/** The last stop before `seq`; 0, the empty lab, where there is none. */
export const stopBefore = (stops: readonly number[], seq: number): number => stops[lowerBound(stops, seq) - 1] ?? 0;

/** The first stop after `seq`; null where there is none. */
export const stopAfter = (stops: readonly number[], seq: number): number | null =>
  stops[lowerBound(stops, seq + 1)] ?? null;

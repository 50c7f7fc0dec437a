import { lowerBound } from '#shared/base/lower-bound';

/** The stop that lies nearest to `seq`; the end of the log, `head`, is one too. */
export function nearestStop(stops: readonly number[], head: number, seq: number): number {
  const at = lowerBound(stops, seq);
  const after = stops[at] ?? Math.max(head, stops.at(-1) ?? 0);
  const before = stops[at - 1] ?? -Infinity;
  return seq - before <= after - seq ? before : after;
}

/** How many stops are at or before `seq`: the number of the step that one stands at. */
export function stepNumber(stops: readonly number[], seq: number): number {
  return lowerBound(stops, seq + 1);
}

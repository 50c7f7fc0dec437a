import { lowerBound } from '../../store/stops.ts';

/** Pixels from one stop to the next. A packet is held for about one of them: SYN,ACK fits. */
export const UNIT = 58;

/**
 * The place of a seq on the time axis, in units: every stop is one further, whatever the clock said, so waiting costs
 * no room; between two stops the events stand in order at equal distances. Past the last stop the head is one further.
 */
export function unitOf(stops: readonly number[], head: number, seq: number): number {
  const index = lowerBound(stops, seq + 1);
  const from = stops[index - 1] ?? 0;
  const to = stops[index] ?? Math.max(head, from + 1);
  return index + Math.min(1, (seq - from) / (to - from));
}

/** The seq at a place on the axis: unitOf's inverse. */
export function seqAt(stops: readonly number[], head: number, unit: number): number {
  const index = Math.max(0, Math.min(stops.length, Math.floor(unit)));
  const from = stops[index - 1] ?? 0;
  const to = stops[index] ?? Math.max(head, from + 1);
  const seq = from + Math.max(0, Math.min(1, unit - index)) * (to - from);
  return Math.min(head, Math.round(seq));
}

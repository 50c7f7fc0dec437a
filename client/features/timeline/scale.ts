import { lowerBound } from '../../store/stops.ts';

/** Pixels from one stop to the next. A packet is held for about one of them: its flags fit. */
export const UNIT = 84;

/** How much of a step's room its events take; the rest is the time that everything was held. */
const EVENTS_SHARE = 0.25;

/**
 * The place of an event on the time axis, in units: every step takes one, whatever the clock said, so waiting costs no
 * room. In its first part stand the step's events, in order and at equal distances; in the rest nothing happens.
 */
export function unitOf(stops: readonly number[], head: number, seq: number): number {
  const step = lowerBound(stops, seq);
  const { from, to } = boundsOf(stops, head, step);
  return step + EVENTS_SHARE * Math.min(1, (seq - from) / (to - from));
}

/** The place of NOW: at a stop (and at the head) the end of the step, else just at the event. */
export function nowUnit(stops: readonly number[], head: number, seq: number): number {
  const step = lowerBound(stops, seq);
  return seq === (stops[step] ?? head) ? step + 1 : unitOf(stops, head, seq);
}

/** The moment at a place on the axis: an event, or the stop of the step. */
export function seqAt(stops: readonly number[], head: number, unit: number): number {
  const step = Math.max(0, Math.min(stops.length, Math.floor(unit)));
  const { from, to } = boundsOf(stops, head, step);
  const share = Math.max(0, Math.min(1, (unit - step) / EVENTS_SHARE));
  return Math.min(head, Math.round(from + share * (to - from)));
}

/** A step's events: after `from`, up to `to`. */
function boundsOf(
  stops: readonly number[],
  head: number,
  step: number,
): { readonly from: number; readonly to: number } {
  const from = stops[step - 1] ?? 0;
  return { from, to: stops[step] ?? Math.max(head, from + 1) };
}

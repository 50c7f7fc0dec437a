import { lowerBound } from '#shared/base/lower-bound';

/** Pixels from one stop to the next. A packet is held for about one of them: its flags fit. */
export const UNIT = 84;

/** How much of a step's room its events take; the rest is the time that everything was held. */
const EVENTS_SHARE = 0.25;

/** What happened so far, as far as places need it: where the lab was quiet, and the last event. */
export interface Axis {
  readonly stops: readonly number[];
  readonly head: number;
}

/**
 * The place of an event on the time axis, in units: every step takes one, whatever the clock said, so waiting costs no
 * room. In its first part stand the step's events, in order and at equal distances; in the rest nothing happens.
 */
export function unitOf(axis: Axis, seq: number): number {
  const step = lowerBound(axis.stops, seq);
  const { from, to } = boundsOf(axis, step);
  return step + EVENTS_SHARE * Math.min(1, (seq - from) / (to - from));
}

/** The place of NOW: at a stop (and at the head) the end of the step, else just at the event. */
export function nowUnit(axis: Axis, seq: number): number {
  const step = lowerBound(axis.stops, seq);
  return seq === (axis.stops[step] ?? axis.head) ? step + 1 : unitOf(axis, seq);
}

/** The moment at a place on the axis: an event, or the stop of the step. */
export function seqAt(axis: Axis, unit: number): number {
  const step = Math.max(0, Math.min(axis.stops.length, Math.floor(unit)));
  const { from, to } = boundsOf(axis, step);
  const share = Math.max(0, Math.min(1, (unit - step) / EVENTS_SHARE));
  return Math.min(axis.head, Math.round(from + share * (to - from)));
}

/** Where the axis ends: the end of the last step. */
export const endUnit = (axis: Axis): number => nowUnit(axis, axis.head);

/** A step's events: after `from`, up to `to`. */
function boundsOf({ stops, head }: Axis, step: number): { readonly from: number; readonly to: number } {
  const from = stops[step - 1] ?? 0;
  return { from, to: stops[step] ?? Math.max(head, from + 1) };
}

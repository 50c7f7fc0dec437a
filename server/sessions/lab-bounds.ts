/** How much a lab may take. */
export interface LabBounds {
  /** The log takes no more events than these. */
  readonly events: number;
  /** The shortest pause between two steps while it plays, in milliseconds. */
  readonly pauseMs: number;
}

/**
 * So many events a log may have: some hundred megabytes. A lesson has hundreds, or thousands; a program that calls the kernel in an
 * endless loop and is played would fill the memory. Who watches is told, and what there is stays.
 */
const MAX_EVENTS = 1_000_000;

export const WIDE_BOUNDS: LabBounds = { events: MAX_EVENTS, pauseMs: 0 };

/** A viewer's lab may fill less memory, and plays no faster than a person can look. */
export const VIEWERS_BOUNDS: LabBounds = { events: 20_000, pauseMs: 50 };

/**
 * A log of a million events must not grow the state: what is over is kept only as far as the picture still needs it.
 * The log itself keeps everything.
 */
export const KEPT_FINISHED_PACKETS = 24;
export const KEPT_VISITS = 64;
export const KEPT_GONE_SOCKETS = 64;
export const KEPT_ENDED_PROCESSES = 64;
export const KEPT_FINDINGS = 64;
export const KEPT_GAPS = 64;
export const KEPT_COPIES = 64;
export const KEPT_OUTPUT = 4096;

/** The newest `count` of a list. The same list where nothing has to go. */
export const newest = <T>(list: readonly T[], count: number): readonly T[] =>
  list.length <= count ? list : list.slice(list.length - count);

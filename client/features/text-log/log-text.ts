import type { LabEvent } from '#shared/events/event';
import { createLineWriter } from '#shared/model/log-line';

export interface LogText {
  readonly text: string;
  readonly lines: number;
  /** Lines before these, which were left out. */
  readonly left: number;
}

/** More is no text that anybody reads, and slow to lay out. */
export const MAX_LINES = 5000;

/**
 * The log up to `seq` as plain text, in strace's spelling, one line an event: its number, the seconds since the lab started,
 * whose it is, and what happened. At most MAX_LINES, the last ones.
 */
export function logText(events: Iterable<LabEvent>, seq: number): LogText {
  const writer = createLineWriter();
  const lines: string[] = [];
  for (const event of events) {
    if (event.seq > seq) break;
    const line = writer.line(event);
    if (line.essential) lines.push(`${line.seq} ${(line.t / 1e9).toFixed(6)} ${line.who}: ${line.text}`);
  }
  const shown = lines.slice(-MAX_LINES);
  return { text: shown.join('\n'), lines: shown.length, left: lines.length - shown.length };
}

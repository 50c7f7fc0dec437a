import type { LabEvent } from '#shared/events/event';
import type { LabLog } from './lab-log.ts';

/**
 * How far one goes at once through what has happened: from event to event, from one end of a system call to the next, or
 * from scene to scene and note to note. Stops (the moments when a lab was quiet) have keys of their own.
 */
export type Stride = 'event' | 'call' | 'mark';

/** The moments of a log as strides see them: seqs without holes from `missingUpTo` + 1 to the head's. */
type Moments = Pick<LabLog, 'missingUpTo' | 'event'> & { readonly head: { readonly seq: number } };

/** The seq one stride from `seq`, back (-1) or forward (1); null where the log has no such moment. */
export function strideFrom(log: Moments, seq: number, by: Stride, direction: 1 | -1): number | null {
  for (let at = seq + direction; at > log.missingUpTo && at <= log.head.seq; at += direction) {
    const event = log.event(at);
    if (event !== undefined && isOf(by, event)) return at;
  }
  return null;
}

function isOf(by: Stride, { kind }: LabEvent): boolean {
  switch (by) {
    case 'event':
      return true;
    case 'call':
      return kind === 'syscall.enter' || kind === 'syscall.exit';
    case 'mark':
      return kind === 'scene.enter' || kind === 'marker';
  }
}

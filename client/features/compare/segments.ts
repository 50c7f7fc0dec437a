import type { Row } from './align.ts';
import type { SideName } from './comparison.ts';

/** Neighbouring rows in which a run moves in the same way: alone or together with the other. */
export interface Segment {
  /** The first row, and the row after the last one. */
  readonly from: number;
  readonly to: number;
  readonly together: boolean;
}

/** Where on the common line of steps one run moves; between the segments it stands still. */
export function segmentsOf(rows: readonly Row[], side: SideName): Segment[] {
  const segments: Segment[] = [];
  rows.forEach(({ moved }, row) => {
    if (moved !== 'both' && moved !== side) return;
    const together = moved === 'both';
    const last = segments.at(-1);
    if (last !== undefined && last.to === row && last.together === together) {
      segments[segments.length - 1] = { ...last, to: row + 1 };
    } else segments.push({ from: row, to: row + 1, together });
  });
  return segments;
}

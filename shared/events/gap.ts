import { z } from 'zod';
import { common } from './common.ts';

/** What could not be observed shows as a gap, never as silence. */
export const traceGap = z.object({
  ...common,
  kind: z.literal('trace.gap'),
  missed: z.string(),
  /** How much was missed, where it can be counted. */
  count: z.int().optional(),
  why: z.string(),
});

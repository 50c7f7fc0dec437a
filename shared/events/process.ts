import { z } from 'zod';
import { common, hostSchema } from './common.ts';

export const processStart = z.object({
  ...common,
  kind: z.literal('process.start'),
  pid: z.int().positive(),
  /** The process that forked it, where it was not the lab. */
  parent: z.int().positive().optional(),
  host: hostSchema,
  role: z.string(),
  argv: z.array(z.string()),
});

export const processExit = z.object({
  ...common,
  kind: z.literal('process.exit'),
  pid: z.int().positive(),
  role: z.string(),
  /** exit status (0 to 255), or the signal's name that killed it. */
  status: z.int().optional(),
  signal: z.string().optional(),
});

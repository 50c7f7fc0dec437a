import { z } from 'zod';
import { common } from './common.ts';

const descriptor = {
  ...common,
  pid: z.int().positive(),
  fd: z.int().nonnegative(),
  /** The socket it names; absent for other files. */
  socket: z.string().optional(),
  /** What it names where it is no socket: stdin, stdout, stderr, or /proc/PID/fd's link text. */
  file: z.string().optional(),
} as const;

export const fdOpen = z.object({ ...descriptor, kind: z.literal('fd.open') });
export const fdClose = z.object({ ...descriptor, kind: z.literal('fd.close') });

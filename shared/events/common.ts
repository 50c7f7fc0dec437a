import { z } from 'zod';

/** Where a fact comes from (DESIGN, promise 1: each fact carries its source). */
const sourceSchema = z.enum([
  'ptrace', // system calls, signals, exits
  'sock_diag', // kernel socket states, queues, timers
  'sockopt', // getsockopt on a duplicate of the program's descriptor
  'wire', // packets
  'proc', // fd tables, where a thread sleeps
  'program', // source line, variables
  'lab', // what the lab itself did
  'user', // what a person did
  'inferred', // concluded from other facts; drawn dashed
]);
export type Source = z.infer<typeof sourceSchema>;

export const hostSchema = z.enum(['A', 'B']);
export type HostName = z.infer<typeof hostSchema>;

/** The fields every event has. `seq` runs 1, 2, 3 … without holes and is given by the log. */
export const common = {
  seq: z.int().positive(),
  /** Nanoseconds since the lab started. */
  t: z.number().nonnegative(),
  source: sourceSchema,
  /** Fields that another source than `source` tells. */
  sources: z.record(z.string(), sourceSchema).optional(),
  /** The seq of the event that brought this one about, where known. */
  cause: z.int().positive().optional(),
} as const;

/** Who does it: one thread of one process, and the part it plays in the lesson. */
export const actor = {
  pid: z.int().positive(),
  tid: z.int().positive(),
  role: z.string(),
} as const;

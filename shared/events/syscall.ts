import { z } from 'zod';
import { actor, common } from './common.ts';
import { argumentSchema } from './value.ts';

const call = {
  ...common,
  ...actor,
  /** The kernel's name: sendto. */
  call: z.string(),
  /** What the source says: send. Equal to `call` where unknown. */
  api: z.string(),
} as const;

export const syscallEnter = z.object({
  ...call,
  kind: z.literal('syscall.enter'),
  /** Line of the program's text (1-based), where known. */
  line: z.int().optional(),
  args: z.array(argumentSchema),
});

export const syscallExit = z.object({
  ...call,
  kind: z.literal('syscall.exit'),
  line: z.int().optional(),
  ret: z.number(),
  /** The error's name (ECONNREFUSED) where ret is -1. */
  errno: z.string().optional(),
  /** What the kernel wrote into the caller's memory: buffers filled, addresses returned. */
  outputs: z.array(argumentSchema).optional(),
  /** Nanoseconds from the released entry to the exit: the kernel's share. */
  kernelNs: z.number(),
  /** Nanoseconds the thread was held at the gate before the call. */
  heldNs: z.number(),
});

export const syscallBlocked = z.object({
  ...call,
  kind: z.literal('syscall.blocked'),
  line: z.int().optional(),
  /** t at which the call was let into the kernel. */
  since: z.number(),
  /** The kernel function the thread sleeps in (/proc/PID/wchan), where the kernel tells. */
  wchan: z.string().optional(),
});

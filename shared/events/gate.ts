import { z } from 'zod';
import { common } from './common.ts';

const gateHoldsSchema = z.enum(['program.line', 'syscall.enter', 'syscall.exit', 'packet.held']);

const gate = { ...common, gate: z.string() } as const;

export const gateOpen = z.object({
  ...gate,
  kind: z.literal('gate.open'),
  /** The kind of the event it holds. */
  holds: gateHoldsSchema,
  /** The seq of that event. */
  ref: z.int().positive(),
  pid: z.int().optional(),
  role: z.string().optional(),
  packet: z.string().optional(),
});

export const packetActionSchema = z.enum(['release', 'drop', 'duplicate', 'corrupt', 'delay']);
export type GateAction = z.infer<typeof packetActionSchema>;

export const gateRelease = z.object({
  ...gate,
  kind: z.literal('gate.release'),
  /** Who released it: presenter, run, play. */
  by: z.string(),
  action: packetActionSchema.optional(),
  /** For `delay`: how long the packet goes on waiting, in milliseconds. */
  delayMs: z.int().optional(),
});

import { z } from 'zod';
import { common, hostSchema } from './common.ts';

export const tierSchema = z.enum(['lab', 'loopback', 'replay']);
/** What this machine can do: everything; no packets; recordings only. */
export type Tier = z.infer<typeof tierSchema>;

export const settingsSchema = z.object({
  /** `hold`: the kernel's timers are stretched so that a packet may be held for minutes. `defaults`: as Linux ships. */
  kernel: z.enum(['hold', 'defaults']),
  /** What the wire does by itself, a sentence each (shared/lessons/rules). Every other packet is held. */
  wire: z.array(z.string()).optional(),
  /** What a step releases first: the oldest packet (unless said otherwise), or the programs, so that packets may cross. */
  order: z.enum(['packets', 'programs']).optional(),
  /** Both hosts have IPv6 as well: fd00::1 and fd00::2. */
  ipv6: z.boolean().optional(),
  /** net.ipv4.tcp_… of both hosts, after `kernel`: the lesson's own. */
  sysctls: z.record(z.string(), z.int()).optional(),
});
export type LabSettings = z.infer<typeof settingsSchema>;

export const programSchema = z.object({
  role: z.string(),
  file: z.string(),
  host: hostSchema,
  args: z.array(z.string()),
  /** The program's C text, so that a log is complete in itself. */
  text: z.string(),
});
export type ProgramText = z.infer<typeof programSchema>;

export const labStart = z.object({
  ...common,
  kind: z.literal('lab.start'),
  lesson: z.object({ id: z.string(), title: z.string() }),
  /** When the lab began, by this machine's clock, in UTC; logs of before this was told lack it. */
  began: z.iso.datetime().optional(),
  tier: tierSchema,
  hosts: z.array(z.object({ name: hostSchema, address: z.string(), interface: z.string() })),
  /** uname -r and -m. */
  kernel: z.string(),
  arch: z.string(),
  versions: z.record(z.string(), z.string()),
  settings: settingsSchema,
  programs: z.array(programSchema),
});

export const labReady = z.object({
  ...common,
  kind: z.literal('lab.ready'),
  /** How the wire is made; none in the loopback tier. */
  wire: z.enum(['tun', 'veth', 'none']),
  /** What this kernel or machine lacks, a sentence each. */
  missing: z.array(z.string()),
});

export const labEnd = z.object({
  ...common,
  kind: z.literal('lab.end'),
  /** finished: nothing is left to happen. stopped: a person ended it. failed: the engine or the lab broke. */
  reason: z.enum(['finished', 'stopped', 'failed']),
  message: z.string().optional(),
});

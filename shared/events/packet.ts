import { z } from 'zod';
import { common, hostSchema } from './common.ts';

/** Flags in this order: SYN, FIN, RST, PSH, ACK, URG, ECE, CWR. */
export const tcpFlagSchema = z.enum(['SYN', 'FIN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR']);

const ipSchema = z.object({
  version: z.union([z.literal(4), z.literal(6)]),
  src: z.string(),
  dst: z.string(),
  ttl: z.int(),
  /** IPv4 identification; absent in IPv6. */
  id: z.int().optional(),
  protocol: z.int(),
  length: z.int(),
  /** false: wrong. Absent: not checked (the sender left it to hardware, as on loopback). */
  checksumOk: z.boolean().optional(),
});

const tcpSchema = z.object({
  sport: z.int(),
  dport: z.int(),
  flags: z.array(tcpFlagSchema),
  /** Relative to the first sequence number seen in that direction, as Wireshark shows it. */
  seq: z.int(),
  /** Relative to the first number seen in the other direction; absent without the ACK flag. */
  ack: z.int().optional(),
  rawSeq: z.int(),
  rawAck: z.int(),
  /** Payload bytes. */
  len: z.int(),
  /** As in the header, not scaled. */
  window: z.int(),
  /** The urgent pointer, with the flag URG only: how many bytes behind `seq` the urgent data ends (RFC 9293 3.8.5). */
  urgent: z.int().optional(),
  options: z.array(z.object({ name: z.string(), value: z.array(z.number()) })),
  checksumOk: z.boolean().optional(),
});

const udpSchema = z.object({ sport: z.int(), dport: z.int(), len: z.int(), checksumOk: z.boolean().optional() });

const icmpSchema = z.object({ type: z.int(), code: z.int(), name: z.string() });

const packet = {
  ...common,
  packet: z.string(),
  from: hostSchema,
  /** Equal to `from` for loopback inside a host. */
  to: hostSchema,
  /** The whole IP packet, base64. */
  bytes: z.string(),
  ip: ipSchema.optional(),
  tcp: tcpSchema.optional(),
  udp: udpSchema.optional(),
  icmp: icmpSchema.optional(),
  /** The first packet this one is a copy of. */
  retransmitOf: z.string().optional(),
  /** What could not be decoded, and why. */
  fault: z.string().optional(),
} as const;

export const packetHeld = z.object({
  ...packet,
  kind: z.literal('packet.held'),
  /** A copy of a packet that is still held: counted and shown on that one; it has no gate and goes no further. */
  folded: z.boolean().optional(),
});

export const packetDelivered = z.object({
  ...packet,
  kind: z.literal('packet.delivered'),
  /** Seen by AF_PACKET on lo inside a host: real, but it cannot be held. */
  loopback: z.boolean().optional(),
  /** The n-th extra copy that a person sent (1-based); absent for the packet itself. */
  duplicate: z.int().optional(),
  /** The bit that was flipped on the way, counted from the packet's first: `bytes` are as delivered. */
  corrupted: z.int().optional(),
  /** The lesson's rule that let it go by itself. */
  rule: z.string().optional(),
});

export const packetDropped = z.object({ ...packet, kind: z.literal('packet.dropped'), why: z.string() });

import { fail, failure, ok, type Result } from '../base/result.ts';
import type { HostName } from '../events/common.ts';
import type { LabEvent } from '../events/event.ts';
import { tcpFlagSchema } from '../events/packet.ts';

/** What became of a packet. `copied`: the kernel sent it again; `duplicated` and `corrupted`: the wire did that. */
const fates = ['held', 'delivered', 'dropped', 'copied', 'duplicated', 'corrupted'] as const;
type PacketFate = (typeof fates)[number];

/** Numbers in the TCP header; sequence numbers are relative, as in the log. */
const fields = ['seq', 'ack', 'len', 'window'] as const;
type PacketField = (typeof fields)[number];

export interface PacketCondition {
  readonly kind: 'packet';
  /** TCP flags; or anything with payload; or a protocol. */
  readonly what: readonly string[] | 'data' | 'UDP' | 'ICMP';
  readonly from: HostName;
  readonly to: HostName;
  readonly fate: PacketFate | null;
  readonly where: readonly { readonly field: PacketField; readonly value: number }[];
}

export const packetForms: readonly string[] = [
  'packet SYN,ACK from A to B',
  'packet SYN from B to A copied',
  'packet data from B to A dropped with len 5',
];

const shape = new RegExp(
  `^packet (data|UDP|ICMP|[A-Z,]+) from ([AB]) to ([AB])(?: (${fates.join('|')}))?` +
    `(?: with ((?:${fields.join('|')}) \\d+(?: and (?:${fields.join('|')}) \\d+)*))?$`,
);

/**
 * Reads a condition about a packet: its flags, `data`, `UDP` or `ICMP`, its way, and if need be its fate and what its TCP
 * header says. Fails with code `condition` and a sentence that says what to write.
 */
export function parsePacket(words: string): Result<PacketCondition> {
  const found = shape.exec(words);
  if (found === null) {
    const advice = `what became of it can be ${fates.join(', ')}, and after "with" stand ${fields.join(', ')} and a number`;
    return bad(`"${words}" is no condition about packets; write it like "${packetForms.join('", "')}": ${advice}.`);
  }
  const [, what = '', from, to, fate, where = ''] = found;
  const flags = what.split(',');
  const named = what === 'data' || what === 'UDP' || what === 'ICMP' ? what : null;
  const stranger = flags.find((flag) => !tcpFlagSchema.safeParse(flag).success);
  if (named === null && stranger !== undefined) {
    return bad(
      `"${stranger}" is no TCP flag; write flags of ${tcpFlagSchema.options.join(', ')}, joined by commas, or data, UDP or ICMP.`,
    );
  }
  return ok({
    kind: 'packet',
    what: named ?? flags,
    from: from === 'B' ? 'B' : 'A',
    to: to === 'B' ? 'B' : 'A',
    fate: (fate as PacketFate | undefined) ?? null,
    where: [...where.matchAll(/(\w+) (\d+)/g)].map(([, field, value]) => ({
      field: field as PacketField,
      value: Number(value),
    })),
  });
}

const bad = (message: string): Result<never> => fail(failure('condition', message));

/** Whether this event is about a packet that a condition speaks of. */
export function packetFits(condition: PacketCondition, event: LabEvent): boolean {
  if (event.kind !== 'packet.held' && event.kind !== 'packet.delivered' && event.kind !== 'packet.dropped')
    return false;
  if (event.from !== condition.from || event.to !== condition.to) return false;
  if (!isWhat(condition.what, event) || !hasFate(condition.fate, event)) return false;
  return condition.where.every(({ field, value }) => event.tcp?.[field] === value);
}

type PacketEvent = Extract<LabEvent, { kind: 'packet.held' | 'packet.delivered' | 'packet.dropped' }>;

function isWhat(what: PacketCondition['what'], { tcp, udp, icmp }: PacketEvent): boolean {
  if (what === 'data') return (tcp?.len ?? udp?.len ?? 0) > 0;
  if (what === 'UDP') return udp !== undefined;
  if (what === 'ICMP') return icmp !== undefined;
  if (tcp === undefined) return false;
  // PSH says only that the sender's buffer ran empty: a condition that does not name it does not mind it.
  const flags = tcp.flags.filter((flag) => flag !== 'PSH' || what.includes('PSH'));
  return flags.length === what.length && flags.every((flag) => what.includes(flag));
}

function hasFate(fate: PacketFate | null, event: PacketEvent): boolean {
  switch (fate) {
    case null:
      return true;
    case 'held':
    case 'delivered':
    case 'dropped':
      return event.kind === `packet.${fate}`;
    case 'copied':
      return event.retransmitOf !== undefined;
    case 'duplicated':
      return event.kind === 'packet.delivered' && event.duplicate !== undefined;
    case 'corrupted':
      return event.kind === 'packet.delivered' && event.corrupted !== undefined;
  }
}

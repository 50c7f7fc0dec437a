import { nanosToMillis } from '#shared/base/units';
import type { HostName } from '#shared/events/common';
import type { EventOf, LabEvent } from '#shared/events/event';

type PacketEvent = EventOf<'packet.held'> | EventOf<'packet.delivered'> | EventOf<'packet.dropped'>;

/** A packet as a host's interface showed it, and what became of it in words. */
export interface Shown {
  readonly event: PacketEvent;
  readonly host: HostName;
  readonly loopback: boolean;
  readonly direction: 'inbound' | 'outbound';
  readonly comment: string;
}

/**
 * The packets of a log, in the order of their seq. Each packet is shown once, where its sender sent it, with its fate. What arrived and
 * nobody sent is shown where it arrived: an extra copy, and a packet that was spoiled on the way.
 */
export function packetsOf(events: readonly LabEvent[]): readonly Shown[] {
  const byId = new Map<string, PacketEvent[]>();
  const packets = events.filter(isPacketEvent);
  for (const event of packets) {
    const known = byId.get(event.packet);
    if (known === undefined) byId.set(event.packet, [event]);
    else known.push(event);
  }
  return packets.flatMap((event): readonly Shown[] => {
    const own = byId.get(event.packet) ?? [];
    if (event === own[0]) return [sent(event, own)];
    if (event.kind !== 'packet.delivered') return [];
    if (event.duplicate !== undefined) {
      return [arrived(event, `${event.packet}: extra copy ${event.duplicate}, made by the lab${ruleOf(event)}`)];
    }
    return event.corrupted === undefined ? [] : [arrived(event, `${event.packet} as it arrived: ${spoiled(event)}`)];
  });
}

const isPacketEvent = (event: LabEvent): event is PacketEvent =>
  event.kind === 'packet.held' || event.kind === 'packet.delivered' || event.kind === 'packet.dropped';

function sent(event: PacketEvent, own: readonly PacketEvent[]): Shown {
  const loopback = event.kind === 'packet.delivered' && event.loopback === true;
  const copyOf = event.retransmitOf === undefined ? [] : [`copy of ${event.retransmitOf}`];
  const fault = event.fault === undefined ? [] : [`not decoded: ${event.fault}`];
  const words = [...copyOf, ...fateOf(event, own, loopback), ...fault].join(', ');
  return { event, host: event.from, loopback, direction: 'outbound', comment: `${event.packet}: ${words}` };
}

const arrived = (event: EventOf<'packet.delivered'>, comment: string): Shown => ({
  event,
  host: event.to,
  loopback: false,
  direction: 'inbound',
  comment,
});

function fateOf(first: PacketEvent, own: readonly PacketEvent[], loopback: boolean): readonly string[] {
  if (loopback) return ['delivered inside the host, which cannot be held'];
  if (first.kind === 'packet.held' && first.folded === true) {
    return ['the first was still held: counted there, and no further'];
  }
  const done = own.filter((event) => event.kind !== 'packet.held');
  const fates = done.map((event) => {
    const after = `after ${nanosToMillis(event.t - first.t).toFixed(3)} ms`;
    if (event.kind === 'packet.dropped') return `dropped ${after}: ${event.why}`;
    if (event.duplicate !== undefined)
      return `extra copy ${event.duplicate} delivered to ${event.to} ${after}${ruleOf(event)}`;
    const how = event.corrupted === undefined ? '' : `, ${spoiled(event)}`;
    return `delivered to ${event.to} ${after}${how}${ruleOf(event)}`;
  });
  const over = done.some((event) => event.kind === 'packet.dropped' || event.duplicate === undefined);
  return over ? fates : [...fates, 'still held when the log ends'];
}

const ruleOf = ({ rule }: EventOf<'packet.delivered'>): string => (rule === undefined ? '' : `, by the rule “${rule}”`);

const spoiled = ({ corrupted }: EventOf<'packet.delivered'>): string => `bit ${corrupted ?? '?'} flipped on the way`;

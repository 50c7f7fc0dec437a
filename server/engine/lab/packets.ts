import { decodePacket, type DecodedPacket } from '#shared/abi/packet';
import { RelativeNumbers } from '#shared/abi/relative-numbers';
import { toBase64 } from '#shared/base/base64';
import type { HostName } from '#shared/events/common';
import type { EventOf } from '#shared/events/event';
import type { GateAction } from '#shared/events/gate';
import type { Rules } from '#shared/lessons/rules';
import { Copies } from '../wire/copies.ts';
import { isForRouters } from '../wire/ipv6.ts';
import type { Wire } from '../wire/wire.ts';
import { FRESH } from './journal.ts';
import type { LabParts } from './parts.ts';

type PacketFields = Pick<
  EventOf<'packet.held'>,
  'packet' | 'from' | 'to' | 'bytes' | 'ip' | 'tcp' | 'udp' | 'icmp' | 'retransmitOf' | 'fault'
>;

interface Held {
  readonly id: string;
  readonly fields: PacketFields;
  readonly raw: Uint8Array;
  readonly told: number;
  /** Duplicates that were sent already. */
  duplicates: number;
}

type Delivery = Pick<EventOf<'packet.delivered'>, 'duplicate' | 'corrupted' | 'rule'>;

/** What arrives of a packet that was changed on its way: its headers as they now are, numbered as they were sent. */
function spoiled(sent: PacketFields, raw: Uint8Array): PacketFields {
  const { tcp, udp, icmp } = decodePacket(raw, { checksums: true });
  return {
    ...sent,
    bytes: toBase64(raw),
    ...(tcp && sent.tcp ? { tcp: { ...sent.tcp, ...tcp, flags: [...tcp.flags] } } : {}),
    ...(udp ? { udp } : {}),
    ...(icmp ? { icmp } : {}),
  };
}

const other = (host: HostName): HostName => (host === 'A' ? 'B' : 'A');

/** The packets between the hosts: each is read from its sender, told, held, and delivered, dropped or doubled on demand. */
export class Packets {
  private readonly parts: LabParts;
  private readonly wire: Wire | null;
  private readonly rules: Rules;
  private readonly numbers = new RelativeNumbers();
  private readonly copies = new Copies();
  private readonly held = new Map<string, Held>();
  private readonly lost = new Map<HostName, number>();
  private next = 1;
  /** When a packet that may be answered late (RFC 9293 3.8.6.3: delayed ACK) was last delivered; lab time. */
  lastDataAt = -1e12;
  /** Packets on their way that only time holds back. */
  delayed = 0;
  /** Tells the lab that a packet has just been taken in by a host's kernel. */
  onDelivered: (cause: number) => void = () => undefined;

  constructor(parts: LabParts, wire: Wire | null, rules: Rules) {
    this.parts = parts;
    this.wire = wire;
    this.rules = rules;
  }

  /** Reads what the hosts have sent since the last time. Answers whether there was anything. */
  readWire(): boolean {
    const { wire } = this;
    if (!wire) return false;
    let any = false;
    for (const { host } of wire.fds) {
      for (const raw of wire.read(host)) {
        any = true;
        this.sent(host, raw);
      }
      this.tellLost(host, wire.lost(host));
    }
    return any;
  }

  /** A packet that a host's loopback interface showed: real, and already where it goes. */
  seenOnLoopback(host: HostName, raw: Uint8Array): void {
    const { journal } = this.parts;
    const { id, fields } = this.describe(host, host, raw, false);
    const copyOf = this.copies.seen(id, host, fields);
    journal.tell({
      kind: 'packet.delivered',
      source: 'wire',
      ...fields,
      ...(copyOf === null ? {} : { retransmitOf: copyOf }),
      loopback: true,
      cause: journal.freshStimulus(FRESH.sent),
    });
  }

  private sent(from: HostName, raw: Uint8Array): void {
    const { journal, hold } = this.parts;
    const { id, fields } = this.describe(from, other(from), raw, true);
    if (isForRouters(raw)) {
      const why = 'housekeeping of IPv6 (RFC 3810, RFC 4861): there is no router on this wire';
      journal.tell({ kind: 'packet.dropped', source: 'lab', ...fields, why });
      return;
    }
    const copyOf = this.copies.seen(id, from, fields);
    const folded = copyOf !== null && this.holdsCopyOf(copyOf);
    const packet: PacketFields = copyOf === null ? fields : { ...fields, retransmitOf: copyOf };
    const told = journal.tell({
      kind: 'packet.held',
      source: 'wire',
      ...packet,
      ...(folded ? { folded: true } : {}),
      cause: copyOf === null ? journal.freshStimulus(FRESH.sent) : undefined,
    });
    const rule = this.rules.match(packet);
    if (folded) return;
    const held: Held = { id, fields: packet, raw, told, duplicates: 0 };
    this.held.set(id, held);
    if (rule && rule.action !== 'hold') this.act(held, rule.action, rule.delayMs, rule.text);
    else if (rule || hold.packets) this.holdAt(held);
    else this.deliver(held);
  }

  /** The first is still held, or was let go and a later copy of it is held. */
  private holdsCopyOf(first: string): boolean {
    if (this.held.has(first)) return true;
    return [...this.held.values()].some(({ fields }) => fields.retransmitOf === first);
  }

  private holdAt(held: Held): void {
    this.parts.gates.hold('packet.held', held.told, { packet: held.id }, (action, delayMs) =>
      this.act(held, action, delayMs),
    );
  }

  /** `rule`: the lesson's, where no person did it. */
  private act(held: Held, action: GateAction, delayMs: number, rule?: string): void {
    switch (action) {
      case 'release':
        this.deliver(held, { ...(rule === undefined ? {} : { rule }) });
        return;
      case 'drop':
        this.held.delete(held.id);
        this.parts.journal.tell({
          kind: 'packet.dropped',
          source: 'lab',
          ...held.fields,
          why: rule ?? 'dropped by hand',
          cause: held.told,
        });
        return;
      case 'duplicate':
        held.duplicates++;
        this.putIn(held, held.raw, { duplicate: held.duplicates });
        if (rule === undefined) this.holdAt(held);
        else this.deliver(held, { rule });
        return;
      case 'corrupt':
        this.corrupt(held, rule);
        return;
      case 'delay':
        this.delayed++;
        setTimeout(() => {
          this.delayed--;
          this.deliver(held, { ...(rule === undefined ? {} : { rule }) });
        }, delayMs);
        return;
    }
  }

  /** Flips the lowest bit of the last byte: payload where there is any, else the transport header, whose checksum tells. */
  private corrupt(held: Held, rule?: string): void {
    const raw = Uint8Array.from(held.raw);
    const last = raw.length - 1;
    raw[last] = (raw[last] as number) ^ 1;
    this.held.delete(held.id);
    this.putIn(held, raw, { corrupted: last * 8 + 7, ...(rule === undefined ? {} : { rule }) });
  }

  private deliver(held: Held, more: Delivery = {}): void {
    this.held.delete(held.id);
    this.putIn(held, held.raw, more);
  }

  /** Writes the packet into the other host. That runs the kernel's TCP input: when it returns, the state has changed. */
  private putIn(held: Held, raw: Uint8Array, more: Delivery): void {
    const { journal } = this.parts;
    const { to, tcp } = held.fields;
    const result = (this.wire as Wire).write(to, raw);
    if (result < 0) {
      const why = `host ${to} did not take it (errno ${-result})`;
      journal.tell({ kind: 'packet.dropped', source: 'wire', ...held.fields, why, cause: held.told });
      return;
    }
    const told = journal.tell({
      kind: 'packet.delivered',
      source: 'wire',
      ...(raw === held.raw ? held.fields : spoiled(held.fields, raw)),
      ...more,
      cause: held.told,
    });
    if (tcp && (tcp.len > 0 || tcp.flags.includes('FIN'))) this.lastDataAt = journal.now();
    journal.stimulate(told);
    this.onDelivered(told);
  }

  private describe(
    from: HostName,
    to: HostName,
    raw: Uint8Array,
    checksums: boolean,
  ): { readonly id: string; readonly fields: PacketFields } {
    const decoded: DecodedPacket = decodePacket(raw, { checksums });
    const { ip, tcp, udp, icmp, fault } = decoded;
    const id = `p${this.next++}`;
    return {
      id,
      fields: {
        packet: id,
        from,
        to,
        bytes: toBase64(raw),
        ...(ip ? { ip } : {}),
        ...(ip && tcp ? { tcp: { ...tcp, ...this.numbers.relate(ip, tcp), flags: [...tcp.flags] } } : {}),
        ...(udp ? { udp } : {}),
        ...(icmp ? { icmp } : {}),
        ...(fault === undefined ? {} : { fault }),
      },
    };
  }

  private tellLost(host: HostName, total: number): void {
    const before = this.lost.get(host) ?? 0;
    if (total <= before) return;
    this.lost.set(host, total);
    this.parts.journal.tell({
      kind: 'trace.gap',
      source: 'wire',
      missed: `packets from host ${host}`,
      count: total - before,
      why: 'the interface queue was full before they could be read',
    });
  }
}

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { EventOf } from '#shared/events/event';

/** A packet as we decoded it, beside Wireshark's reading of the same bytes, field by field. */

/** What both an event of a packet and a decoded one have. */
export type DecodedFields = Pick<EventOf<'packet.held'>, 'ip' | 'udp' | 'icmp'> & {
  readonly tcp?:
    | (Omit<NonNullable<EventOf<'packet.held'>['tcp']>, 'seq' | 'ack'> & {
        readonly seq?: number | undefined;
        readonly ack?: number | undefined;
      })
    | undefined;
};

interface FieldRow {
  readonly name: string;
  /** Ours in Wireshark's spelling; empty: the packet has no such field. */
  readonly ours: (packet: DecodedFields) => string;
}

const flagBits = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16, URG: 32, ECE: 64, CWR: 128 };
/** Wireshark's word for a checksum: 0 bad, 1 good. Ours says nothing where the sender left it to hardware: then it is not compared. */
const judged = (ok: boolean | undefined): string => (ok === undefined ? '' : ok ? '1' : '0');
const text = (value: number | string | undefined): string => (value === undefined ? '' : String(value));
const hex = (value: number): string => `0x${value.toString(16).padStart(4, '0')}`;

const option = ({ tcp }: DecodedFields, name: string, index: number): string =>
  text(tcp?.options.find((found) => found.name === name)?.value[index]);

const sackBlocks = ({ tcp }: DecodedFields): string => {
  const edges = tcp?.options.find((found) => found.name === 'SACK')?.value.length;
  return edges === undefined ? '' : String(edges / 2);
};

const v4 = ({ ip }: DecodedFields): DecodedFields['ip'] => (ip?.version === 4 ? ip : undefined);
const v6 = ({ ip }: DecodedFields): DecodedFields['ip'] => (ip?.version === 6 ? ip : undefined);
const IPV6_HEADER = 40;
const ICMPV6 = 58;

const row = (name: string, ours: FieldRow['ours']): FieldRow => ({ name, ours });

const fields: readonly FieldRow[] = [
  row('ip.src', (packet) => text(v4(packet)?.src)),
  row('ip.dst', (packet) => text(v4(packet)?.dst)),
  row('ip.ttl', (packet) => text(v4(packet)?.ttl)),
  row('ip.len', (packet) => text(v4(packet)?.length)),
  row('ip.proto', (packet) => text(v4(packet)?.protocol)),
  row('ip.id', (packet) => (v4(packet) ? hex(v4(packet)?.id ?? 0) : '')),
  row('ip.checksum.status', (packet) => judged(v4(packet)?.checksumOk)),
  row('ipv6.src', (packet) => text(v6(packet)?.src)),
  row('ipv6.dst', (packet) => text(v6(packet)?.dst)),
  row('ipv6.hlim', (packet) => text(v6(packet)?.ttl)),
  row('ipv6.plen', (packet) => (v6(packet) ? text((v6(packet)?.length ?? 0) - IPV6_HEADER) : '')),
  row('tcp.srcport', ({ tcp }) => text(tcp?.sport)),
  row('tcp.dstport', ({ tcp }) => text(tcp?.dport)),
  row('tcp.seq_raw', ({ tcp }) => text(tcp?.rawSeq)),
  row('tcp.ack_raw', ({ tcp }) => text(tcp?.rawAck)),
  row('tcp.seq', ({ tcp }) => text(tcp?.seq)),
  row('tcp.ack', ({ tcp }) => (tcp ? text(tcp.ack ?? 0) : '')),
  row('tcp.len', ({ tcp }) => text(tcp?.len)),
  row('tcp.window_size_value', ({ tcp }) => text(tcp?.window)),
  row('tcp.urgent_pointer', ({ tcp }) => (tcp ? text(tcp.urgent ?? 0) : '')),
  row('tcp.checksum.status', ({ tcp }) => judged(tcp?.checksumOk)),
  row('tcp.flags', ({ tcp }) => (tcp ? hex(tcp.flags.reduce((sum, flag) => sum + flagBits[flag], 0)) : '')),
  row('tcp.options.mss_val', (packet) => option(packet, 'MSS', 0)),
  row('tcp.options.wscale.shift', (packet) => option(packet, 'WS', 0)),
  row('tcp.options.timestamp.tsval', (packet) => option(packet, 'TS', 0)),
  row('tcp.options.timestamp.tsecr', (packet) => option(packet, 'TS', 1)),
  row('tcp.options.sack.count', sackBlocks),
  row('udp.srcport', ({ udp }) => text(udp?.sport)),
  row('udp.dstport', ({ udp }) => text(udp?.dport)),
  row('udp.length', ({ udp }) => (udp ? String(udp.len + 8) : '')),
  row('udp.checksum.status', ({ udp }) => judged(udp?.checksumOk)),
  row('icmp.type', ({ ip, icmp }) => (ip?.protocol === ICMPV6 ? '' : text(icmp?.type))),
  row('icmp.code', ({ ip, icmp }) => (ip?.protocol === ICMPV6 ? '' : text(icmp?.code))),
  row('icmpv6.type', ({ ip, icmp }) => (ip?.protocol === ICMPV6 ? text(icmp?.type) : '')),
  row('icmpv6.code', ({ ip, icmp }) => (ip?.protocol === ICMPV6 ? text(icmp?.code) : '')),
];

/** Wireshark's reading of a capture file: for each packet the fields above, in their order. */
export async function tshark(file: string): Promise<string[][]> {
  const checks = ['ip', 'tcp', 'udp'].flatMap((protocol) => ['-o', `${protocol}.check_checksum:TRUE`]);
  const wanted = fields.flatMap(({ name }) => ['-e', name]);
  const words = ['-r', file, ...checks, '-T', 'fields', '-E', 'separator=;', '-E', 'occurrence=f', ...wanted];
  // Names are not asked for, and what a user has configured does not count.
  const { stdout } = await promisify(execFile)('tshark', ['-n', ...words], { maxBuffer: 1 << 26 });
  return stdout === ''
    ? []
    : stdout
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => line.split(';'));
}

/**
 * What Wireshark reads differently, a line each. Inside an ICMP message it goes on to the packet that it is about; ours stops at
 * the message.
 */
export function readDifferently(packets: readonly DecodedFields[], theirs: readonly (readonly string[])[]): string[] {
  if (packets.length !== theirs.length)
    return [`${packets.length} packets were written, and tshark read ${theirs.length}`];
  return packets.flatMap((packet, i) =>
    fields.flatMap(({ name, ours }, column) => {
      if (packet.icmp && /^(tcp|udp)\./.test(name)) return [];
      const [own, its] = [ours(packet), theirs[i]?.[column] ?? ''];
      if (own === its || (name.endsWith('.checksum.status') && own === '')) return [];
      return [`packet ${i + 1}, ${name}: ours ${own === '' ? 'none' : own}, tshark ${its === '' ? 'none' : its}`];
    }),
  );
}

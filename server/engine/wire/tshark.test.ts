import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { decodePacket } from '#shared/abi/packet';
import { RelativeNumbers } from '#shared/abi/relative-numbers';
import { conversation } from './testing/conversation.ts';

/** Our decoding of a conversation against Wireshark's, field by field. */

const LINKTYPE_RAW = 101;

/** A capture file (the classic pcap format) of whole IP packets. */
function pcap(packets: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt32LE(0xa1b2c3d4, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(65535, 16);
  header.writeUInt32LE(LINKTYPE_RAW, 20);
  const records = packets.flatMap((packet, i) => {
    const record = Buffer.alloc(16);
    record.writeUInt32LE(i, 0);
    record.writeUInt32LE(packet.length, 8);
    record.writeUInt32LE(packet.length, 12);
    return [record, packet];
  });
  return Buffer.concat([header, ...records]);
}

const flagBits = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16, URG: 32, ECE: 64, CWR: 128 };
/** Wireshark's word for a checksum: 0 bad, 1 good, 2 not judged. */
const judged = (ok: boolean | undefined): string => (ok === undefined ? '' : ok ? '1' : '0');
const text = (value: number | string | undefined): string => (value === undefined ? '' : String(value));

type Decoded = ReturnType<typeof decodePacket> & { readonly seq?: number; readonly ack?: number };

/** Wireshark's field, and ours in its spelling. */
const fields: readonly (readonly [name: string, ours: (packet: Decoded) => string])[] = [
  ['ip.src', ({ ip }) => text(ip?.src)],
  ['ip.dst', ({ ip }) => text(ip?.dst)],
  ['ip.ttl', ({ ip }) => text(ip?.ttl)],
  ['ip.len', ({ ip }) => text(ip?.length)],
  ['ip.proto', ({ ip }) => text(ip?.protocol)],
  ['ip.id', ({ ip }) => `0x${(ip?.id ?? 0).toString(16).padStart(4, '0')}`],
  ['ip.checksum.status', ({ ip }) => judged(ip?.checksumOk)],
  ['tcp.srcport', ({ tcp }) => text(tcp?.sport)],
  ['tcp.dstport', ({ tcp }) => text(tcp?.dport)],
  ['tcp.seq_raw', ({ tcp }) => text(tcp?.rawSeq)],
  ['tcp.ack_raw', ({ tcp }) => text(tcp?.rawAck)],
  ['tcp.seq', ({ seq }) => text(seq)],
  ['tcp.ack', ({ tcp, ack }) => (tcp ? text(ack ?? 0) : '')],
  ['tcp.len', ({ tcp }) => text(tcp?.len)],
  ['tcp.window_size_value', ({ tcp }) => text(tcp?.window)],
  ['tcp.checksum.status', ({ tcp }) => judged(tcp?.checksumOk)],
  [
    'tcp.flags',
    ({ tcp }) =>
      tcp
        ? `0x${tcp.flags
            .reduce((sum, flag) => sum + flagBits[flag], 0)
            .toString(16)
            .padStart(4, '0')}`
        : '',
  ],
  ['tcp.options.mss_val', ({ tcp }) => option(tcp, 'MSS', 0)],
  ['tcp.options.wscale.shift', ({ tcp }) => option(tcp, 'WS', 0)],
  ['tcp.options.timestamp.tsval', ({ tcp }) => option(tcp, 'TS', 0)],
  ['tcp.options.timestamp.tsecr', ({ tcp }) => option(tcp, 'TS', 1)],
  ['tcp.options.sack.count', ({ tcp }) => sackBlocks(tcp)],
  ['udp.length', ({ udp }) => (udp ? String(udp.len + 8) : '')],
  ['udp.checksum.status', ({ udp }) => judged(udp?.checksumOk)],
  ['icmp.type', ({ icmp }) => text(icmp?.type)],
  ['icmp.code', ({ icmp }) => text(icmp?.code)],
];

const option = (tcp: Decoded['tcp'], name: string, index: number): string =>
  text(tcp?.options.find((found) => found.name === name)?.value[index]);

const sackBlocks = (tcp: Decoded['tcp']): string => {
  const edges = tcp?.options.find((found) => found.name === 'SACK')?.value.length;
  return edges === undefined ? '' : String(edges / 2);
};

/** What is inside an ICMP message is a packet of its own to Wireshark; the outer one comes first. */
function tshark(packets: readonly Buffer[]): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'sockscope-tshark-'));
  try {
    const file = join(folder, 'conversation.pcap');
    writeFileSync(file, pcap(packets));
    const checks = ['ip', 'tcp', 'udp'].flatMap((protocol) => ['-o', `${protocol}.check_checksum:TRUE`]);
    const wanted = fields.flatMap(([name]) => ['-e', name]);
    const words = ['-r', file, ...checks, '-T', 'fields', '-E', 'separator=;', '-E', 'occurrence=f', ...wanted];
    const printed = execFileSync('tshark', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return printed
      .trimEnd()
      .split('\n')
      .map((line) => line.split(';'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('decodes what tshark decodes', { timeout: 30_000 }, (context) => {
  if (spawnSync('tshark', ['--version']).status !== 0) context.skip('this machine has no tshark');
  const packets = conversation.map((hex) => Buffer.from(hex, 'hex'));
  // A payload that was changed on its way: the checksum must be found wrong, by both.
  const spoiled = Buffer.from(packets[3] ?? []);
  spoiled[spoiled.length - 1] = 0x7a;
  const all = [...packets, spoiled];
  const numbers = new RelativeNumbers();
  const theirs = tshark(all);
  expect(theirs.length).toBe(all.length);
  all.forEach((bytes, i) => {
    const decoded = decodePacket(bytes, { checksums: true });
    const packet: Decoded =
      decoded.ip && decoded.tcp ? { ...decoded, ...numbers.relate(decoded.ip, decoded.tcp) } : decoded;
    const ours = fields.map(([name, spell]) => [name, spell(packet)]);
    // Inside an ICMP message Wireshark goes on to the packet that it is about; ours stops at the message.
    const quoted = packet.icmp ? /^(tcp|udp)\./ : /^$/;
    const compare = (list: readonly (readonly string[])[]): (readonly string[])[] =>
      list.filter(([name = '']) => !quoted.test(name));
    expect(compare(ours), `packet ${i + 1}`).toEqual(
      compare(fields.map(([name], column) => [name, theirs[i]?.[column] ?? ''])),
    );
  });
});

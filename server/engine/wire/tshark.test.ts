import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decodePacket } from '#shared/abi/packet';
import { RelativeNumbers } from '#shared/abi/relative-numbers';
import { readDifferently, tshark, type DecodedFields } from '../testing/tshark-fields.ts';
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

const whyNot = spawnSync('tshark', ['--version']).status === 0 ? null : 'this machine has no tshark';

describe('beside tshark', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sockscope-tshark-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('decodes what tshark decodes', { timeout: 30_000 }, async (context) => {
    if (whyNot !== null) context.skip(whyNot);
    const packets = conversation.map((hex) => Buffer.from(hex, 'hex'));
    // A payload that was changed on its way: the checksum must be found wrong, by both.
    const spoiled = Buffer.from(packets[3] ?? []);
    spoiled[spoiled.length - 1] = 0x7a;
    const all = [...packets, spoiled];
    const file = join(folder, 'conversation.pcap');
    writeFileSync(file, pcap(all));
    const numbers = new RelativeNumbers();
    const decoded = all.map((bytes): DecodedFields => {
      const { ip, tcp, udp, icmp } = decodePacket(bytes, { checksums: true });
      return {
        ip,
        udp,
        icmp,
        ...(ip && tcp ? { tcp: { ...tcp, flags: [...tcp.flags], ...numbers.relate(ip, tcp) } } : {}),
      };
    });
    expect(readDifferently(decoded, await tshark(file))).toEqual([]);
  });
});

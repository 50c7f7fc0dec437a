import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EventOf, LabEvent } from '#shared/events/event';
import { recordingHeader, type Recording } from '#shared/protocol/recording';
import { Story } from '#shared/model/testing/story';
import { lessonsPath } from '../supervisor/root.ts';
import { readRecordingFile } from '../sessions/recording-file.ts';
import { captureBlocks } from './capture.ts';
import { packetsOf } from './fate.ts';
import { enhancedPacket, interfaceDescription, sectionHeader } from './pcapng.ts';

const hex = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('hex')
    .replaceAll(/(.{8})(?=.)/g, '$1 ');

describe('blocks of a capture file', () => {
  it('a section: magic, version 1.0, open length, texts padded to words', () => {
    const bytes = sectionHeader({ os: 'Linux', application: 'S', comments: ['hi'] });
    expect(hex(bytes)).toBe(
      '0a0d0d0a 3c000000 4d3c2b1a 01000000 ffffffff ffffffff 01000200 68690000 03000500 4c696e75 78000000 04000100 53000000 00000000 3c000000',
    );
  });

  it('an interface: raw IP, no limit, nanoseconds', () => {
    const bytes = interfaceDescription({ name: 'lo', description: 'd' });
    expect(hex(bytes)).toBe(
      '01000000 30000000 65000000 00000000 02000200 6c6f0000 03000100 64000000 09000100 09000000 00000000 30000000',
    );
  });

  it('a packet: the upper half of its time first, its bytes padded, comment and direction', () => {
    const bytes = enhancedPacket({
      interface: 1,
      t: 2 ** 32 + 5,
      direction: 'outbound',
      bytes: Uint8Array.of(0x45, 1, 2, 3, 4),
      comment: 'ok',
    });
    expect(hex(bytes)).toBe(
      '06000000 3c000000 01000000 01000000 05000000 05000000 05000000 45010203 04000000 01000200 6f6b0000 02000400 02000000 00000000 3c000000',
    );
  });

  it('cuts a text that is too long for an option between two characters', () => {
    const bytes = Buffer.from(sectionHeader({ os: '', application: '', comments: [`${'x'.repeat(65_534)}é`] }));
    expect(bytes.readUInt16LE(26)).toBe(65_534);
    expect(bytes.readUInt32LE(4)).toBe(bytes.length);
  });
});

/** Packets as the lab tells them: p1 delivered, p2 dropped by hand, p3 sent twice, p4 spoiled by a rule, p5 held, p6 its copy. */
function fates(): Story {
  const story = new Story().start(['server', 'client']);
  const ports = [41532, 7000] as const;
  for (const id of ['p1', 'p2', 'p3', 'p4', 'p5']) story.packet(id, 'B', 'ACK', ports);
  story.packet('p6', 'B', 'ACK', ports, { retransmitOf: 'p5', folded: true });
  const tell = (packet: string, kind: 'packet.delivered' | 'packet.dropped', more: object): void => {
    const held = story.log.find(
      (event): event is EventOf<'packet.held'> => 'packet' in event && event.packet === packet,
    );
    const { t, ...fields } = held as EventOf<'packet.held'>;
    story.add(kind, { ...fields, ...more, t: t + 2e6, kind } as never);
  };
  tell('p1', 'packet.delivered', {});
  tell('p2', 'packet.dropped', { source: 'lab', why: 'dropped by hand' });
  tell('p3', 'packet.delivered', { duplicate: 1 });
  tell('p3', 'packet.delivered', {});
  tell('p4', 'packet.delivered', { corrupted: 319, rule: 'corrupt the fourth packet', bytes: 'RQE=' });
  story.packet('p7', 'A', 'ACK', ports, { retransmitOf: 'p1' });
  return story;
}

const comments = (events: readonly LabEvent[]): readonly string[] =>
  packetsOf(events).map(({ host, direction, comment }) => `${host} ${direction} ${comment}`);

describe('the fate of packets', () => {
  it('stands with each, and what nobody sent is shown where it arrived', () => {
    expect(comments(fates().log)).toEqual([
      'B outbound p1: delivered to A after 2.000 ms',
      'B outbound p2: dropped after 2.000 ms: dropped by hand',
      'B outbound p3: extra copy 1 delivered to A after 2.000 ms, delivered to A after 2.000 ms',
      'B outbound p4: delivered to A after 2.000 ms, bit 319 flipped on the way, by the rule “corrupt the fourth packet”',
      'B outbound p5: still held when the log ends',
      'B outbound p6: copy of p5, the first was still held: counted there, and no further',
      'A inbound p3: extra copy 1, made by the lab',
      'A inbound p4 as it arrived: bit 319 flipped on the way',
      'A outbound p7: copy of p1, still held when the log ends',
    ]);
  });

  it('is delivery for what a loopback interface showed', () => {
    const story = new Story().start(['server']);
    story.packet('p1', 'A', 'SYN', [1, 2]);
    const held = story.log.find(({ kind }) => kind === 'packet.held');
    const event = { ...held, kind: 'packet.delivered', to: 'A', loopback: true } as LabEvent;
    expect(comments([event])).toEqual(['A outbound p1: delivered inside the host, which cannot be held']);
  });
});

const hasTshark = (): boolean => spawnSync('tshark', ['--version']).status === 0;

/** What tshark reads in a capture of this recording, a line of fields a packet. */
function tshark(recording: Recording, fields: readonly string[]): readonly (readonly string[])[] {
  const folder = mkdtempSync(join(tmpdir(), 'sockscope-export-'));
  try {
    const file = join(folder, 'capture.pcapng');
    writeFileSync(file, Buffer.concat([...captureBlocks(recording)]));
    const wanted = fields.flatMap((field) => ['-e', field]);
    const words = ['-r', file, '-T', 'fields', '-E', 'separator=;', '-E', 'occurrence=f', ...wanted];
    const { status, stdout, stderr } = spawnSync('tshark', words, { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    return stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(';'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const flagBits = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16, URG: 32, ECE: 64, CWR: 128 };

/** The same fields, as our log has them. */
function ours(recording: Recording): readonly (readonly string[])[] {
  return packetsOf(recording.events).map(({ event: { tcp, ip, t }, host, loopback, comment }) => {
    const flags = (tcp?.flags ?? []).reduce((sum, flag) => sum + flagBits[flag], 0);
    return [
      `${host} ${loopback ? 'lo' : 'eth0'}`,
      (t / 1e9).toFixed(9),
      ip?.src ?? '',
      String(tcp?.sport),
      `0x${flags.toString(16).padStart(4, '0')}`,
      String(tcp?.seq),
      String(tcp?.ack ?? 0),
      String(tcp?.len),
      comment,
    ];
  });
}

describe('tshark reads the capture as the log tells it, packet by packet', () => {
  const fields = [
    'frame.interface_name',
    'frame.time_epoch',
    'ip.src',
    'tcp.srcport',
    'tcp.flags',
    'tcp.seq',
    'tcp.ack',
    'tcp.len',
    'frame.comment',
  ];

  it.for(['tcp-echo', 'tcp-one-host', 'tcp-close-in-syn-recv'])('%s', { timeout: 60_000 }, async (lesson, context) => {
    context.skip(!hasTshark(), 'this machine has no tshark');
    const recording = await readRecordingFile(join(lessonsPath(), lesson, 'recording.ndjson.gz'));
    if (!recording.ok) throw new Error(recording.error.message);
    const expected = ours(recording.value);
    expect(expected.length).toBeGreaterThan(8);
    expect(tshark(recording.value, fields)).toEqual(expected);
  });

  it('a capture without packets', { timeout: 60_000 }, (context) => {
    context.skip(!hasTshark(), 'this machine has no tshark');
    const { log } = new Story().start(['server']);
    const recording = { header: recordingHeader({ id: 'x', title: 'X' }, '1.0.0'), events: log };
    expect(tshark(recording, ['frame.number'])).toEqual([['']]);
  });
});

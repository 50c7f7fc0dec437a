import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksumOf, sumOf } from './checksum.ts';
import { ipv6Text } from './packet-ip.ts';
import { decodePacket, type DecodedPacket } from './packet.ts';
import { fuzz } from '../base/testing/fuzz.ts';

const bytes = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/[0-9a-f]{2}/g) ?? [], (pair) => parseInt(pair, 16));
const decode = (hex: string): DecodedPacket => decodePacket(bytes(hex), { checksums: true });

/** A segment with these option bytes, decoded. */
const options = (hex: string): unknown => {
  const words = 5 + hex.length / 8;
  const length = (20 + 4 * words).toString(16).padStart(4, '0');
  const ip = `4500${length}000040004006 0000 0a0000020a000001`;
  const tcp = `00010002 00000001 00000000 ${words.toString(16)}010 00ff 00000000`;
  return decode(ip + tcp + hex).tcp?.options;
};

const text = (hex: string): string => ipv6Text(bytes(hex), 0);

/** As Linux 6.18 sent them from 10.0.0.2:41532 to 10.0.0.1:7000 and back. */
const syn = '45000034708640004006b63b0a0000020a000001a23c1b5809b81165000000008002faf087690000020405b4010104020103030a';
const data = '4500002d708840004006b6400a0000020a000001a23c1b5809b81166a05f0c1d5018003fd284000068656c6c6f';

describe('packets of a connection', () => {
  it('decodes a SYN with its options', () => {
    expect(decode(syn)).toEqual({
      ip: {
        version: 4,
        src: '10.0.0.2',
        dst: '10.0.0.1',
        ttl: 64,
        id: 0x7086,
        protocol: 6,
        length: 52,
        checksumOk: true,
      },
      tcp: {
        sport: 41532,
        dport: 7000,
        flags: ['SYN'],
        rawSeq: 0x09b81165,
        rawAck: 0,
        len: 0,
        window: 64240,
        options: [
          { name: 'MSS', value: [1460] },
          { name: 'NOP', value: [] },
          { name: 'NOP', value: [] },
          { name: 'SACK_PERM', value: [] },
          { name: 'NOP', value: [] },
          { name: 'WS', value: [10] },
        ],
        checksumOk: true,
      },
      payload: { from: 52, to: 52 },
    });
  });

  it('finds the payload', () => {
    const { tcp, payload } = decode(data);
    expect(tcp).toMatchObject({ flags: ['PSH', 'ACK'], len: 5, window: 63, checksumOk: true });
    expect(new TextDecoder().decode(bytes(data).subarray(payload?.from, payload?.to))).toBe('hello');
  });

  it('judges checksums, except where it is told not to', () => {
    const spoiled = data.replace('68656c6c6f', '68656c6c6e');
    expect(decode(spoiled).tcp?.checksumOk).toBe(false);
    expect(decode(spoiled).ip?.checksumOk).toBe(true);
    expect(decode(data.replace('4006b640', '3f06b640')).ip).toMatchObject({ ttl: 63, checksumOk: false });
    const loopback = decodePacket(bytes(spoiled), { checksums: false });
    expect(loopback.tcp).not.toHaveProperty('checksumOk');
    expect(loopback.ip?.checksumOk).toBe(true);
  });

  it('orders flags SYN, FIN, RST, PSH, ACK, URG, ECE, CWR', () => {
    const all = decode(data.replace('5018', '50ff'));
    expect(all.tcp?.flags).toEqual(['SYN', 'FIN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR']);
  });

  it('tells the urgent pointer where URG says that it means something', () => {
    const pointing = data.replace('d2840000', 'd2840003');
    expect(decode(pointing.replace('5018', '5038')).tcp).toMatchObject({ flags: ['PSH', 'ACK', 'URG'], urgent: 3 });
    expect(decode(pointing).tcp).not.toHaveProperty('urgent');
  });

  it('names timestamps, unknown options, and an option that lies about its length', () => {
    const nop = { name: 'NOP', value: [] };
    expect(options('0101080a0000000700000009')).toEqual([nop, nop, { name: 'TS', value: [7, 9] }]);
    expect(options('01fd0355')).toEqual([nop, { name: 'option 253', value: [0x55] }]);
    expect(options('01080a00')).toEqual([nop, { name: 'malformed', value: [8, 10, 0] }]);
    expect(options('01000a00')).toEqual([nop, { name: 'EOL', value: [] }]);
  });
});

describe('other protocols', () => {
  const udp = '45000021000040004011 26ca 0a0000010a000002 23280035000d0000 68656c6c6f';

  it('decodes UDP; a checksum of 0 is none', () => {
    expect(decode(udp)).toMatchObject({ udp: { sport: 9000, dport: 53, len: 5 }, payload: { from: 28, to: 33 } });
    expect(decode(udp).udp).not.toHaveProperty('checksumOk');
  });

  it('names an ICMP message', () => {
    const icmp = '4500002400004000400126d70a0000010a0000020303fcfc00000000aabbccddaabbccdd';
    expect(decode(icmp).icmp).toEqual({ type: 3, code: 3, name: 'port unreachable' });
  });

  it('decodes TCP in IPv6 behind an extension header', () => {
    const addresses = `${'0'.repeat(31)}1${'0'.repeat(31)}2`;
    const destinationOptions = '06 00 0104 00000000';
    const tcp = '00500051 00000001 00000000 50020100 00000000';
    const packet = bytes(`60000000001c3c40${addresses}${destinationOptions}${tcp}`);
    const sum = sumOf(packet, 8, 40) + 6 + 20 + sumOf(packet, 48, 68);
    new DataView(packet.buffer).setUint16(48 + 16, checksumOf(sum));
    expect(decodePacket(packet, { checksums: true })).toMatchObject({
      ip: { version: 6, src: '::1', dst: '::2', ttl: 64, protocol: 6, length: 68 },
      tcp: { sport: 80, dport: 81, flags: ['SYN'], checksumOk: true },
    });
  });

  it('writes IPv6 addresses as RFC 5952 wants them', () => {
    expect(text('00000000000000000000000000000000')).toBe('::');
    expect(text('20010db8000000000001000000000001')).toBe('2001:db8::1:0:0:1');
    expect(text('20010db8000100010001000100000001')).toBe('2001:db8:1:1:1:1:0:1');
    expect(text('00000000000000000000ffff0a000001')).toBe('::ffff:10.0.0.1');
  });
});

describe('what cannot be decoded', () => {
  it.each([
    ['', 'an empty packet'],
    ['15', 'IP version 1 is not decoded'],
    ['4500', 'an IPv4 header of 20 bytes in 2 bytes'],
    [syn.slice(0, 60), 'the IPv4 header says 52 bytes in all, there are 30'],
    ['6000', 'an IPv6 header of 40 bytes in 2 bytes'],
  ])('%j is a fault: %s', (hex, fault) => {
    expect(decode(hex)).toEqual({ fault });
  });

  it('still shows the headers before the fault', () => {
    const cut = decode(`4500001e${syn.slice(8, 60)}`);
    expect(cut.ip?.src).toBe('10.0.0.2');
    expect(cut.fault).toBe('a TCP header of 20 bytes in 10 bytes');
    const later = decode(data.replace('70884000', '70880010'));
    expect(later.tcp).toBeUndefined();
    expect(later.fault).toBe('a fragment from byte 128 on: no transport header');
    expect(decode(data.replace('4006b640', '4063b640')).fault).toBe('protocol 99 is not decoded');
  });

  it('never throws, whatever the bytes', () => {
    const starts = fc.constantFrom([], [0x45], [0x45, 0, 0, 60, 0, 0, 0, 0, 64, 6], [0x60, 0, 0, 0, 0, 40, 0, 64]);
    fc.assert(
      fc.property(starts, fc.uint8Array({ maxLength: 120 }), fc.boolean(), (start, noise, checksums) => {
        const packet = Uint8Array.from([...start, ...noise]);
        const decoded = decodePacket(packet, { checksums });
        const { payload } = decoded;
        expect(decoded.fault !== undefined || decoded.ip !== undefined).toBe(true);
        if (payload) expect(payload.from <= payload.to && payload.to <= packet.length).toBe(true);
      }),
      fuzz(2000),
    );
  });
});

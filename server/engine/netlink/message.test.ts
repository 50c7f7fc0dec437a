import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { readCookie, writeCookie } from './cookie.ts';
import { decodeInetSocket } from './inet-diag.ts';
import { encodeAttribute, encodeMessage, encodeNested, readAttributes, readMessages } from './message.ts';
import { encodeAddress, encodeVeth, isLinkUp } from './route.ts';
import { decodeUnixSocket } from './unix-diag.ts';

describe('framing', () => {
  it('reads back what it wrote, padding passed over', () => {
    const first = encodeMessage(20, 1, Buffer.from([1, 2, 3]));
    const second = encodeMessage(21, 5, encodeAttribute(7, Buffer.from('abcde')), encodeAttribute(8, Buffer.from('z')));
    const stream = Buffer.concat([first, second]);
    const messages = readMessages(stream, stream.length);
    expect(messages.map(({ type, flags }) => [type, flags])).toEqual([
      [20, 1],
      [21, 5],
    ]);
    const attributes: string[] = [];
    const { from = 0, to = 0 } = messages[1] ?? {};
    readAttributes(stream, from, to, (type, at, end) =>
      attributes.push(`${type}=${stream.toString('latin1', at, end)}`),
    );
    expect(attributes).toEqual(['7=abcde', '8=z']);
  });

  it('stops at a message that is cut off', () => {
    const message = encodeMessage(20, 1, Buffer.alloc(8));
    expect(readMessages(message, message.length - 1)).toEqual([]);
  });

  it('marks nested attributes and shows them without the mark', () => {
    const nested = encodeNested(18, encodeAttribute(1, Buffer.from([9])));
    expect(nested.readUInt16LE(2)).toBe(0x8012);
    const types: number[] = [];
    readAttributes(nested, 0, nested.length, (type) => types.push(type));
    expect(types).toEqual([18]);
  });

  it('never throws on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(1, 2, 10), (noise, family) => {
        const bytes = Buffer.concat([Buffer.from([family, 1, 10]), noise]);
        readMessages(bytes, bytes.length);
        decodeInetSocket(bytes, 0, bytes.length, 'tcp');
        decodeUnixSocket(bytes, 0, bytes.length);
        isLinkUp(bytes, 0, bytes.length);
      }),
    );
  });
});

describe('cookies', () => {
  it('keep all their 64 bits', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn }), (cookie) => {
        const bytes = Buffer.alloc(8);
        writeCookie(bytes, 0, String(cookie));
        expect(readCookie(bytes, 0)).toBe(String(cookie));
      }),
    );
  });
});

describe('rtnetlink requests', () => {
  it('gives an address with its network', () => {
    expect(encodeAddress(2, '10.0.0.1', 24).toString('hex', 16)).toBe(
      '0218000002000000080002000a000001080001000a000001',
    );
  });

  it('makes a veth pair whose peer is born in another namespace', () => {
    const here = { name: 'cableA', mac: '02:00:0a:00:01:01' };
    const message = encodeVeth(here, { name: 'eth0', mac: '02:00:0a:00:00:01' }, 9).toString('hex');
    expect(message).toContain(Buffer.from('cableA\0').toString('hex'));
    expect(message).toContain('08001c0009000000'); // IFLA_NET_NS_FD 9
    expect(message).toContain('0900010076657468'); // IFLA_INFO_KIND veth
  });
});

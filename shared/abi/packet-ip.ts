import { fail, ok, type Result } from '../base/result.ts';
import { checksumHolds, sumOf } from './checksum.ts';

/** What of the IP header is shown. Addresses as text, lengths in bytes. */
export interface IpHeader {
  readonly version: 4 | 6;
  readonly src: string;
  readonly dst: string;
  readonly ttl: number;
  readonly id?: number;
  /** The transport's protocol number (IANA), after any IPv6 extension headers. */
  readonly protocol: number;
  readonly length: number;
  readonly checksumOk?: boolean;
}

export interface Network {
  readonly header: IpHeader;
  /** Where the transport's bytes lie: [from, to). */
  readonly transport: { readonly from: number; readonly to: number };
  /** Said where this is not a first fragment: there is no transport header to decode. */
  readonly fragment?: string;
}

const be16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

/** Four bytes from `at` on, in dotted decimal. */
export const ipv4Text = (bytes: Uint8Array, at: number): string =>
  `${bytes[at] ?? 0}.${bytes[at + 1] ?? 0}.${bytes[at + 2] ?? 0}.${bytes[at + 3] ?? 0}`;

const groupsText = (groups: readonly number[]): string => groups.map((group) => group.toString(16)).join(':');

/** An IPv6 address in the canonical form of RFC 5952, as inet_ntop prints it. */
export function ipv6Text(bytes: Uint8Array, at: number): string {
  const groups = Array.from({ length: 8 }, (_, i) => be16(bytes, at + 2 * i));
  // ::ffff:a.b.c.d, an IPv4 address in an AF_INET6 socket (RFC 4291, 2.5.5.2).
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff)
    return `::ffff:${ipv4Text(bytes, at + 12)}`;
  let best = { from: -1, length: 1 };
  for (let i = 0; i < 8; i++) {
    let length = 0;
    while (i + length < 8 && groups[i + length] === 0) length++;
    if (length > best.length) best = { from: i, length };
  }
  if (best.from < 0) return groupsText(groups);
  return `${groupsText(groups.slice(0, best.from))}::${groupsText(groups.slice(best.from + best.length))}`;
}

function decodeV4(bytes: Uint8Array): Result<Network, string> {
  const headerLength = ((bytes[0] ?? 0) & 15) * 4;
  const length = be16(bytes, 2);
  if (headerLength < 20) return fail(`the IPv4 header says it is ${headerLength} bytes long, less than 20`);
  if (bytes.length < headerLength) return fail(`an IPv4 header of ${headerLength} bytes in ${bytes.length} bytes`);
  if (length < headerLength || length > bytes.length)
    return fail(`the IPv4 header says ${length} bytes in all, there are ${bytes.length}`);
  const offset = (be16(bytes, 6) & 0x1fff) * 8;
  const header: IpHeader = {
    version: 4,
    src: ipv4Text(bytes, 12),
    dst: ipv4Text(bytes, 16),
    ttl: bytes[8] ?? 0,
    id: be16(bytes, 4),
    protocol: bytes[9] ?? 0,
    length,
    checksumOk: checksumHolds(sumOf(bytes, 0, headerLength)),
  };
  const more = (be16(bytes, 6) & 0x2000) !== 0;
  const transport = { from: headerLength, to: length };
  if (offset > 0) return ok({ header, transport, fragment: `a fragment from byte ${offset} on: no transport header` });
  if (more) return ok({ header, transport, fragment: 'the first of several fragments: the rest is in other packets' });
  return ok({ header, transport });
}

// Hop-by-hop, routing, destination options, mobility: length in units of 8 bytes beyond the first 8 (RFC 8200, 4).
const extensionHeaders: ReadonlySet<number> = new Set([0, 43, 60, 135]);
const FRAGMENT_HEADER = 44;

function decodeV6(bytes: Uint8Array): Result<Network, string> {
  if (bytes.length < 40) return fail(`an IPv6 header of 40 bytes in ${bytes.length} bytes`);
  const end = 40 + be16(bytes, 4);
  if (end > bytes.length) return fail(`the IPv6 header says ${end} bytes in all, there are ${bytes.length}`);
  let protocol = bytes[6] ?? 0;
  let from = 40;
  let fragment: string | undefined;
  while (extensionHeaders.has(protocol) || protocol === FRAGMENT_HEADER) {
    if (from + 8 > end) return fail('an IPv6 extension header is cut off');
    if (protocol === FRAGMENT_HEADER && (be16(bytes, from + 2) & 0xfff9) !== 0)
      fragment = 'a fragment: the transport is spread over several packets';
    const length = protocol === FRAGMENT_HEADER ? 8 : ((bytes[from + 1] ?? 0) + 1) * 8;
    protocol = bytes[from] ?? 0;
    from += length;
  }
  if (from > end) return fail('an IPv6 extension header is cut off');
  const header: IpHeader = {
    version: 6,
    src: ipv6Text(bytes, 8),
    dst: ipv6Text(bytes, 24),
    ttl: bytes[7] ?? 0,
    protocol,
    length: end,
  };
  const transport = { from, to: end };
  return ok(fragment === undefined ? { header, transport } : { header, transport, fragment });
}

/** The IP header of a packet, and where its transport begins; the error is a phrase for `fault`. */
export function decodeIp(bytes: Uint8Array): Result<Network, string> {
  if (bytes.length === 0) return fail('an empty packet');
  const version = (bytes[0] ?? 0) >> 4;
  if (version !== 4 && version !== 6) return fail(`IP version ${version} is not decoded`);
  if (version === 4 && bytes.length < 20) return fail(`an IPv4 header of 20 bytes in ${bytes.length} bytes`);
  return version === 4 ? decodeV4(bytes) : decodeV6(bytes);
}

/** The sum of the pseudo header that TCP, UDP and ICMPv6 put before their bytes (RFC 9293 3.1, RFC 8200 8.1). */
export function pseudoHeaderSum(bytes: Uint8Array, header: IpHeader, transportLength: number): number {
  const addresses = header.version === 4 ? sumOf(bytes, 12, 20) : sumOf(bytes, 8, 40);
  return addresses + header.protocol + transportLength;
}

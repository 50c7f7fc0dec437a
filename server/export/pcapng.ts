/**
 * Blocks of a capture file in the pcapng format (draft-ietf-opsawg-pcapng): little-endian, timestamps in nanoseconds,
 * packets that begin with their IP header.
 */

/** https://www.tcpdump.org/linktypes.html: the packet begins with an IPv4 or IPv6 header. */
const LINKTYPE_RAW = 101;

const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const ENHANCED_PACKET = 6;

const BYTE_ORDER_MAGIC = 0x1a2b3c4d;

/** Section 3.5: option codes, common ones and those of each block. */
const OPT_COMMENT = 1;
const SHB_OS = 3;
const SHB_USERAPPL = 4;
const IF_NAME = 2;
const IF_DESCRIPTION = 3;
const IF_TSRESOL = 9;
const EPB_FLAGS = 2;

/** if_tsresol: 10 to the power of minus this, seconds. */
const NANOSECONDS = 9;

/** epb_flags, the lowest two bits. */
const direction = { inbound: 1, outbound: 2 } as const;

/** An option's length has 16 bits (section 3.5); a longer text is cut at a character. */
const MAX_OPTION_BYTES = 0xffff;

export interface Section {
  readonly os: string;
  readonly application: string;
  readonly comments: readonly string[];
}

export interface Interface {
  readonly name: string;
  readonly description: string;
}

export interface PacketRecord {
  /** Which interface, in the order of their blocks, from 0. */
  readonly interface: number;
  readonly t: number;
  readonly direction: keyof typeof direction;
  readonly bytes: Uint8Array;
  readonly comment: string;
}

/** The block that begins a section (4.1). Its length is left open, as for a file written in one go. */
export function sectionHeader({ os, application, comments }: Section): Uint8Array {
  const fixed = Buffer.alloc(16);
  fixed.writeUInt32LE(BYTE_ORDER_MAGIC, 0);
  fixed.writeUInt16LE(1, 4);
  fixed.writeBigInt64LE(-1n, 8);
  return block(SECTION_HEADER, fixed, [
    ...comments.map((comment) => textOption(OPT_COMMENT, comment)),
    textOption(SHB_OS, os),
    textOption(SHB_USERAPPL, application),
  ]);
}

/** An interface (4.2), without a limit to the packets' length. */
export function interfaceDescription({ name, description }: Interface): Uint8Array {
  const fixed = Buffer.alloc(8);
  fixed.writeUInt16LE(LINKTYPE_RAW, 0);
  return block(INTERFACE_DESCRIPTION, fixed, [
    textOption(IF_NAME, name),
    textOption(IF_DESCRIPTION, description),
    option(IF_TSRESOL, Uint8Array.of(NANOSECONDS)),
  ]);
}

/** A packet (4.3). `t` in nanoseconds; a whole number up to 2^53 is exact. */
export function enhancedPacket(record: PacketRecord): Uint8Array {
  const { bytes } = record;
  const fixed = Buffer.alloc(20);
  fixed.writeUInt32LE(record.interface, 0);
  const time = BigInt(Math.round(record.t));
  fixed.writeUInt32LE(Number(time >> 32n), 4);
  fixed.writeUInt32LE(Number(time & 0xffff_ffffn), 8);
  fixed.writeUInt32LE(bytes.length, 12);
  fixed.writeUInt32LE(bytes.length, 16);
  const flags = Buffer.alloc(4);
  flags.writeUInt32LE(direction[record.direction]);
  return block(ENHANCED_PACKET, Buffer.concat([fixed, padded(bytes)]), [
    textOption(OPT_COMMENT, record.comment),
    option(EPB_FLAGS, flags),
  ]);
}

/** Section 3.1: type, total length, body, options, total length again; everything in words of 32 bits. */
function block(type: number, fixed: Uint8Array, options: readonly Uint8Array[]): Uint8Array {
  const endOfOptions = Buffer.alloc(4);
  const body = Buffer.concat([fixed, ...options, endOfOptions]);
  const length = body.length + 12;
  const around = Buffer.alloc(8);
  around.writeUInt32LE(type, 0);
  around.writeUInt32LE(length, 4);
  return Buffer.concat([around, body, around.subarray(4)]);
}

const textOption = (code: number, text: string): Uint8Array => option(code, utf8Start(text));

function option(code: number, value: Uint8Array): Uint8Array {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(code, 0);
  head.writeUInt16LE(value.length, 2);
  return Buffer.concat([head, padded(value)]);
}

const padded = (bytes: Uint8Array): Uint8Array => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);

function utf8Start(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= MAX_OPTION_BYTES) return bytes;
  let end = MAX_OPTION_BYTES;
  // 0b10xxxxxx goes on with a character that began before it.
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end);
}

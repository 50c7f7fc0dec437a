/**
 * Netlink's framing (linux/netlink.h, netlink(7)): messages of a 16-byte header and a body, bodies of a fixed part and
 * attributes, everything aligned to 4 bytes, in the machine's byte order (little endian on every machine we run on).
 */

export const NLMSG_ERROR = 2;
export const NLMSG_DONE = 3;
export const NLM_F_REQUEST = 1;
export const NLM_F_ACK = 4;
export const NLM_F_DUMP = 0x300;
export const NLM_F_EXCL = 0x200;
export const NLM_F_CREATE = 0x400;
/** The table changed while it was dumped: entries may be missing or twice. */
export const NLM_F_DUMP_INTR = 0x10;

const HEADER_LENGTH = 16;
const ATTRIBUTE_HEADER = 4;
const NLA_TYPE_MASK = 0x3fff;
const NLA_F_NESTED = 0x8000;

const align = (length: number): number => (length + 3) & ~3;

export interface Message {
  readonly type: number;
  readonly flags: number;
  readonly seq: number;
  /** The body: bytes [from, to) of the buffer. */
  readonly from: number;
  readonly to: number;
}

/** The messages in the first `length` bytes of what recv() gave; stops at the first that is cut off. */
export function readMessages(buffer: Buffer, length: number): Message[] {
  const messages: Message[] = [];
  for (let at = 0; at + HEADER_LENGTH <= length;) {
    const size = buffer.readUInt32LE(at);
    if (size < HEADER_LENGTH || at + size > length) break;
    messages.push({
      type: buffer.readUInt16LE(at + 4),
      flags: buffer.readUInt16LE(at + 6),
      seq: buffer.readUInt32LE(at + 8),
      from: at + HEADER_LENGTH,
      to: at + size,
    });
    at += align(size);
  }
  return messages;
}

/** Calls `each` with the type and the bytes [from, to) of every attribute in [from, to) of the buffer. */
export function readAttributes(
  buffer: Buffer,
  from: number,
  to: number,
  each: (type: number, from: number, to: number) => void,
): void {
  for (let at = from; at + ATTRIBUTE_HEADER <= to;) {
    const size = buffer.readUInt16LE(at);
    if (size < ATTRIBUTE_HEADER || at + size > to) return;
    each(buffer.readUInt16LE(at + 2) & NLA_TYPE_MASK, at + ATTRIBUTE_HEADER, at + size);
    at += align(size);
  }
}

/** One message, its length filled in; the sender sets the sequence number (bytes 8 to 11). */
export function encodeMessage(type: number, flags: number, ...body: readonly Buffer[]): Buffer {
  const padded = body.map((part) => Buffer.concat([part, Buffer.alloc(align(part.length) - part.length)]));
  const message = Buffer.concat([Buffer.alloc(HEADER_LENGTH), ...padded]);
  message.writeUInt32LE(message.length, 0);
  message.writeUInt16LE(type, 4);
  message.writeUInt16LE(flags, 6);
  return message;
}

/** One attribute with its padding. */
export function encodeAttribute(type: number, value: Buffer): Buffer {
  const attribute = Buffer.alloc(align(ATTRIBUTE_HEADER + value.length));
  attribute.writeUInt16LE(ATTRIBUTE_HEADER + value.length, 0);
  attribute.writeUInt16LE(type, 2);
  value.copy(attribute, ATTRIBUTE_HEADER);
  return attribute;
}

/** An attribute made of parts, most of them attributes themselves. */
export const encodeNested = (type: number, ...parts: readonly Buffer[]): Buffer =>
  encodeAttribute(type | NLA_F_NESTED, Buffer.concat(parts));

/** Four bytes in this machine's order, as netlink has its numbers (netlink(7)). */
export function encodeU32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Text with its NUL. */
export const encodeText = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf8');

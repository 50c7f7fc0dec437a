import { storage } from '#shared/labc/code';
import type { Memory } from './memory.ts';

/** One buffer of a struct iovec (readv(2)): 16 bytes, the address and the length. */
export interface Part {
  readonly address: number;
  readonly size: number;
}

/** IOV_MAX of limits.h: the kernel refuses more. */
const mostParts = 1024;

/** The buffers of an array of struct iovec, as far as it lies in memory. */
export function iovecParts(memory: Memory, address: number, count: number): readonly Part[] {
  if (count < 0 || count > mostParts || !memory.holds(address, 16 * count)) return [];
  return Array.from({ length: count }, (_, i) => ({
    address: Number(memory.load(storage.u64, address + 16 * i)),
    size: Number(memory.load(storage.u64, address + 16 * i + 8)),
  }));
}

/** What a struct msghdr points to, 56 bytes on x86-64 (recvmsg(2)). */
export interface MessageHeader {
  readonly name: number;
  readonly nameSize: number;
  readonly parts: readonly Part[];
  readonly control: number;
  readonly controlSize: number;
}

/** null where no such struct can lie there: the kernel will refuse it too. */
export function messageHeader(memory: Memory, address: number): MessageHeader | null {
  if (!memory.holds(address, 56)) return null;
  const word = (offset: number): number => Number(memory.load(storage.u64, address + offset));
  return {
    name: word(0),
    nameSize: Number(memory.load(storage.u32, address + 8)),
    parts: iovecParts(memory, word(16), word(24)),
    control: word(32),
    controlSize: word(40),
  };
}

/** struct mmsghdr (recvmmsg(2)): a struct msghdr, the number of bytes of its message, and padding. */
export const mmsghdrBytes = 64;

/** UIO_MAXIOV: the kernel looks at no more of an array of messages. */
const mostMessages = 1024;

/** The headers of an array of struct mmsghdr, as far as it lies in memory. */
export function messageHeaders(memory: Memory, address: number, count: number): readonly MessageHeader[] {
  const headers: MessageHeader[] = [];
  for (let i = 0; i < Math.min(count, mostMessages); i++) {
    const header = messageHeader(memory, address + mmsghdrBytes * i);
    if (header === null) break;
    headers.push(header);
  }
  return headers;
}

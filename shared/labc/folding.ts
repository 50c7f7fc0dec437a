import type { Integer } from './arithmetic.ts';

const swap16 = (value: number): number => ((value & 0xff) << 8) | ((value >> 8) & 0xff);
const swap32 = (value: number): number => ((swap16(value) << 16) | swap16(value >>> 16)) >>> 0;

/** struct cmsghdr is 16 bytes, and what follows it is padded to 8 (cmsg(3)). */
const cmsgHeader = 16;
const cmsgAlign = (length: number): number => Math.ceil(length / 8) * 8;

/**
 * Library functions of one number that are constants where their argument is one, as the headers' macros are: they may size an
 * array and begin a static variable.
 */
export const foldable: Readonly<Record<string, (value: Integer) => Integer>> = {
  htons: (value) => swap16(Number(value)),
  ntohs: (value) => swap16(Number(value)),
  htonl: (value) => swap32(Number(value)),
  ntohl: (value) => swap32(Number(value)),
  CMSG_LEN: (length) => cmsgHeader + Number(length),
  CMSG_SPACE: (length) => cmsgHeader + cmsgAlign(Number(length)),
};

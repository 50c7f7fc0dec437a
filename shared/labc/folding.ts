import type { Integer } from './arithmetic.ts';

/** struct cmsghdr is 16 bytes, and what follows it is padded to 8 (cmsg(3)). */
const cmsgHeader = 16;
const cmsgAlign = (length: number): number => Math.ceil(length / 8) * 8;

/** Macros of the headers that are constants where their argument is one, so that they may size an array. */
export const foldable: Readonly<Record<string, (value: Integer) => Integer>> = {
  CMSG_LEN: (length) => cmsgHeader + Number(length),
  CMSG_SPACE: (length) => cmsgHeader + cmsgAlign(Number(length)),
};

/** The Internet checksum's sum of 16-bit words over bytes [from, to), not yet folded (RFC 1071); an odd end is padded. */
export function sumOf(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 2) sum += ((bytes[i] ?? 0) << 8) | (i + 1 < to ? (bytes[i + 1] ?? 0) : 0);
  return sum;
}

const fold = (sum: number): number => {
  let folded = sum;
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x10000);
  return folded;
};

/** A sum that includes the checksum field is all ones where the checksum is right. */
export const checksumHolds = (sum: number): boolean => fold(sum) === 0xffff;

/** The checksum field that makes the sum right. */
export const checksumOf = (sum: number): number => ~fold(sum) & 0xffff;

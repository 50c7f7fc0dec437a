import { addressText, parseStrictAddress } from './internet-address.ts';

/** inet_ntop(3) for IPv6: the longest run of two or more zero words is :: (RFC 5952), an IPv4-mapped end has dots. */
export function address6Text(bytes: Uint8Array): string {
  const words = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0));
  const run = longestZeros(words);
  const mapped = run.from === 0 && (run.length === 6 || (run.length === 5 && words[5] === 0xffff));
  const shown = mapped
    ? [...words.slice(0, 6).map(hex), addressText(new DataView(bytes.buffer, bytes.byteOffset).getUint32(12, true))]
    : words.map(hex);
  if (run.length < 2) return shown.join(':');
  const after = shown.slice(run.from + run.length);
  return `${shown.slice(0, run.from).join(':')}::${after.join(':')}`;
}

const hex = (word: number): string => word.toString(16);

function longestZeros(words: readonly number[]): { readonly from: number; readonly length: number } {
  let best = { from: -1, length: 0 };
  for (let from = 0; from < words.length; from++) {
    let length = 0;
    while (words[from + length] === 0) length++;
    if (length > best.length) best = { from, length };
  }
  return best;
}

/** inet_pton(3) for IPv6: the 16 bytes, or null for what is none. */
export function parseAddress6(text: string): Uint8Array | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head = '', tail] = halves;
  const before = wordsOf(head, tail === undefined);
  const behind = tail === undefined ? [] : wordsOf(tail, true);
  if (before === null || behind === null) return null;
  const missing = 8 - before.length - behind.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const words = [...before, ...Array<number>(missing).fill(0), ...behind];
  return Uint8Array.from(words.flatMap((word) => [word >> 8, word & 0xff]));
}

/** The 16-bit words of one side of the ::. Only the last of all may be an IPv4 address. */
function wordsOf(text: string, isLast: boolean): number[] | null {
  if (text === '') return [];
  const words: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const four = isLast && index === parts.length - 1 && part.includes('.') ? parseStrictAddress(part) : null;
    if (four !== null) {
      const [a = 0, b = 0, c = 0, d = 0] = [0, 8, 16, 24].map((shift) => (four >>> shift) & 255);
      words.push((a << 8) | b, (c << 8) | d);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) words.push(parseInt(part, 16));
    else return null;
  }
  return words;
}

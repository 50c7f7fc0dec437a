import { convert, type Integer } from '#shared/labc/arithmetic';
import { errnoNumbers } from '#shared/abi/errno';
import { latin, type LibraryHost, type LibraryTable, size } from './library-host.ts';

const LONG_MAX = 2n ** 63n - 1n;
const ULONG_MAX = 2n ** 64n - 1n;

/** What strtol(3) finds in a text: the number without its bounds, and how many bytes it took; 0 where there is none. */
interface Found {
  readonly value: bigint;
  readonly negative: boolean;
  readonly length: number;
}

/** Base 0 reads 0x10, 010 and 10 as C does. */
function find(text: string, base: number): Found {
  const start = /^[ \t\n\v\f\r]*([-+]?)/.exec(text);
  const negative = start?.[1] === '-';
  let at = start?.[0].length ?? 0;
  const isHex = (base === 0 || base === 16) && /^0[xX][0-9a-fA-F]/.test(text.slice(at, at + 3));
  const radix = base !== 0 ? base : isHex ? 16 : text.charAt(at) === '0' ? 8 : 10;
  if (isHex) at += 2;
  const first = at;
  let value = 0n;
  for (; at < text.length; at++) {
    const digit = digitOf(text.charCodeAt(at));
    if (digit >= radix) break;
    // What is beyond every long stays so, however many digits follow.
    if (value <= ULONG_MAX) value = value * BigInt(radix) + BigInt(digit);
  }
  return at === first ? { value: 0n, negative: false, length: 0 } : { value, negative, length: at };
}

/** The value of a digit in any base, 36 for what is none. */
function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = (code | 32) - 97;
  return letter >= 0 && letter < 26 ? letter + 10 : 36;
}

/** strtol(3) and strtoul(3); `bounded` makes of what was found what fits, null where nothing does. */
function toLong(
  host: LibraryHost,
  args: readonly Integer[],
  bounded: (found: Found) => readonly [bigint, fits: boolean],
) {
  const [text = 0, end = 0, given] = args;
  const base = size(given);
  if (base < 0 || base === 1 || base > 36) {
    host.setErrno(errnoNumbers['EINVAL'] ?? 0);
    return 0;
  }
  const found = find(latin(host.memory.string(text)), base);
  if (end !== 0) {
    const address = Buffer.alloc(8);
    address.writeBigUInt64LE(BigInt(size(text) + found.length));
    host.memory.write(end, address);
  }
  const [value, fits] = bounded(found);
  if (!fits) host.setErrno(errnoNumbers['ERANGE'] ?? 0);
  return value;
}

function signed({ value, negative }: Found): readonly [bigint, boolean] {
  const number = negative ? -value : value;
  if (number > LONG_MAX) return [LONG_MAX, false];
  return number < -LONG_MAX - 1n ? [-LONG_MAX - 1n, false] : [number, true];
}

/** A minus makes of it what unsigned numbers make of one: -1 is the greatest (strtoul(3)). */
function unsigned({ value, negative }: Found): readonly [bigint, boolean] {
  if (value > ULONG_MAX) return [ULONG_MAX, false];
  return [negative ? BigInt.asUintN(64, -value) : value, true];
}

/** stdlib.h's numbers. */
export const numberFunctions: LibraryTable = {
  atoi: (host, [text = 0]) => convert(toLong(host, [text, 0, 10], signed), 4, true),
  atol: (host, [text = 0]) => convert(toLong(host, [text, 0, 10], signed), 8, true),
  strtol: (host, args) => convert(toLong(host, args, signed), 8, true),
  strtoul: (host, args) => convert(toLong(host, args, unsigned), 8, false),
  abs: (_, [number = 0]) => convert(number < 0 ? -BigInt(number) : number, 4, true),
  labs: (_, [number = 0]) => convert(number < 0 ? -BigInt(number) : number, 8, true),
};

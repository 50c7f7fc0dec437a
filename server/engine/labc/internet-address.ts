/** IPv4 addresses as text. Numbers are as they lie in memory read little endian: 10.0.0.1 is 0x0100000a. */
export const addressText = (number: number): string =>
  [0, 8, 16, 24].map((shift) => (number >>> shift) & 255).join('.');

const fromParts = (a: number, b: number, c: number, d: number): number => (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;

/** inet_pton(3): four decimal numbers up to 255, without leading zeros. null for anything else. */
export function parseStrictAddress(text: string): number | null {
  const parts = text.split('.');
  const [a, b, c, d] = parts.map((part) =>
    /^(0|[1-9][0-9]{0,2})$/.test(part) && Number(part) < 256 ? Number(part) : null,
  );
  if (parts.length !== 4 || a == null || b == null || c == null || d == null) return null;
  return fromParts(a, b, c, d);
}

/** inet_addr(3): one to four numbers, decimal, octal (0…) or hexadecimal (0x…); the last one fills the bytes that are left. */
export function parseAnyAddress(text: string): number | null {
  const parts = text.replace(/[ \t\n\v\f\r].*$/s, '').split('.');
  const numbers = parts.map((part) => {
    if (/^0[xX][0-9a-fA-F]+$/.test(part)) return parseInt(part, 16);
    if (/^0[0-7]*$/.test(part)) return parseInt(part, 8);
    return /^[1-9][0-9]*$/.test(part) ? Number(part) : NaN;
  });
  const last = numbers.pop() ?? NaN;
  if (numbers.length > 3 || numbers.some((one) => !(one < 256)) || !(last < 256 ** (4 - numbers.length))) return null;
  const host = numbers.reduce((sum, one, index) => sum + one * 256 ** (3 - index), last);
  return fromParts(Math.floor(host / 0x1000000), (host >>> 16) & 255, (host >>> 8) & 255, host & 255);
}

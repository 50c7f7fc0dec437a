const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const valueOf = new Map(Array.from(alphabet, (character, value) => [character, value] as const));

/** Bytes as base64 (RFC 4648, padded). Written out because shared/ knows neither Buffer nor btoa. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += alphabet.charAt(word >> 18) + alphabet.charAt((word >> 12) & 63);
    text += left > 1 ? alphabet.charAt((word >> 6) & 63) : '=';
    text += left > 2 ? alphabet.charAt(word & 63) : '=';
  }
  return text;
}

/** The bytes of a base64 text; characters outside the alphabet are passed over. */
export function fromBase64(text: string): Uint8Array {
  const values: number[] = [];
  for (const character of text) {
    const value = valueOf.get(character);
    if (value !== undefined) values.push(value);
  }
  const bytes = new Uint8Array(Math.floor((values.length * 3) / 4));
  for (let i = 0, o = 0; o < bytes.length; i += 4) {
    const word =
      ((values[i] ?? 0) << 18) | ((values[i + 1] ?? 0) << 12) | ((values[i + 2] ?? 0) << 6) | (values[i + 3] ?? 0);
    for (const shift of [16, 8, 0]) if (o < bytes.length) bytes[o++] = (word >> shift) & 255;
  }
  return bytes;
}

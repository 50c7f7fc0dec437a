const simple: Readonly<Record<string, number>> = {
  n: 10,
  t: 9,
  r: 13,
  a: 7,
  b: 8,
  f: 12,
  v: 11,
  '\\': 92,
  "'": 39,
  '"': 34,
  '?': 63,
};

/** The UTF-8 bytes of a text, one character a byte: what a compiler puts into a string constant. */
function utf8(text: string): string {
  let bytes = '';
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) bytes += character;
    else if (point < 0x800) bytes += String.fromCharCode(0xc0 | (point >> 6), 0x80 | (point & 63));
    else if (point < 0x10000)
      bytes += String.fromCharCode(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
    else
      bytes += String.fromCharCode(
        0xf0 | (point >> 18),
        0x80 | ((point >> 12) & 63),
        0x80 | ((point >> 6) & 63),
        0x80 | (point & 63),
      );
  }
  return bytes;
}

/** What stands between the quotes of a C constant, as bytes (a character of the result is a byte, 0 to 255). */
export function unescape(body: string, fault: (offset: number, message: string) => never): string {
  let bytes = '';
  for (let i = 0; i < body.length;) {
    const stop = body.indexOf('\\', i);
    if (stop !== i) {
      const end = stop < 0 ? body.length : stop;
      bytes += utf8(body.slice(i, end));
      i = end;
      continue;
    }
    const rest = body.slice(i + 1, i + 6);
    // A line that ends in \ goes on with the next one, in a text too (C11 5.1.1.2, phase 2).
    const splice = /^\r?\n/.exec(rest)?.[0];
    if (splice !== undefined) {
      i += 1 + splice.length;
      continue;
    }
    const octal = /^[0-7]{1,3}/.exec(rest)?.[0];
    const hexadecimal = /^x([0-9a-fA-F]+)/.exec(rest);
    const code = octal === undefined ? simple[rest.charAt(0)] : parseInt(octal, 8) & 255;
    if (hexadecimal !== null) {
      if (hexadecimal[0].length > 3)
        fault(i, 'A byte has two hexadecimal digits: end the string here and begin another.');
      bytes += String.fromCharCode(parseInt(hexadecimal[1] ?? '0', 16));
      i += 1 + hexadecimal[0].length;
    } else if (code !== undefined) {
      bytes += String.fromCharCode(code);
      i += 1 + (octal?.length ?? 1);
    } else {
      fault(i, `C has no escape \\${rest.charAt(0)}: write \\\\ for a backslash.`);
    }
  }
  return bytes;
}

const spelled: Readonly<Record<number, string>> = { 10: '\\n', 9: '\\t', 13: '\\r', 0: '\\0', 92: '\\\\', 34: '\\"' };

/** Bytes as they would be written in a C string constant, without the quotes. */
export function escape(bytes: Iterable<number>): string {
  let text = '';
  for (const byte of bytes) {
    const plain = byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
    text += spelled[byte] ?? plain;
  }
  return text;
}

/**
 * Bytes as text: UTF-8, with U+FFFD for what is not UTF-8. Written out because shared/ knows no TextDecoder.
 * Overlong forms are accepted; nothing here decides on the result.
 */
export function utf8(bytes: Uint8Array): string {
  let text = '';
  let i = 0;
  while (i < bytes.length) {
    const lead = bytes[i] ?? 0;
    const extra = lead < 0x80 ? 0 : lead >= 0xf0 && lead < 0xf8 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : -1;
    let code = extra === 0 ? lead : extra === 3 ? lead & 0x07 : extra === 2 ? lead & 0x0f : lead & 0x1f;
    let valid = extra >= 0 && lead < 0xf8;
    for (let k = 1; valid && k <= extra; k++) {
      const next = bytes[i + k];
      if (next === undefined || (next & 0xc0) !== 0x80) valid = false;
      else code = (code << 6) | (next & 0x3f);
    }
    if (valid && code <= 0x10ffff) {
      text += String.fromCodePoint(code);
      i += 1 + Math.max(0, extra);
    } else {
      text += '\ufffd';
      i += 1;
    }
  }
  return text;
}

/**
 * Text that a terminal shows and does not obey: control characters (C0, DEL, C1) are spelt out as \\x1b. For whatever comes
 * from a lesson: its title could move the cursor otherwise.
 */
export const printable = (text: string): string =>
  text.replaceAll(/\p{Cc}/gu, (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`);

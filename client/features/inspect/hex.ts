export interface HexLine {
  readonly offset: string;
  readonly hex: string;
  readonly text: string;
}

const PER_LINE = 16;

/** Bytes as hexdump -C lays them out: offset, sixteen bytes, and what of them prints. */
export function hexLines(bytes: Uint8Array): readonly HexLine[] {
  return Array.from({ length: Math.ceil(bytes.length / PER_LINE) }, (_, i) => {
    const part = [...bytes.subarray(i * PER_LINE, (i + 1) * PER_LINE)];
    return {
      offset: (i * PER_LINE).toString(16).padStart(4, '0'),
      hex: part.map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
      text: part.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join(''),
    };
  });
}

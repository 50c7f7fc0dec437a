import { fail, ok, type Result } from '../base/result.ts';
import { checksumHolds, sumOf } from './checksum.ts';

/** In this order everywhere: the sequence-carrying ones first, then the rest as RFC 9293 3.1 draws them. */
const tcpFlagNames = ['SYN', 'FIN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR'] as const;
export type TcpFlag = (typeof tcpFlagNames)[number];

const flagBits: Readonly<Record<TcpFlag, number>> = {
  FIN: 1,
  SYN: 2,
  RST: 4,
  PSH: 8,
  ACK: 16,
  URG: 32,
  ECE: 64,
  CWR: 128,
};

/** A TCP header as it is: numbers raw, the window not scaled. */
export interface TcpSegment {
  readonly sport: number;
  readonly dport: number;
  readonly flags: TcpFlag[];
  readonly rawSeq: number;
  readonly rawAck: number;
  readonly len: number;
  readonly window: number;
  /** The urgent pointer: how far behind rawSeq the urgent data ends. Without URG it means nothing, and is absent. */
  readonly urgent?: number;
  readonly options: { name: string; value: number[] }[];
  readonly checksumOk?: boolean;
}

/** Flags as names, in our order. */
const flagsFromBits = (bits: number): TcpFlag[] => tcpFlagNames.filter((name) => (bits & flagBits[name]) !== 0);

const be16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const be32 = (bytes: Uint8Array, at: number): number => be16(bytes, at) * 0x10000 + be16(bytes, at + 2);

interface OptionForm {
  readonly name: string;
  /** How its value is written: bytes a number, or a fixed length in all. */
  readonly width: 1 | 2 | 4;
}

/** IANA's "TCP Option Kind Numbers", by the short names that packet analysers print. */
const optionForms: Readonly<Record<number, OptionForm>> = {
  2: { name: 'MSS', width: 2 }, // RFC 9293 3.2
  3: { name: 'WS', width: 1 }, // RFC 7323 2.2, a shift count
  4: { name: 'SACK_PERM', width: 1 }, // RFC 2018 2
  5: { name: 'SACK', width: 4 }, // RFC 2018 3, left and right edges
  8: { name: 'TS', width: 4 }, // RFC 7323 3.2, TSval and TSecr
  19: { name: 'MD5', width: 1 }, // RFC 2385
  28: { name: 'UTO', width: 2 }, // RFC 5482
  29: { name: 'AO', width: 1 }, // RFC 5925
  30: { name: 'MPTCP', width: 1 }, // RFC 8684
  34: { name: 'TFO', width: 1 }, // RFC 7413, the cookie's bytes
};

function optionValue(bytes: Uint8Array, width: 1 | 2 | 4): number[] {
  const value: number[] = [];
  for (let i = 0; i + width <= bytes.length; i += width)
    value.push(width === 1 ? (bytes[i] ?? 0) : width === 2 ? be16(bytes, i) : be32(bytes, i));
  return value;
}

/** Options up to the end or the first that makes no sense; that one is named `malformed` with its bytes. */
function decodeOptions(bytes: Uint8Array): TcpSegment['options'] {
  const options: TcpSegment['options'] = [];
  for (let i = 0; i < bytes.length;) {
    const kind = bytes[i] ?? 0;
    if (kind === 0) {
      options.push({ name: 'EOL', value: [] });
      break;
    }
    if (kind === 1) {
      options.push({ name: 'NOP', value: [] });
      i += 1;
      continue;
    }
    const length = bytes[i + 1] ?? 0;
    if (length < 2 || i + length > bytes.length) {
      options.push({ name: 'malformed', value: [...bytes.subarray(i)] });
      break;
    }
    const body = bytes.subarray(i + 2, i + length);
    const form = optionForms[kind];
    options.push({ name: form?.name ?? `option ${kind}`, value: optionValue(body, form?.width ?? 1) });
    i += length;
  }
  return options;
}

/**
 * A TCP segment (RFC 9293 3.1). `pseudoSum`: the pseudo header's sum, or null where the checksum is not to be judged.
 */
export function decodeTcp(
  bytes: Uint8Array,
  pseudoSum: number | null,
): Result<{ segment: TcpSegment; headerLength: number }, string> {
  if (bytes.length < 20) return fail(`a TCP header of 20 bytes in ${bytes.length} bytes`);
  const headerLength = ((bytes[12] ?? 0) >> 4) * 4;
  if (headerLength < 20) return fail(`the TCP header says it is ${headerLength} bytes long, less than 20`);
  if (headerLength > bytes.length) return fail(`a TCP header of ${headerLength} bytes in ${bytes.length} bytes`);
  const bits = bytes[13] ?? 0;
  const segment: TcpSegment = {
    sport: be16(bytes, 0),
    dport: be16(bytes, 2),
    flags: flagsFromBits(bits),
    rawSeq: be32(bytes, 4),
    rawAck: be32(bytes, 8),
    len: bytes.length - headerLength,
    window: be16(bytes, 14),
    ...((bits & flagBits.URG) === 0 ? {} : { urgent: be16(bytes, 18) }),
    options: decodeOptions(bytes.subarray(20, headerLength)),
    ...(pseudoSum === null ? {} : { checksumOk: checksumHolds(pseudoSum + sumOf(bytes, 0, bytes.length)) }),
  };
  return ok({ segment, headerLength });
}

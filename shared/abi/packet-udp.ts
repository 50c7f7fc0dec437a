import { fail, ok, type Result } from '../base/result.ts';
import { checksumHolds, sumOf } from './checksum.ts';

export interface UdpDatagram {
  readonly sport: number;
  readonly dport: number;
  /** Payload bytes. */
  readonly len: number;
  readonly checksumOk?: boolean;
}

const be16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

/** A UDP datagram (RFC 768). A checksum of 0 means that the sender made none, and is not judged. */
export function decodeUdp(bytes: Uint8Array, pseudoSum: number | null): Result<UdpDatagram, string> {
  if (bytes.length < 8) return fail(`a UDP header of 8 bytes in ${bytes.length} bytes`);
  const length = be16(bytes, 4);
  if (length < 8 || length > bytes.length)
    return fail(`the UDP header says ${length} bytes in all, there are ${bytes.length}`);
  const judged = pseudoSum !== null && be16(bytes, 6) !== 0;
  return ok({
    sport: be16(bytes, 0),
    dport: be16(bytes, 2),
    len: length - 8,
    ...(judged ? { checksumOk: checksumHolds(pseudoSum + sumOf(bytes, 0, length)) } : {}),
  });
}

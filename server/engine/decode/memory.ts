import type { Value } from '#shared/events/value';

/** The tracee's memory: bytes from an address on, fewer where it is not mapped. */
export type ReadMemory = (address: number, length: number) => Uint8Array;

/** As many bytes of a buffer as an event carries; its full length is told beside them. */
export const MOST_BYTES = 4096;
/** As many entries of an array as an event carries; how many there are is told beside them. */
export const MOST_ENTRIES = 64;
const MOST_PATH = 4096;

const utf8 = new TextDecoder();

/** A register's low half, signed. */
export const int32 = (raw: number): number => raw | 0;

export const hexOf = (address: number): string =>
  `0x${(address < 0 ? BigInt.asUintN(64, BigInt(address)) : address).toString(16)}`;

export const fault = (address: number): Value => ({ fault: `${hexOf(address)} is not mapped` });
export const pointerOf = (address: number): Value => (address === 0 ? null : { pointer: hexOf(address) });

/** size_t: -1 is its largest, which a JavaScript number cannot tell from its neighbours. */
export const sizeOf = (raw: number): Value =>
  raw >= 0 ? raw : { symbol: BigInt.asUintN(64, BigInt(raw)).toString(), raw };

const bufferOf = (bytes: Uint8Array): Buffer =>
  bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Bytes as an event carries them: the first ones, and how many there are. */
export const bytesOf = (bytes: Uint8Array, length = bytes.length): Value => ({
  bytes: bufferOf(bytes).toString('base64', 0, MOST_BYTES),
  length,
});

export function bytesAt(address: number, length: number, read: ReadMemory): Value {
  if (address === 0) return null;
  // A size_t beyond any memory.
  if (length < 0 || length > Number.MAX_SAFE_INTEGER) return pointerOf(address);
  const bytes = read(address, Math.min(length, MOST_BYTES));
  return bytes.length === 0 && length > 0 ? fault(address) : bytesOf(bytes, length);
}

/** A view of memory for its numbers, little endian. */
export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A 64-bit number; one that a JavaScript number cannot hold is told by its decimal digits. */
export function wide(number: bigint): Value {
  const raw = Number(number);
  return Number.isSafeInteger(raw) ? raw : { symbol: number.toString(), raw };
}

/** A pointer in memory, as a number; exact for every address that a program can have. */
export const addressIn = (view: DataView, at: number): number => Number(view.getBigInt64(at, true));

export function intAt(address: number, read: ReadMemory): number | null {
  const bytes = address === 0 ? new Uint8Array(0) : read(address, 4);
  return bytes.length < 4 ? null : viewOf(bytes).getInt32(0, true);
}

export function textAt(address: number, read: ReadMemory): Value {
  if (address === 0) return null;
  const bytes = read(address, MOST_PATH);
  return bytes.length === 0 ? fault(address) : { text: utf8.decode(untilNul(bytes)) };
}

export const untilNul = (bytes: Uint8Array): Uint8Array => {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
};

export const textOf = (bytes: Uint8Array): Value => ({ text: utf8.decode(untilNul(bytes)) });

/** An array of which an event carries the first entries. */
export const listOf = (list: readonly Value[], total: number): Value =>
  list.length < total ? { list, total } : { list };

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

/** An address as C prints it; a negative number is one of the upper half. */
export const hexOf = (address: number): string =>
  `0x${(address < 0 ? BigInt.asUintN(64, BigInt(address)) : address).toString(16)}`;

/** What stands where memory was named and is not there. */
export const fault = (address: number): Value => ({ fault: `${hexOf(address)} is not mapped` });
/** An address that is told as such; null for NULL. */
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

/** The first bytes of a buffer of `length`; null for NULL. */
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

/** An int; null where there is none to read. */
export function intAt(address: number, read: ReadMemory): number | null {
  const bytes = address === 0 ? new Uint8Array(0) : read(address, 4);
  return bytes.length < 4 ? null : viewOf(bytes).getInt32(0, true);
}

/** A text up to its NUL, at most a path long (PATH_MAX); null for NULL. */
export function textAt(address: number, read: ReadMemory): Value {
  if (address === 0) return null;
  const bytes = read(address, MOST_PATH);
  return bytes.length === 0 ? fault(address) : { text: utf8.decode(untilNul(bytes)) };
}

/** What stands before the first NUL; all of it where there is none. */
export const untilNul = (bytes: Uint8Array): Uint8Array => {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
};

/** A text that is at hand, up to its NUL. */
export const textOf = (bytes: Uint8Array): Value => ({ text: utf8.decode(untilNul(bytes)) });

/** An array of which an event carries the first entries. */
export const listOf = (list: readonly Value[], total: number): Value =>
  list.length < total ? { list, total } : { list };

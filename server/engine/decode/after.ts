import type { Value } from '#shared/events/value';
import { fault, intAt, type ReadMemory } from './memory.ts';

/** Memory that the kernel has filled: what is there now, so that the caller's copy of it can be brought up to date. */
export interface Filled {
  readonly address: number;
  readonly bytes: Uint8Array;
}

/** More than all the memory that a program of lab C may have: lengths in its structures can say anything. */
const MOST_WRITTEN = 64 * 1024 * 1024;

/** A call that has returned, as the decoder of one of its arguments sees it. */
export class After {
  readonly raw: readonly number[];
  /** The raw result: -errno where the call failed. */
  readonly result: number;
  readonly read: ReadMemory;
  /** Every argument as it was told before the call. */
  readonly before: readonly { readonly value: Value }[];
  /** Its own place among them. */
  readonly position: number;
  private readonly filled: Filled[];

  constructor(
    raw: readonly number[],
    result: number,
    read: ReadMemory,
    before: readonly { readonly value: Value }[],
    position: number,
    filled: Filled[],
  ) {
    this.raw = raw;
    this.result = result;
    this.read = read;
    this.before = before;
    this.position = position;
    this.filled = filled;
  }

  /** Takes note that the kernel has written here, and answers what is there: fewer bytes where memory is not mapped. */
  written(address: number, length: number): Uint8Array {
    const bytes = length > 0 ? this.read(address, Math.min(length, MOST_WRITTEN)) : new Uint8Array(0);
    if (bytes.length > 0) this.filled.push({ address, bytes });
    return bytes;
  }

  /** The same, decoded; a fault where not all of it can be read. */
  told(address: number, length: number, decode: (bytes: Uint8Array) => Value): Value {
    const bytes = this.written(address, length);
    return bytes.length < length ? fault(address) : decode(bytes);
  }

  /** What a command of fcntl(2) or ioctl(2) has written; undefined where it writes nothing. */
  commanded(
    written: { readonly size: number; readonly decode: (bytes: Uint8Array) => Value } | undefined,
    address: number,
  ): Value | undefined {
    return written === undefined ? undefined : this.told(address, written.size, written.decode);
  }

  /**
   * How many bytes the kernel has written where a value-result length in argument `position` limits them: what it used, but
   * no more than was offered (it may report more than it had room for: accept(2)).
   */
  room(position: number): number {
    const used = intAt(this.raw[position] ?? 0, this.read) ?? 0;
    return Math.max(0, Math.min(used, offeredLength(this.before[position]?.value) ?? used));
  }
}

/** A value-result length as it was before the call. */
function offeredLength(value: Value | undefined): number | null {
  if (typeof value !== 'object' || value === null || !('list' in value)) return null;
  const [length] = value.list;
  return typeof length === 'number' ? length : null;
}

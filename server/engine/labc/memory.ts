import type { Integer } from '#shared/labc/arithmetic';
import { storage, storageSize } from '#shared/labc/code';

/** Thrown by an access outside memory, a write to a string constant, or a full stack: the process gets SIGSEGV. */
export class MemoryFault extends Error {
  readonly address: Integer;
  readonly reason: 'outside' | 'constant' | 'stack';
  constructor(address: Integer, reason: 'outside' | 'constant' | 'stack') {
    super(`${reason}: ${String(address)}`);
    this.address = address;
    this.reason = reason;
  }
}

/**
 * A program's data as it lies in its process, little endian. Addresses are the process's; offsets count from `base`.
 * Remembers what has changed since it was last asked (the engine copies that over before a call), and which bytes were
 * ever written (a variable without a value shows as such).
 */
export class Memory {
  readonly bytes: Uint8Array;
  readonly base: number;
  private readonly view: DataView;
  private readonly written: Uint8Array;
  private readonly readOnly: { readonly from: number; readonly to: number };
  private dirtyFrom: number;
  private dirtyTo: number;

  constructor(bytes: Uint8Array, base: number, readOnly: { readonly from: number; readonly to: number }) {
    this.bytes = bytes;
    this.base = base;
    this.readOnly = readOnly;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.written = new Uint8Array(bytes.length);
    this.dirtyFrom = bytes.length;
    this.dirtyTo = 0;
  }

  copy(): Memory {
    const twin = new Memory(this.bytes.slice(), this.base, this.readOnly);
    twin.written.set(this.written);
    twin.dirtyFrom = this.dirtyFrom;
    twin.dirtyTo = this.dirtyTo;
    return twin;
  }

  holds(address: number, size: number): boolean {
    const offset = address - this.base;
    return offset >= 0 && offset + size <= this.bytes.length;
  }

  /** Offset of `size` bytes to be read. */
  readable(address: Integer, size: number): number {
    const offset = Number(address) - this.base;
    if (!(offset >= 0 && offset + size <= this.bytes.length)) throw new MemoryFault(address, 'outside');
    return offset;
  }

  /** Offset of `size` bytes that are about to be written: they count as changed from here on. */
  writable(address: Integer, size: number): number {
    const offset = this.readable(address, size);
    if (offset < this.readOnly.to && offset + size > this.readOnly.from) throw new MemoryFault(address, 'constant');
    this.mark(offset, offset + size);
    return offset;
  }

  mark(from: number, to: number): void {
    if (from < this.dirtyFrom) this.dirtyFrom = from;
    if (to > this.dirtyTo) this.dirtyTo = to;
    // For the few bytes of a scalar a loop is faster than fill().
    if (to - from > 16) this.written.fill(1, from, to);
    else for (let i = from; i < to; i++) this.written[i] = 1;
  }

  /** Bytes that the kernel has written: they have a value now, and the process has them already. */
  received(address: number, size: number): void {
    const from = Math.max(address - this.base, 0);
    this.written.fill(1, from, Math.max(Math.min(from + size, this.bytes.length), from));
  }

  forget(from: number, to: number): void {
    this.written.fill(0, from, to);
  }

  isWritten(offset: number): boolean {
    return this.written[offset] === 1;
  }

  takeDirty(): { readonly from: number; readonly to: number } | null {
    const { dirtyFrom: from, dirtyTo: to } = this;
    this.dirtyFrom = this.bytes.length;
    this.dirtyTo = 0;
    return from < to ? { from, to } : null;
  }

  load(kind: number, address: Integer): Integer {
    const { view } = this;
    const offset = this.readable(address, storageSize[kind] ?? 8);
    switch (kind) {
      case storage.i8:
        return view.getInt8(offset);
      case storage.u8:
      case storage.truth:
        return view.getUint8(offset);
      case storage.i16:
        return view.getInt16(offset, true);
      case storage.u16:
        return view.getUint16(offset, true);
      case storage.i32:
        return view.getInt32(offset, true);
      case storage.u32:
        return view.getUint32(offset, true);
      default: {
        const low = view.getUint32(offset, true);
        const high = kind === storage.i64 ? view.getInt32(offset + 4, true) : view.getUint32(offset + 4, true);
        const value = high * 0x100000000 + low;
        if (Number.isSafeInteger(value)) return value;
        return kind === storage.i64 ? view.getBigInt64(offset, true) : view.getBigUint64(offset, true);
      }
    }
  }

  store(kind: number, address: Integer, value: Integer): void {
    const { view } = this;
    const size = storageSize[kind] ?? 8;
    const offset = this.writable(address, size);
    if (size === 8) {
      if (typeof value === 'bigint') {
        view.setBigInt64(offset, BigInt.asIntN(64, value), true);
      } else {
        view.setInt32(offset, value | 0, true);
        view.setInt32(offset + 4, Math.floor(value / 0x100000000), true);
      }
    } else if (size === 4) view.setInt32(offset, Number(value), true);
    else if (size === 2) view.setInt16(offset, Number(value), true);
    else view.setInt8(offset, Number(value));
  }

  /** Copies like memmove(3). */
  move(to: Integer, from: Integer, size: number): void {
    const source = this.readable(from, size);
    const target = this.writable(to, size);
    this.bytes.copyWithin(target, source, source + size);
  }

  fill(address: Integer, value: number, size: number): void {
    const offset = this.writable(address, size);
    this.bytes.fill(value, offset, offset + size);
  }

  write(address: Integer, data: Uint8Array): void {
    this.bytes.set(data, this.writable(address, data.length));
  }

  /** The bytes of a C string, without its NUL. Throws where memory ends before it does. */
  string(address: Integer): Uint8Array {
    const start = this.readable(address, 1);
    const end = this.bytes.indexOf(0, start);
    if (end < 0) throw new MemoryFault(this.base + this.bytes.length, 'outside');
    return this.bytes.subarray(start, end);
  }
}

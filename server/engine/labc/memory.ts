import type { Integer } from '#shared/labc/arithmetic';
import { storage, storageSize } from '#shared/labc/code';
import type { MemoryWrite } from '#shared/labc/machine';
import { Region } from './region.ts';

/** Thrown by an access outside memory, a write to a string constant, or a full stack: the process gets SIGSEGV. */
export class MemoryFault extends Error {
  readonly address: Integer;
  readonly reason: 'outside' | 'constant' | 'stack' | 'code';
  constructor(address: Integer, reason: 'outside' | 'constant' | 'stack' | 'code') {
    super(`${reason}: ${String(address)}`);
    this.address = address;
    this.reason = reason;
  }
}

/**
 * A program's data as it lies in its process: the fixed part (variables and frames), and what the kernel has given it
 * since (brk and mmap). Addresses are the process's. Remembers what has changed since it was last asked (the engine copies
 * that over before a call), and which bytes were ever written (a variable without a value shows as such).
 */
export class Memory {
  readonly main: Region;
  private readonly readOnly: { readonly from: number; readonly to: number };
  private given: readonly Region[];
  private moved = 0;

  /** `readOnly`: offsets of the string constants in the fixed part. */
  constructor(main: Region, readOnly: { readonly from: number; readonly to: number }, given: readonly Region[] = []) {
    this.main = main;
    this.readOnly = readOnly;
    this.given = given;
  }

  copy(): Memory {
    return new Memory(
      this.main.copy(),
      this.readOnly,
      this.given.map((one) => one.copy()),
    );
  }

  /** How many bytes have been copied, filled and searched through since this was last asked: work that no instruction counts. */
  takeMoved(): number {
    const { moved } = this;
    this.moved = 0;
    return moved;
  }

  get base(): number {
    return this.main.base;
  }

  get bytes(): Uint8Array {
    return this.main.bytes;
  }

  /** The kernel has mapped `size` zero bytes there. */
  map(base: number, size: number): void {
    this.given = [...this.given, new Region(base, new Uint8Array(size))];
  }

  unmap(base: number): void {
    this.given = this.given.filter((one) => one.base !== base);
  }

  /** What was mapped at `base` is now `size` bytes long, and begins at `to`. */
  remap(base: number, to: number, size: number): void {
    this.given = this.given.map((one) => (one.base === base ? one.resized(to, size) : one));
  }

  /** Bytes that the kernel has given the program beside its fixed memory. */
  get givenSize(): number {
    return this.given.reduce((sum, one) => sum + one.bytes.length, 0);
  }

  holds(address: number, size: number): boolean {
    return this.find(address, size) !== undefined;
  }

  private find(address: number, size: number): Region | undefined {
    return this.main.holds(address, size) ? this.main : this.given.find((one) => one.holds(address, size));
  }

  /** The region of `size` bytes to be read. */
  private readable(address: Integer, size: number): Region {
    const region = this.find(Number(address), size);
    if (region === undefined) throw new MemoryFault(address, 'outside');
    return region;
  }

  /** The region of `size` bytes that are about to be written. */
  private writable(address: Integer, size: number): Region {
    const region = this.readable(address, size);
    const offset = Number(address) - region.base;
    const { from, to } = this.readOnly;
    if (region === this.main && offset < to && offset + size > from) throw new MemoryFault(address, 'constant');
    region.mark(offset, offset + size);
    return region;
  }

  /** `size` bytes, not to be changed. */
  read(address: Integer, size: number): Uint8Array {
    const region = this.readable(address, size);
    const offset = Number(address) - region.base;
    this.moved += size;
    return region.bytes.subarray(offset, offset + size);
  }

  /** From `address` to the end of what is mapped there, `most` bytes at the most. */
  readUpTo(address: Integer, most: number): Uint8Array {
    const region = this.readable(address, 1);
    const offset = Number(address) - region.base;
    return region.bytes.subarray(offset, offset + most);
  }

  /** Bytes that the kernel has written: they have a value now, and the process has them already. `bytes`: those bytes. */
  received(address: number, size: number, bytes?: Uint8Array): void {
    const region = this.find(address, 1);
    if (region === undefined || size <= 0) return;
    const from = address - region.base;
    const to = Math.min(from + size, region.bytes.length);
    if (bytes !== undefined) region.bytes.set(bytes.subarray(0, to - from), from);
    region.received(from, to);
  }

  /** `size` bytes that have no value (again). */
  forget(address: number, size: number): void {
    const region = this.find(address, 1);
    region?.forget(address - region.base, Math.min(address - region.base + size, region.bytes.length));
  }

  isWritten(address: number): boolean {
    const region = this.find(address, 1);
    return region !== undefined && region.isWritten(address - region.base);
  }

  takeWrites(): MemoryWrite[] {
    const writes: MemoryWrite[] = [];
    const take = (region: Region): void => {
      const dirty = region.takeDirty();
      if (dirty === null) return;
      writes.push({ address: region.base + dirty.from, bytes: region.bytes.subarray(dirty.from, dirty.to) });
    };
    take(this.main);
    for (const region of this.given) take(region);
    return writes;
  }

  load(kind: number, address: Integer): Integer {
    const region = this.readable(address, storageSize[kind] ?? 8);
    const { view } = region;
    const offset = Number(address) - region.base;
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
    const size = storageSize[kind] ?? 8;
    const region = this.writable(address, size);
    const { view } = region;
    const offset = Number(address) - region.base;
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
    const source = this.read(from, size);
    const region = this.writable(to, size);
    region.bytes.set(source, Number(to) - region.base);
  }

  /** Like move; what has no value in the one has none in the other. */
  copyWithValues(to: number, from: number, size: number): void {
    const without = Array.from({ length: size }, (_, i) => i).filter((i) => !this.isWritten(from + i));
    this.move(to, from, size);
    for (const i of without) this.forget(to + i, 1);
  }

  fill(address: Integer, value: number, size: number): void {
    const region = this.writable(address, size);
    const offset = Number(address) - region.base;
    this.moved += size;
    region.bytes.fill(value, offset, offset + size);
  }

  write(address: Integer, data: Uint8Array): void {
    const region = this.writable(address, data.length);
    this.moved += data.length;
    region.bytes.set(data, Number(address) - region.base);
  }

  /** The bytes of a C string, without its NUL. Throws where memory ends before it does. */
  string(address: Integer): Uint8Array {
    const rest = this.readUpTo(address, Infinity);
    const end = rest.indexOf(0);
    if (end < 0) throw new MemoryFault(Number(address) + rest.length, 'outside');
    this.moved += end;
    return rest.subarray(0, end);
  }
}

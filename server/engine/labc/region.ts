/** A stretch of a process's memory, little endian, that remembers what has changed and what was ever written. */
export class Region {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly base: number;
  private readonly written: Uint8Array;
  private dirtyFrom: number;
  private dirtyTo: number;

  constructor(base: number, bytes: Uint8Array) {
    this.base = base;
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.written = new Uint8Array(bytes.length);
    this.dirtyFrom = bytes.length;
    this.dirtyTo = 0;
  }

  copy(): Region {
    return this.resized(this.base, this.bytes.length);
  }

  /** The same contents at another address or of another length: what is new is zero, as the kernel gives it. */
  resized(base: number, length: number): Region {
    const bytes = new Uint8Array(length);
    bytes.set(this.bytes.subarray(0, length));
    const twin = new Region(base, bytes);
    twin.written.set(this.written.subarray(0, length));
    twin.dirtyFrom = Math.min(this.dirtyFrom, length);
    twin.dirtyTo = Math.min(this.dirtyTo, length);
    return twin;
  }

  holds(address: number, size: number): boolean {
    const offset = address - this.base;
    return offset >= 0 && offset + size <= this.bytes.length;
  }

  /** Offsets [from, to) are about to be written by the program: they count as changed from here on. */
  mark(from: number, to: number): void {
    if (from < this.dirtyFrom) this.dirtyFrom = from;
    if (to > this.dirtyTo) this.dirtyTo = to;
    // For the few bytes of a scalar a loop is faster than fill().
    if (to - from > 16) this.written.fill(1, from, to);
    else for (let i = from; i < to; i++) this.written[i] = 1;
  }

  /** Bytes that have a value now and that the process has already: the kernel wrote them. */
  received(from: number, to: number): void {
    this.written.fill(1, from, to);
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
}

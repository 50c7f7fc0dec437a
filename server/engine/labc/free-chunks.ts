/** The end of the heap, which free chunks that reach it become part of. */
export interface HeapEnd {
  top(): number;
  /** Lets a chunk become part of the end; returns the end's size. */
  toTop(address: number, size: number): number;
}

interface Chunk {
  readonly address: number;
  readonly size: number;
}

/** Blocks of one size that are put aside for the next malloc of that size: at most seven (glibc.malloc.tcache_count). */
const mostCached = 7;
const largestCached = 1040;
const largestFast = 128;

/**
 * The chunks that free() has got back. Small ones are put aside as they are, the last one first to be used again (glibc's
 * tcache, then its fast bins); others are joined with free neighbours, and the smallest that is large enough is used again.
 */
export class FreeChunks {
  private cached = new Map<number, readonly number[]>();
  private fast = new Map<number, readonly number[]>();
  private joined: readonly Chunk[] = [];

  copy(): FreeChunks {
    const twin = new FreeChunks();
    twin.cached = new Map(this.cached);
    twin.fast = new Map(this.fast);
    twin.joined = this.joined;
    return twin;
  }

  has(address: number): boolean {
    const aside = [...this.cached.values(), ...this.fast.values()];
    return aside.some((list) => list.includes(address)) || this.joined.some((one) => one.address === address);
  }

  /** Puts a chunk aside without joining it; false where it is too large, or too many of its size are there. */
  putAside(address: number, size: number): boolean {
    const cached = this.cached.get(size) ?? [];
    if (size <= largestCached && cached.length < mostCached) this.cached.set(size, [...cached, address]);
    else if (size <= largestFast) this.fast.set(size, [...(this.fast.get(size) ?? []), address]);
    else return false;
    return true;
  }

  takeCached(size: number): number | undefined {
    return takeLast(this.cached, size);
  }

  /** A chunk of at least `size` bytes: one put aside, else the smallest that fits, the oldest of them. */
  take(size: number): Chunk | undefined {
    const aside = takeLast(this.fast, size);
    if (aside !== undefined) return { address: aside, size };
    const fitting = this.joined.filter((one) => one.size >= size);
    const least = Math.min(...fitting.map((one) => one.size));
    const found = fitting.find((one) => one.size === least);
    if (found !== undefined) this.joined = this.joined.filter((one) => one !== found);
    return found;
  }

  /** The free chunk at `address`, if it has at least `least` bytes: its size. It is taken. */
  takeAt(address: number, least: number): number | undefined {
    const found = this.joined.find((one) => one.address === address && one.size >= least);
    if (found === undefined) return undefined;
    this.joined = this.joined.filter((one) => one !== found);
    return found.size;
  }

  add(address: number, size: number): void {
    this.joined = [...this.joined, { address, size }];
  }

  /** Joins a chunk with the free ones beside it, and with the heap's end; returns the size of what became of it. */
  join(address: number, size: number, end: HeapEnd): number {
    const before = this.joined.find((one) => one.address + one.size === address);
    const behind = this.joined.find((one) => one.address === address + size);
    this.joined = this.joined.filter((one) => one !== before && one !== behind);
    const from = before?.address ?? address;
    const whole = size + (before?.size ?? 0) + (behind?.size ?? 0);
    if (from + whole === end.top()) return end.toTop(from, whole);
    this.add(from, whole);
    return whole;
  }

  /** Joins the small ones too (malloc_consolidate); false where there were none. */
  consolidate(end: HeapEnd): boolean {
    const all = [...this.fast].flatMap(([size, list]) => list.map((address) => ({ address, size })));
    this.fast = new Map();
    for (const { address, size } of all) this.join(address, size, end);
    return all.length > 0;
  }
}

function takeLast(lists: Map<number, readonly number[]>, size: number): number | undefined {
  const list = lists.get(size) ?? [];
  const last = list.at(-1);
  if (last !== undefined) lists.set(size, list.slice(0, -1));
  return last;
}

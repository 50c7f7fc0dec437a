import type { LibraryHost, LibraryOutcome } from './library-host.ts';
import { AllocationFault, MemoryLimitFault } from './faults.ts';
import type { Integer } from '#shared/labc/arithmetic';
import { errnoNumbers } from '#shared/abi/errno';
import { hidden } from '#shared/labc/library-variables';
import { hasFailed } from './pending.ts';
import { FreeChunks } from './free-chunks.ts';

/**
 * malloc(3) as glibc 2.26 to 2.41 makes it (malloc/malloc.c): the same brk, mmap, mremap and munmap with the same sizes. Small blocks
 * come from a heap that one brk makes 132 KiB long at once; a block of 128 KiB or more that does not fit there is mapped by
 * itself, and freeing one raises that bound to its size. Sizes are of chunks: a block with its 8 or 16 bytes of bookkeeping.
 */
const headerBytes = 16;
const sizeField = 8;
const smallest = 32;
const page = 4096;
/** M_TOP_PAD (mallopt(3)): how much more than needed the heap grows. */
const topPad = 128 * 1024;
const largestThreshold = 32 * 1024 * 1024;
/** The table of freed blocks that glibc makes first (tcache_perthread_struct). */
const tcacheTable = 0x290;
/** A free chunk of this size makes glibc look whether the heap can shrink (FASTBIN_CONSOLIDATION_THRESHOLD). */
const worthTrimming = 65_536;
/** Lab C's own bound on what a program may ask for, in bytes. */
export const mostMemory = 16 * 1024 * 1024;

const PROT_READ_WRITE = 3;
const MAP_PRIVATE_ANONYMOUS = 0x22;
const MREMAP_MAYMOVE = 1;
const GRND_NONBLOCK = 1;

const chunkSize = (bytes: number): number => Math.max(smallest, Math.ceil((bytes + sizeField) / 16) * 16);
const pages = (bytes: number): number => Math.ceil(bytes / page) * page;

/** Goes on with a block's address; 0 where there was no memory (errno is ENOMEM). */
type Then = (host: LibraryHost, address: number) => Integer | LibraryOutcome;

/** What malloc knows of a program's memory. Addresses are of chunks, 16 bytes before the block that the program gets. */
export class Heap {
  private started = false;
  private start = 0;
  /** The chunk at the heap's end, from which blocks are cut. */
  private top = 0;
  private topSize = 0;
  private mmapThreshold = 128 * 1024;
  private trimThreshold = 128 * 1024;
  /** Blocks in use within the heap, and those mapped by themselves: sizes by address. */
  private readonly used = new Map<number, number>();
  private readonly mapped = new Map<number, number>();
  private readonly freed = new FreeChunks();

  copy(): Heap {
    const twin = new Heap();
    Object.assign(twin, this, {
      used: new Map(this.used),
      mapped: new Map(this.mapped),
      freed: this.freed.copy(),
    });
    return twin;
  }

  /** `cached`: take a block that free() has put aside for its size; calloc does not (malloc/malloc.c). */
  malloc(host: LibraryHost, bytes: number, then: Then, cached = true): Integer | LibraryOutcome {
    if (!this.started) return this.begin(host, (next) => next.heap.malloc(next, bytes, then, cached));
    const size = chunkSize(bytes);
    const again = cached ? this.freed.takeCached(size) : undefined;
    if (again !== undefined) return this.give(host, again, size, then);
    const found = this.freed.take(size);
    if (found !== undefined) {
      this.keepRest(found.address, found.size, size);
      return this.give(host, found.address, this.used.get(found.address) ?? size, then);
    }
    return this.fromTop(host, size, then);
  }

  private fromTop(host: LibraryHost, size: number, then: Then): Integer | LibraryOutcome {
    if (this.topSize >= size + smallest) return this.cut(host, size, then);
    if (this.freed.consolidate(this.neighbours())) {
      const found = this.freed.take(size);
      if (found !== undefined) {
        this.keepRest(found.address, found.size, size);
        return this.give(host, found.address, this.used.get(found.address) ?? size, then);
      }
      if (this.topSize >= size + smallest) return this.cut(host, size, then);
    }
    if (size >= this.mmapThreshold) return this.map(host, size, then);
    return this.grow(host, pages(size + topPad + smallest - this.topSize), (next, grown) =>
      grown ? next.heap.cut(next, size, then) : noMemory(next, then),
    );
  }

  private cut(host: LibraryHost, size: number, then: Then): Integer | LibraryOutcome {
    const address = this.top;
    this.top += size;
    this.topSize -= size;
    return this.give(host, address, size, then);
  }

  private give(host: LibraryHost, address: number, size: number, then: Then): Integer | LibraryOutcome {
    this.used.set(address, size);
    host.memory.forget(address + headerBytes, size - headerBytes + sizeField);
    return then(host, address + headerBytes);
  }

  /** What is left of a free chunk of `whole` bytes behind one of `size`. */
  private keepRest(address: number, whole: number, size: number): void {
    const rest = whole - size;
    this.used.set(address, rest >= smallest ? size : whole);
    if (rest >= smallest) this.freed.add(address + size, rest);
  }

  /** The first call of all: random bytes to mark freed blocks with, where the heap begins, and the heap itself. */
  private begin(host: LibraryHost, next: (host: LibraryHost) => Integer | LibraryOutcome): LibraryOutcome {
    this.started = true;
    const key = host.memory.base + hidden.mallocKey;
    return {
      kind: 'syscall',
      call: 'getrandom',
      args: [key, 8, GRND_NONBLOCK],
      fills: [{ kind: 'fixed', address: key, size: 8, when: 'success' }],
      result: () => ({
        kind: 'syscall',
        call: 'brk',
        args: [0],
        result: (at, asked) => {
          asked.heap.start = asked.heap.top = at;
          return asked.heap.grow(asked, pages(tcacheTable + topPad + smallest), (grown, done) => {
            if (done) {
              grown.heap.top += tcacheTable;
              grown.heap.topSize -= tcacheTable;
            }
            return next(grown);
          });
        },
      }),
    };
  }

  private get end(): number {
    return this.top + this.topSize;
  }

  /** Moves the heap's end (brk(2)); a negative `by` gives memory back. */
  private grow(
    host: LibraryHost,
    by: number,
    then: (host: LibraryHost, done: boolean) => Integer | LibraryOutcome,
  ): LibraryOutcome {
    refuseTooMuch(host, by);
    const wanted = this.end + by;
    return {
      kind: 'syscall',
      call: 'brk',
      args: [wanted],
      result: (end, next) => {
        const { heap, memory } = next;
        if (end !== wanted) return then(next, false);
        if (heap.end === heap.start) memory.map(heap.start, by);
        else memory.remap(heap.start, heap.start, end - heap.start);
        heap.topSize += by;
        return then(next, true);
      },
    };
  }

  private map(host: LibraryHost, size: number, then: Then): LibraryOutcome {
    const length = pages(size + sizeField);
    refuseTooMuch(host, length);
    return {
      kind: 'syscall',
      call: 'mmap',
      args: [0, length, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0],
      result: (base, next) => {
        if (hasFailed(base)) return noMemory(next, then);
        next.memory.map(base, length);
        next.heap.mapped.set(base, length);
        return then(next, base + headerBytes);
      },
    };
  }

  /** Bytes that a block can hold; aborts the program as glibc does where it is none. */
  capacity(address: number, what: string): number {
    const chunk = address - headerBytes;
    const mapped = this.mapped.get(chunk);
    if (mapped !== undefined) return mapped - headerBytes;
    const size = this.used.get(chunk);
    if (size !== undefined) return size - sizeField;
    if (this.freed.has(chunk)) throw new AllocationFault(`gives ${what} memory that was given back already`);
    throw new AllocationFault(`gives ${what} a pointer that malloc did not make`);
  }

  isMapped(address: number): boolean {
    return this.mapped.has(address - headerBytes);
  }

  free(host: LibraryHost, address: number): Integer | LibraryOutcome {
    this.capacity(address, 'free');
    const chunk = address - headerBytes;
    const length = this.mapped.get(chunk);
    if (length !== undefined) return this.unmap(chunk, length);
    const size = this.used.get(chunk) ?? 0;
    this.used.delete(chunk);
    return this.release(host, chunk, size);
  }

  private release(host: LibraryHost, chunk: number, size: number): Integer | LibraryOutcome {
    if (this.freed.putAside(chunk, size)) return 0;
    const joined = this.freed.join(chunk, size, this.neighbours());
    if (joined < worthTrimming) return 0;
    this.freed.consolidate(this.neighbours());
    if (this.topSize < this.trimThreshold) return 0;
    const extra = Math.floor((this.topSize - smallest - 1 - topPad) / page) * page;
    return extra > 0 ? this.grow(host, -extra, () => 0) : 0;
  }

  /** The end of the heap, as what lies beside the chunks: free chunks that reach it become part of it. */
  private neighbours() {
    return {
      top: (): number => this.top,
      toTop: (address: number, size: number): number => {
        this.top = address;
        this.topSize += size;
        return this.topSize;
      },
    };
  }

  private unmap(base: number, length: number): LibraryOutcome {
    if (length > this.mmapThreshold && length <= largestThreshold) {
      this.mmapThreshold = length;
      this.trimThreshold = 2 * length;
    }
    return {
      kind: 'syscall',
      call: 'munmap',
      args: [base, length],
      result: (_, { heap, memory }) => {
        heap.mapped.delete(base);
        memory.unmap(base);
        return 0;
      },
    };
  }

  /** A larger or smaller block with the same contents. */
  realloc(host: LibraryHost, address: number, bytes: number): Integer | LibraryOutcome {
    const held = this.capacity(address, 'realloc');
    const chunk = address - headerBytes;
    const size = chunkSize(bytes);
    if (this.mapped.has(chunk)) return this.remap(host, chunk, pages(size + sizeField));
    const old = held + sizeField;
    if (old >= size) return this.shrink(host, chunk, old, size);
    if (chunk + old === this.top && old + this.topSize >= size + smallest) {
      this.top += size - old;
      this.topSize -= size - old;
      this.used.set(chunk, size);
      return address;
    }
    const behind = this.freed.takeAt(chunk + old, size - old);
    if (behind !== undefined) {
      this.keepRest(chunk, old + behind, size);
      return address;
    }
    const move: Then = (next, to) => {
      if (to === 0) return 0;
      next.memory.copyWithValues(to, address, held);
      return afterwards(next.heap.free(next, address), to);
    };
    return this.malloc(host, bytes, move, false);
  }

  private shrink(host: LibraryHost, chunk: number, old: number, size: number): Integer | LibraryOutcome {
    const address = chunk + headerBytes;
    if (old - size < smallest) return address;
    this.used.set(chunk, size);
    return afterwards(this.release(host, chunk + size, old - size), address);
  }

  private remap(host: LibraryHost, base: number, length: number): Integer | LibraryOutcome {
    const old = this.mapped.get(base) ?? 0;
    if (old === length) return base + headerBytes;
    refuseTooMuch(host, length - old);
    return {
      kind: 'syscall',
      call: 'mremap',
      args: [base, old, length, MREMAP_MAYMOVE],
      result: (to, next) => {
        if (hasFailed(to)) return noMemory(next, () => 0);
        next.memory.remap(base, to, length);
        next.heap.mapped.delete(base);
        next.heap.mapped.set(to, length);
        return to + headerBytes;
      },
    };
  }
}

function refuseTooMuch(host: LibraryHost, more: number): void {
  if (more > 0 && host.memory.givenSize + more > mostMemory) throw new MemoryLimitFault(mostMemory);
}

function noMemory(host: LibraryHost, then: Then): Integer | LibraryOutcome {
  host.setErrno(errnoNumbers['ENOMEM'] ?? 0);
  return then(host, 0);
}

/** `value`, once what is left to be asked of the kernel has been. */
function afterwards(told: Integer | LibraryOutcome, value: number): Integer | LibraryOutcome {
  if (typeof told !== 'object' || told.kind !== 'syscall') return value;
  return { ...told, result: (raw, host) => afterwards(told.result(raw, host), value) };
}

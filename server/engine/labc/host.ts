import { storage } from '#shared/labc/code';
import { hidden } from '#shared/labc/library-variables';
import { alignUp } from '#shared/labc/types';
import type { Heap } from './heap.ts';
import type { LibraryHost } from './library-host.ts';
import type { Memory } from './memory.ts';

/** The machine as library functions see it. */
export class Host implements LibraryHost {
  readonly memory: Memory;
  readonly heap: Heap;
  /** Offset behind the running function's frame, and what a library function has put there. */
  top = 0;

  constructor(memory: Memory, heap: Heap) {
    this.memory = memory;
    this.heap = heap;
  }

  scratch(bytes: Uint8Array): number {
    const address = this.memory.base + this.top;
    this.memory.write(address, bytes);
    this.top = alignUp(this.top + bytes.length, 16);
    return address;
  }

  get errno(): number {
    return Number(this.memory.load(storage.i32, this.memory.base + hidden.errno));
  }

  setErrno(number: number): void {
    this.memory.store(storage.i32, this.memory.base + hidden.errno, number);
  }
}

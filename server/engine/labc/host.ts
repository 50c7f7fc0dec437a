import { storage } from '#shared/labc/code';
import { hidden } from '#shared/labc/unit';
import type { LibraryHost } from './library.ts';
import type { Memory } from './memory.ts';

/** The machine as library functions see it. */
export class Host implements LibraryHost {
  readonly memory: Memory;
  /** Offset behind the running function's frame. */
  top = 0;

  constructor(memory: Memory) {
    this.memory = memory;
  }

  scratch(bytes: Uint8Array): number {
    const address = this.memory.base + this.top;
    this.memory.write(address, bytes);
    return address;
  }

  get errno(): number {
    return Number(this.memory.load(storage.i32, this.memory.base + hidden.errno));
  }

  setErrno(number: number): void {
    this.memory.store(storage.i32, this.memory.base + hidden.errno, number);
  }
}

import type { Filled } from './after.ts';

/**
 * Copies what the kernel has written into a copy of the caller's memory that begins at address `base`. Memory that the copy
 * does not have (mmap(2)'s, a wild pointer's target) is passed over.
 */
export function bringUpToDate(memory: Uint8Array, base: number, filled: readonly Filled[]): void {
  for (const { address, bytes } of filled) {
    const from = Math.max(address, base);
    const to = Math.min(address + bytes.length, base + memory.length);
    if (from < to) memory.set(bytes.subarray(from - address, to - address), from - base);
  }
}

import { readFileSync } from 'node:fs';
import type { Filled } from '../after.ts';
import type { ReadMemory } from '../memory.ts';

/** A copy of a process's own writable memory: its data, heap and stack. */
export type Snapshot = readonly { readonly address: number; readonly bytes: Uint8Array }[];

const MOST_STACK = 0x1_0000;

/**
 * Reads it from /proc/PID/maps (proc(5)). Anonymous maps are left out: the C library's own data lie there, and the kernel
 * writes into them at any time (rseq). Of the stack, as much as a small program uses.
 */
export function memoryOf(pid: number, read: ReadMemory): Snapshot {
  const lines = readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n');
  return lines.flatMap((line) => {
    const [, from = '', to = '', name = ''] = /^([0-9a-f]+)-([0-9a-f]+) rw.. \S+ \S+ \S+\s+(.*)$/.exec(line) ?? [];
    if (name === '' || name.startsWith('/usr/lib') || name.startsWith('/lib')) return [];
    const end = Number.parseInt(to, 16);
    const start = Math.max(Number.parseInt(from, 16), end - MOST_STACK);
    return [{ address: start, bytes: read(start, end - start) }];
  });
}

/** Where memory has changed since, outside what a decoder said that the kernel had filled. */
export function changes(
  before: Snapshot,
  filled: readonly Filled[],
  read: ReadMemory,
): { readonly address: number; readonly length: number }[] {
  const found: { address: number; length: number }[] = [];
  for (const { address, bytes } of before) {
    const now = Buffer.from(read(address, bytes.length));
    for (const fill of filled) {
      const from = Math.max(fill.address, address);
      const to = Math.min(fill.address + fill.bytes.length, address + bytes.length);
      if (from < to) Buffer.from(bytes).copy(now, from - address, from - address, to - address);
    }
    if (now.equals(bytes)) continue;
    for (let i = 0; i < now.length; i++) {
      if (now[i] === bytes[i]) continue;
      const last = found.at(-1);
      if (last !== undefined && last.address + last.length === address + i) last.length++;
      else found.push({ address: address + i, length: 1 });
    }
  }
  return found;
}

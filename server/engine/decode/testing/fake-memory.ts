import type { ReadMemory } from '../memory.ts';

/** Numbers as they lie in memory, little endian. */
export const u16 = (value: number): number[] => [value & 255, (value >> 8) & 255];
export const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(value >>> 16)];
export const u64 = (value: number): number[] => [...u32(value >>> 0), ...u32(Math.floor(value / 0x1_0000_0000) >>> 0)];
export const text = (value: string): number[] => [...new TextEncoder().encode(value)];

/** A process's memory: what lies at which address, and nothing elsewhere. Reading stops where a piece ends. */
export const memory =
  (pieces: Readonly<Record<number, readonly number[]>>): ReadMemory =>
  (address, length) => {
    for (const [start, bytes] of Object.entries(pieces)) {
      const offset = address - Number(start);
      if (offset >= 0 && offset < bytes.length) return Uint8Array.from(bytes.slice(offset, offset + length));
    }
    return new Uint8Array(0);
  };

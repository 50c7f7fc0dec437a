import { alignUp } from '#shared/labc/types';
import type { Memory } from './memory.ts';

/** Behind data and arguments at least half of the memory is the stack's. */
const largestEnd = (memorySize: number): number => memorySize / 2;

const bytesFor = (argv: readonly string[]): number =>
  argv.reduce((sum, text) => sum + new TextEncoder().encode(text).length + 1, 0);

/** Whether a program with so much data has room for this command line. */
export const argumentsFit = (memorySize: number, dataBytes: number, argv: readonly string[]): boolean =>
  dataBytes + bytesFor(argv) + 8 * (argv.length + 1) + 24 <= largestEnd(memorySize);

/** Puts the command line behind the data: the texts, then argv with its closing NULL. `end`: where free memory begins. */
export function layOutArguments(
  memory: Memory,
  start: number,
  argv: readonly string[],
): { readonly end: number; readonly address: number } {
  const texts = argv.map((text) => new TextEncoder().encode(`${text}\0`));
  const bytes = texts.reduce((sum, text) => sum + text.length, 0);
  const table = alignUp(start + bytes, 8);
  const end = alignUp(table + 8 * (argv.length + 1), 16);
  if (end > largestEnd(memory.bytes.length)) throw new Error('the command line is larger than half the memory');
  let offset = start;
  texts.forEach((text, index) => {
    memory.write(memory.base + offset, text);
    memory.store(7, memory.base + table + 8 * index, memory.base + offset);
    offset += text.length;
  });
  memory.store(7, memory.base + table + 8 * argv.length, 0);
  return { end, address: memory.base + table };
}

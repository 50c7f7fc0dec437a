import { alignUp } from '#shared/labc/types';
import type { Memory } from './memory.ts';

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
  if (end > memory.bytes.length / 2) throw new Error('the command line is larger than half the memory');
  let offset = start;
  texts.forEach((text, index) => {
    memory.write(memory.base + offset, text);
    memory.store(7, memory.base + table + 8 * index, memory.base + offset);
    offset += text.length;
  });
  memory.store(7, memory.base + table + 8 * argv.length, 0);
  return { end, address: memory.base + table };
}

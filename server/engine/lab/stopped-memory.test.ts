import { describe, expect, it } from 'vitest';
import { StoppedMemory } from './stopped-memory.ts';

/** Memory from 100 on that counts how often it is read. */
function processOf(...content: number[]): {
  content: number[];
  reads: number;
  read: (at: number, n: number) => Uint8Array;
} {
  return {
    content,
    reads: 0,
    read(address, length) {
      this.reads++;
      return Uint8Array.from(this.content.slice(address - 100, address - 100 + length));
    },
  };
}

describe('the memory of a process that stands still', () => {
  it('is read once, however often it is asked for', () => {
    const process = processOf(1, 2, 3, 4);
    const memory = new StoppedMemory(process);
    expect([...memory.read(100, 3)]).toEqual([1, 2, 3]);
    expect([...memory.read(100, 3)]).toEqual([1, 2, 3]);
    expect([...memory.read(100, 2)]).toEqual([1, 2]);
    expect(process.reads).toBe(1);
  });

  it('is read again where more of it, or another part, is asked for', () => {
    const process = processOf(1, 2, 3, 4);
    const memory = new StoppedMemory(process);
    memory.read(100, 2);
    expect([...memory.read(100, 4)]).toEqual([1, 2, 3, 4]);
    expect([...memory.read(102, 2)]).toEqual([3, 4]);
    expect(process.reads).toBe(3);
  });

  it('is another after the process has run', () => {
    const process = processOf(1, 2);
    const memory = new StoppedMemory(process);
    memory.read(100, 2);
    process.content = [8, 9];
    memory.forget();
    expect([...memory.read(100, 2)]).toEqual([8, 9]);
  });

  it('tells of an unmapped part with fewer bytes', () => {
    const memory = new StoppedMemory(processOf(1, 2));
    expect([...memory.read(101, 4)]).toEqual([2]);
    expect([...memory.read(101, 4)]).toEqual([2]);
  });
});

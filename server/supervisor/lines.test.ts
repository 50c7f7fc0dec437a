import { describe, expect, it } from 'vitest';
import { LineSplitter } from './lines.ts';

describe('LineSplitter', () => {
  it('cuts at newlines, wherever the chunks end, also inside a character', () => {
    const text = 'first\nzweité\n\nlast\nrest';
    for (let size = 1; size <= text.length; size += 1) {
      const bytes = Buffer.from(text);
      const splitter = new LineSplitter(100);
      const lines: string[] = [];
      for (let at = 0; at < bytes.length; at += size)
        lines.push(...(splitter.push(bytes.subarray(at, at + size)) ?? ['!']));
      expect(lines).toEqual(['first', 'zweité', '', 'last']);
    }
  });

  it('gives up on a line that is too long, whole or in pieces', () => {
    expect(new LineSplitter(4).push(Buffer.from('12345\n'))).toBeNull();
    const splitter = new LineSplitter(4);
    expect(splitter.push(Buffer.from('123'))).toEqual([]);
    expect(splitter.push(Buffer.from('45'))).toBeNull();
    expect(new LineSplitter(4).push(Buffer.from('1234\n1234\n'))).toEqual(['1234', '1234']);
  });
});

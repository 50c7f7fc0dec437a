import { describe, expect, it } from 'vitest';
import { linksOf, relationOf } from './paint-links.ts';

const links = linksOf({ seq: 51, causes: [40, 41], effects: [54, 55, 68] });
const call = { kind: 'call', from: 51, to: 68 } as const;

describe('bars that belong to what is pointed at', () => {
  it('by their beginning or their end', () => {
    expect(relationOf(call, links)).toBe('self');
    expect(relationOf({ ...call, from: 33 }, links)).toBe('effect');
    expect(relationOf({ kind: 'packet', from: 30, to: 41 }, links)).toBe('cause');
    expect(relationOf({ kind: 'packet', from: 90, to: null }, links)).toBeNull();
  });

  it('a state by its beginning alone: its end is the next one’s', () => {
    expect(relationOf({ kind: 'state', from: 20, to: 54 }, links)).toBeNull();
    expect(relationOf({ kind: 'state', from: 54, to: 65 }, links)).toBe('effect');
  });
});

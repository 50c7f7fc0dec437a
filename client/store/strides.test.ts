import { describe, expect, it } from 'vitest';
import type { LabEvent } from '#shared/events/event';
import { strideFrom, type Stride } from './strides.ts';

const kinds = [
  'lab.start',
  'scene.enter',
  'gate.release',
  'syscall.enter',
  'socket.open',
  'syscall.exit',
  'marker',
] as const;
const log = {
  missingUpTo: 0,
  head: { seq: kinds.length },
  event: (seq: number) => ({ kind: kinds[seq - 1] }) as LabEvent,
};

describe('strides', () => {
  it.each<[Stride, readonly number[]]>([
    ['event', [1, 2, 3, 4, 5, 6, 7]],
    ['call', [4, 6]],
    ['mark', [2, 7]],
  ])('by %s', (by, seqs) => {
    const forward: number[] = [];
    for (let at = strideFrom(log, 0, by, 1); at !== null; at = strideFrom(log, at, by, 1)) forward.push(at);
    expect(forward).toEqual(seqs);
    const back: number[] = [];
    for (let at = strideFrom(log, 8, by, -1); at !== null; at = strideFrom(log, at, by, -1)) back.unshift(at);
    expect(back).toEqual(seqs);
  });

  it('end where the page holds no more of the log', () => {
    expect(strideFrom({ ...log, missingUpTo: 4 }, 6, 'call', -1)).toBeNull();
    expect(strideFrom({ ...log, missingUpTo: 4 }, 6, 'event', -1)).toBe(5);
  });
});

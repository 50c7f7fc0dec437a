import { describe, expect, it } from 'vitest';
import type { LabEvent } from '#shared/events/event';
import { applyEvent } from '#shared/model/apply';
import { initialState } from '#shared/model/initial';
import { stopsOf } from '#shared/model/stops';
import { LabLog } from './lab-log.ts';
import { LogBook } from './log-book.ts';

const open = (seq: number, gate: string): LabEvent => ({
  seq,
  t: seq,
  source: 'lab',
  kind: 'gate.open',
  gate,
  holds: 'program.line',
  ref: 1,
});
const release = (seq: number, gate: string): LabEvent => ({
  seq,
  t: seq,
  source: 'user',
  kind: 'gate.release',
  gate,
  by: 'presenter',
});

const story: LabEvent[] = [
  open(1, 'g1'),
  open(2, 'g2'),
  release(3, 'g1'),
  open(4, 'g3'),
  release(5, 'g2'),
  release(6, 'g3'),
  open(7, 'g4'),
];

describe('LabLog', () => {
  it('takes what follows, passes over what it has, refuses a hole', () => {
    const log = new LabLog();
    expect(log.append(story.slice(0, 3))).toBe(true);
    expect(log.append(story.slice(1, 5))).toBe(true);
    expect([...log.events].map((event) => event.seq)).toEqual([1, 2, 3, 4, 5]);
    expect(log.append(story.slice(6))).toBe(false);
    expect(log.head.seq).toBe(5);
    expect(log.append(story.slice(5))).toBe(true);
    expect(log.head.seq).toBe(7);
  });

  it('knows the stops that the model finds, one batch at a time', () => {
    const log = new LabLog();
    for (const event of story) log.append([event]);
    expect([...log.stops, log.head.seq]).toEqual(stopsOf(story));
    expect(log.stops).toEqual([2, 4]);
  });

  it('has its lines from the beginning, however long it is', () => {
    const log = new LabLog();
    const markers = Array.from({ length: 30_000 }, (_, i): LabEvent => {
      return { seq: i + 1, t: i, kind: 'marker', source: 'user', label: 'm' };
    });
    log.append(markers);
    expect(log.isBehind).toBe(false);
    expect(log.book(LogBook).count('all')).toBe(30_000);
    log.reset();
    expect(log.book(LogBook).count('all')).toBe(0);
    log.append(markers.slice(0, 7));
    expect(log.book(LogBook).count('essential')).toBe(7);
  });

  it('begins at a snapshot and is whole once history came', () => {
    const base = story.slice(0, 4).reduce(applyEvent, initialState);
    const log = new LabLog();
    log.reset(base);
    log.append(story.slice(4));
    expect(log.missingUpTo).toBe(4);
    expect(log.stateAt(2)).toEqual(base);
    expect(log.prepend(story.slice(0, 3))).toBe(false);
    expect(log.prepend(story.slice(0, 4))).toBe(true);
    expect(log.missingUpTo).toBe(0);
    expect(log.stateAt(2).gates.map((gate) => gate.id)).toEqual(['g1', 'g2']);
    expect(log.stops).toEqual([2, 4]);
    expect(log.head).toEqual(story.reduce(applyEvent, initialState));
  });
});

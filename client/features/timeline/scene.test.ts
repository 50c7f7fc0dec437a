import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LabLog } from '../../store/lab-log.ts';
import { tcpEchoLog } from '../stage/testing/tcp-echo-log.ts';
import type { Camera } from './camera.ts';
import { LaneBook } from './lane-book.ts';
import { lanesOf } from './lanes.ts';
import { sceneOf, type Scene } from './scene.ts';
import { UNIT } from './scale.ts';
import { fuzz } from '#shared/base/testing/fuzz';

const { events } = tcpEchoLog();

function logOf(count = events.length): LabLog {
  const log = new LabLog();
  log.book(LaneBook);
  log.append(events.slice(0, count));
  return log;
}

const camera: Camera = { left: 0, scale: UNIT, width: 4000 };

function sceneAt(log: LabLog, seq: number, seen = camera): Scene {
  const book = log.book(LaneBook);
  const lanes = lanesOf(log.head.lab, book.children);
  return sceneOf(book, lanes, { stops: log.stops, head: log.head.seq }, log.stateAt(seq), seen);
}

describe('the timeline’s picture', () => {
  it('is the same whether one jumps to a moment or plays up to it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: events.length }), { minLength: 1, maxLength: 8 }), (seqs) => {
        const log = logOf();
        // Played: one after the other. Jumped: there and back in any order, on another copy of the log.
        const played = Array.from({ length: events.length + 1 }, (_, seq) => sceneAt(log, seq));
        const other = logOf();
        for (const seq of seqs) expect(sceneAt(other, seq)).toEqual(played[seq]);
      }),
      fuzz(10),
    );
  });

  it('of a log that grew while it was watched is that of a log that came at once', () => {
    const grown = new LabLog();
    grown.book(LaneBook);
    for (const event of events) grown.append([event]);
    expect(sceneAt(grown, 20)).toEqual(sceneAt(logOf(), 20));
  });

  it('shows a held call as held, and the accent on what happens now', () => {
    const log = logOf();
    const gate = events.find((event) => event.kind === 'gate.open' && event.holds === 'syscall.enter');
    const scene = sceneAt(log, gate?.seq ?? 0);
    expect(scene.bars.filter((bar) => bar.held).map((bar) => bar.bar.kind)).toContain('call');
    const packet = events.find((event) => event.kind === 'packet.held');
    const held = sceneAt(log, packet?.seq ?? 0);
    expect(held.bars.filter((bar) => bar.now).map((bar) => bar.bar.kind)).toEqual(['packet']);
    expect(held.futureTo).not.toBeNull();
    expect(sceneAt(log, events.length).futureTo).toBeNull();
  });

  it('draws what is in view only, and a crowd as density when there is no room for bars', () => {
    const log = logOf();
    const narrow = sceneAt(log, 10, { left: 2, scale: UNIT, width: UNIT });
    expect(narrow.bars.length).toBeGreaterThan(0);
    expect(narrow.bars.length).toBeLessThan(sceneAt(log, 10).bars.length);
    const crowded = sceneAt(log, 10, { left: 0, scale: 1, width: 40 });
    expect(crowded.crowds.length).toBeGreaterThan(0);
    expect(crowded.ticks.length).toBeLessThan(2);
    // Nothing is lost in it: the buckets of a lane hold as many as begin there.
    const calls = crowded.crowds.filter(({ lane }) => lane.id === 'call-server');
    const begun = logOf().book(LaneBook).tracks('call-server')[0]?.length;
    expect(calls.reduce((sum, { count }) => sum + count, 0)).toBe(begun);
  });
});

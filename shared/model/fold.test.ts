import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { LabEvent } from '../events/event.ts';
import { applyEvent } from './apply.ts';
import { foldEvents } from './fold.ts';
import { initialState } from './initial.ts';
import { recordedLessons, recordingOf } from './testing/recordings.ts';
import { tcpEcho } from './testing/tcp-echo.ts';
import { unixEcho } from './testing/unix-echo.ts';

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value)) deepFreeze(part);
}

describe.each([
  ['tcp-echo', tcpEcho().log],
  ['unix-echo', unixEcho(() => undefined).log],
])('%s folded in one go', (_name, log) => {
  it('is what it is event by event, keys in the same order, and leaves alone what was there before', () => {
    fc.assert(
      fc.property(fc.nat({ max: log.length }), fc.nat({ max: log.length }), (one, other) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        const before = log.slice(0, from).reduce(applyEvent, initialState);
        // A change of anything in it throws.
        deepFreeze(before);
        const byOne = log.slice(from, to).reduce(applyEvent, before);
        expect(JSON.stringify(foldEvents(before, log.slice(from, to)))).toBe(JSON.stringify(byOne));
      }),
    );
  });

  it('hands out a state that later folds do not change', () => {
    const half = foldEvents(initialState, log.slice(0, log.length >> 1));
    const written = JSON.stringify(half);
    foldEvents(half, log.slice(log.length >> 1));
    expect(JSON.stringify(half)).toBe(written);
  });
});

// A page folds what one message brings: two or three events, or all of them.
test.each([3, 7, Infinity])('every recording comes to the same %d events at a time as one by one', (size) => {
  for (const lesson of recordedLessons) {
    const log = recordingOf(lesson);
    let byOne = initialState;
    let inOne = initialState;
    for (let from = 0; from < log.length; from += size) {
      const some = log.slice(from, from + size);
      byOne = some.reduce(applyEvent, byOne);
      inOne = foldEvents(inOne, some);
      // Its words are made where it fails: they are long.
      if (!isDeepStrictEqual(inOne, byOne)) expect(inOne, `${lesson}, events ${from + 1} and on`).toEqual(byOne);
    }
  }
});

test('events in any order, repeated or missing, come to the same in one go as one by one', () => {
  const nothing: LabEvent = { seq: 1, t: 0, kind: 'marker', source: 'user', label: '' };
  const pool = [...tcpEcho().log, ...unixEcho(() => undefined).log];
  // Few sockets and packets of many, so that those which are over have to go.
  const many = (event: LabEvent, by: number): LabEvent => {
    const rename = (key: string, value: unknown): unknown =>
      (key === 'socket' || key === 'packet') && typeof value === 'string' ? `${value}x${by}` : value;
    return JSON.parse(JSON.stringify(event, rename)) as LabEvent;
  };
  const picks = fc.array(fc.tuple(fc.nat({ max: pool.length - 1 }), fc.nat({ max: 40 })), {
    maxLength: 600,
    size: 'max',
  });
  fc.assert(
    fc.property(picks, fc.nat({ max: 600 }), (chosen, cut) => {
      const events = chosen.map(([pick, by], i) => ({ ...many(pool[pick] ?? nothing, by), seq: i + 1 }));
      const byOne = events.reduce(applyEvent, initialState);
      const half = foldEvents(initialState, events.slice(0, cut));
      expect(JSON.stringify(foldEvents(half, events.slice(cut)))).toBe(JSON.stringify(byOne));
    }),
    { numRuns: 60 },
  );
});

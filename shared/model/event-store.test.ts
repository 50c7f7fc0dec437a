import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventStore } from './event-store.ts';
import { tcpEcho } from './testing/tcp-echo.ts';

const { log } = tcpEcho();

describe('EventStore', () => {
  it('hands out what it was given, packed or not, from anywhere, in any order', () => {
    fc.assert(
      fc.property(
        fc.record({
          chunk: fc.integer({ min: 1, max: 20 }),
          recent: fc.nat({ max: 60 }),
          unpacked: fc.integer({ min: 1, max: 3 }),
        }),
        fc.array(fc.tuple(fc.nat({ max: log.length + 5 }), fc.nat({ max: 50 })), { maxLength: 20 }),
        fc.boolean(),
        (options, asked, withText) => {
          const store = new EventStore(options);
          for (const event of log) store.push(event, withText ? JSON.stringify(event) : null);
          expect(store.length).toBe(log.length);
          expect([...store]).toEqual(log);
          for (const [from, count] of asked) {
            expect(store.at(from)).toEqual(log[from]);
            expect(store.slice(from, from + count)).toEqual(log.slice(from, from + count));
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('keeps the latest as they are', () => {
    const store = new EventStore({ chunk: 4, recent: 8 });
    for (const event of log) store.push(event);
    expect(store.at(log.length - 8)).toBe(log.at(-8));
    expect(store.at(0)).not.toBe(log[0]);
    expect(store.at(-1)).toBeUndefined();
  });
});

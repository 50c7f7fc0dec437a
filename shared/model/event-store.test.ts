import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventStore } from './event-store.ts';
import { tcpEcho } from './testing/tcp-echo.ts';
import { fuzz } from '../base/testing/fuzz.ts';

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
        fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 6 }),
        (options, asked, adopted) => {
          const store = new EventStore(options);
          // Some come as objects, one by one, some as text of many.
          for (let from = 0; from < log.length;) {
            for (const event of log.slice(from, from + 10)) store.push(event);
            from += 10;
            const events = log.slice(from, from + (adopted.pop() ?? 0));
            store.adopt(events, { json: JSON.stringify(events) });
            from += events.length;
          }
          expect(store.length).toBe(log.length);
          expect([...store]).toEqual(log);
          for (const [from, count] of asked) {
            expect(store.at(from)).toEqual(log[from]);
            expect(store.slice(from, from + count)).toEqual(log.slice(from, from + count));
            const run = store.run(from);
            expect(run).toEqual(log.slice(from, from + run.length));
            expect(run.length > 0).toBe(from < log.length);
          }
        },
      ),
      fuzz(40),
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

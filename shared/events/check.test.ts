import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tcpEcho } from '../model/testing/tcp-echo.ts';
import { unixEcho } from '../model/testing/unix-echo.ts';
import { checkerOf, isEvent } from './check.ts';
import { eventSchema } from './event.ts';

const { log } = tcpEcho();
const every = [...log, ...unixEcho(() => undefined).log];
const fits = (value: unknown): boolean => eventSchema.safeParse(value).success;

/** What JSON can say, and what events have in them. */
const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    ...[0, -1, 1.5, 2 ** 60, '', 'A', 'SYN', 'AF_INET', 'AF_UNIX', 'ptrace', true, null, [], {}, [1], { list: [{}] }],
    ...[{ symbol: 'X', raw: 1 }, { flags: [], raw: 0 }, { family: 'AF_UNIX' }, { bytes: '', length: 0.5 }, { a: 1 }],
    ...['{"__proto__":1}', '{"__proto__":"ptrace"}'].map((text): unknown => JSON.parse(text)),
  ),
);

/** All places in a value: the keys that lead there. */
function places(value: unknown, here: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [here];
  return [here, ...Object.entries(value).flatMap(([key, part]) => places(part, [...here, key]))];
}

/** The value with another one at that place, or without what stands there. */
function changed(value: unknown, [key, ...rest]: readonly string[], to: { readonly value: unknown } | null): unknown {
  if (key === undefined || typeof value !== 'object' || value === null) return to?.value;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>;
  if (rest.length === 0 && to === null) delete copy[key];
  else copy[key] = changed(copy[key], rest, to);
  return JSON.parse(JSON.stringify(copy)) as unknown;
}

describe('the quick check of an event', () => {
  it('takes every event of a run', () => {
    for (const event of every) expect(isEvent(event), event.kind).toBe(true);
  });

  it('says what the schema says, whatever is put into an event or taken out of it', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), fc.option(fc.record({ value: odd })), (which, where, else_, to) => {
        const event = every[which % every.length];
        const all = places(event);
        const once = changed(event, all[where % all.length] ?? [], to);
        const again = places(once);
        const twice = changed(once, again[else_ % again.length] ?? [], to);
        for (const value of [once, twice]) expect(isEvent(value), JSON.stringify(value)).toBe(fits(value));
      }),
      { numRuns: 1500 },
    );
  });

  it('says what the schema says of each kind with each field taken out, and of no event at all', () => {
    const kinds = new Map(every.map((event) => [event.kind, event]));
    for (const event of kinds.values()) {
      for (const place of places(event)) {
        const value = changed(event, place, null);
        expect(isEvent(value), `${event.kind} without ${place.join('.')}`).toBe(fits(value));
      }
    }
    for (const value of [undefined, null, 1, 'marker', [], {}, { kind: 'poem' }]) expect(isEvent(value)).toBe(false);
  });

  it('knows the forms that events use, and says so of others', () => {
    expect(() => checkerOf(z.string().min(3))).toThrow('no check is known');
    expect(() => checkerOf(z.number().max(3))).toThrow('no check is known');
    expect(() => checkerOf(z.tuple([z.string()]))).toThrow('no check is known');
    const number = checkerOf(z.number().nonnegative());
    expect([0, 1.5, -1, NaN, Infinity, '1'].map(number)).toEqual([true, true, false, false, false, false]);
    const whole = checkerOf(z.int().positive());
    expect([1, 0, 1.5, 2 ** 53].map(whole)).toEqual([true, false, false, false]);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvent } from './apply.ts';
import { foldEvents } from './fold.ts';
import { initialState } from './initial.ts';
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

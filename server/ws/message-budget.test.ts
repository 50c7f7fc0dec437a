import { expect, it } from 'vitest';
import { ANY_MESSAGE, COSTLY_MESSAGE, MessageBudget } from './message-budget.ts';

it.each([
  ['any messages', ANY_MESSAGE],
  ['costly ones', COSTLY_MESSAGE],
])('a line may say so many at once, then so many a second: %s', (_, pace) => {
  const budget = new MessageBudget(pace, 0);
  const taken = (tries: number, now: number): number =>
    Array.from({ length: tries }, () => budget.take(now)).filter(Boolean).length;
  expect(taken(500, 0)).toBe(pace.atOnce);
  expect(taken(500, 1000)).toBe(pace.aSecond);
  expect(taken(500, 3_600_000)).toBe(pace.atOnce);
});

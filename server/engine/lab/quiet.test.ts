import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Quiet } from './quiet.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A lab whose clock runs with the test's, and the times (ms) at which it was told to be quiet. */
function lab() {
  const start = Date.now();
  const now = (): number => (Date.now() - start) * 1e6;
  const world = { working: false, lastDataAt: -1e12 };
  const told: number[] = [];
  const quiet = new Quiet(
    { now, lastDataAt: () => world.lastDataAt, isWorking: () => world.working },
    () => void told.push(now() / 1e6),
  );
  return { quiet, world, told, now };
}

it('is told a moment after the last thing that happened, once', () => {
  const { quiet, told } = lab();
  quiet.activity();
  vi.advanceTimersByTime(2);
  quiet.activity();
  vi.advanceTimersByTime(100);
  expect(told).toEqual([5]);
});

it('waits as long as a program works', () => {
  const { quiet, world, told } = lab();
  world.working = true;
  quiet.activity();
  vi.advanceTimersByTime(30);
  expect(told).toEqual([]);
  world.working = false;
  vi.advanceTimersByTime(10);
  expect(told).toHaveLength(1);
});

it('waits for the acknowledgment that may still come for data just delivered', () => {
  const { quiet, world, told, now } = lab();
  world.lastDataAt = now();
  quiet.activity();
  vi.advanceTimersByTime(49);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(5);
  expect(told).toEqual([50]);
});

it('says nothing once it is stopped', () => {
  const { quiet, told } = lab();
  quiet.activity();
  quiet.stop();
  quiet.activity();
  vi.advanceTimersByTime(100);
  expect(told).toEqual([]);
});

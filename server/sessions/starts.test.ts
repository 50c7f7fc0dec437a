import { expect, it } from 'vitest';
import { limitsFor } from './limits.ts';
import { presenters, type Person } from './owner.ts';
import { Starts } from './starts.ts';

const viewer = (id: string): Person => ({ role: 'viewer', id });
const limits = {
  ...limitsFor(24 * 1024 ** 3),
  startsOfAViewer: { most: 6, aSecond: 1 / 3 },
  startsOfViewers: { most: 48, aSecond: 3 },
};
// A whole number: what has passed since is one too.
const begun = 0;

it('starts six labs at once for one viewer, and one more every three seconds', () => {
  const starts = new Starts(limits);
  for (let i = 0; i < 6; i++) expect(starts.take(viewer('ann'), begun)).toBeNull();
  expect(starts.take(viewer('ann'), begun)).toMatchObject({ code: 'too-fast' });
  expect(starts.take(viewer('ann'), begun + 2900)).not.toBeNull();
  expect(starts.take(viewer('ann'), begun + 3100)).toBeNull();
  expect(starts.take(viewer('ann'), begun + 3200)).not.toBeNull();
});

it('lets a class begin at once, and no crowd of viewers keep the machine busy; presenters may always', () => {
  const starts = new Starts(limits);
  const refused = (from: number, to: number, now: number): number =>
    Array.from({ length: to - from }, (_, i) => starts.take(viewer(`v${from + i}`), now)).filter((no) => no !== null)
      .length;
  expect(refused(0, 48, begun)).toBe(0);
  expect(refused(48, 60, begun)).toBe(12);
  expect(refused(60, 70, begun + 1000)).toBe(7);
  for (let i = 0; i < 100; i++) expect(starts.take(presenters, begun)).toBeNull();
});

it('has as many places as half the memory holds, and keeps a quarter for the presenter', () => {
  const gib = 1024 ** 3;
  expect(limitsFor(24 * gib)).toMatchObject({ total: 64, reserved: 16, aViewer: 4 });
  expect(limitsFor(4 * gib)).toMatchObject({ total: 21, reserved: 5 });
  expect(limitsFor(gib)).toMatchObject({ total: 8, reserved: 2 });
});

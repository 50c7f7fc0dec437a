import { describe, expect, it } from 'vitest';
import { beginClock, clockWords, enterScene, paceOf, planOf, rehearsed, spentBy } from './pace.ts';

const MINUTE = 60_000;

describe('the lecture’s clock', () => {
  it('adds up the time of each scene, however often it is on', () => {
    let clock = beginClock('W', 0, 0);
    clock = enterScene(clock, 1, 2 * MINUTE);
    clock = enterScene(clock, 0, 3 * MINUTE);
    clock = enterScene(clock, 2, 4 * MINUTE);
    expect(enterScene(clock, 2, 9 * MINUTE)).toBe(clock);
    expect(spentBy(clock, 4.5 * MINUTE)).toEqual([3 * MINUTE, MINUTE, MINUTE / 2]);
  });

  it('plans as rehearsed, else as the author says; scenes that were passed over keep their time', () => {
    const rehearsal = rehearsed([5 * MINUTE, null, 7 * MINUTE], [0, 2 * MINUTE]);
    expect(rehearsal).toEqual([5 * MINUTE, 2 * MINUTE, 7 * MINUTE]);
    expect(planOf([1, 1, 1, 4, null], rehearsal)).toEqual([5, 2, 7, 4, null].map((m) => m && m * MINUTE));
  });

  it.each([
    // The second of three scenes of two minutes: on time from 2:00 to 4:00.
    [1.5, { stand: 'ahead', by: MINUTE / 2 }],
    [2, { stand: 'on time', by: 0 }],
    [4, { stand: 'on time', by: 0 }],
    [5, { stand: 'behind', by: MINUTE }],
  ])('after %d minutes', (minutes, pace) => {
    const plan = planOf([2, 2, 2], []);
    const clock = enterScene(beginClock('W', 0, 0), 1, MINUTE);
    expect(paceOf(plan, clock, minutes * MINUTE)).toEqual(pace);
  });

  it('says nothing of the pace where nobody planned', () => {
    expect(paceOf(planOf([null, null], []), beginClock('W', 0, 0), MINUTE)).toBeNull();
  });

  it('is read in minutes and seconds, and hours', () => {
    expect([0, 65_000, 3_723_000, -5].map(clockWords)).toEqual(['0:00', '1:05', '1:02:03', '0:00']);
  });
});

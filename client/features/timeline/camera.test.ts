import { describe, expect, it } from 'vitest';
import { followed, panned, unitAtX, xOfUnit, zoomed } from './camera.ts';
import { UNIT } from './scale.ts';

const camera = { left: 10, scale: UNIT, width: 840 };

describe('what is seen of the time axis', () => {
  it('follows NOW when it leaves at the right, comes back for it when it went behind the left edge, and else stays', () => {
    expect(followed(camera, 15, 100)).toEqual(camera);
    expect(xOfUnit(followed(camera, 30, 100), 30)).toBeCloseTo(840 - 28);
    expect(xOfUnit(followed(camera, 6, 100), 6)).toBeCloseTo(420);
    expect(followed(camera, 1, 100).left).toBe(0);
  });

  it('is moved as far as there is something', () => {
    expect(panned(camera, UNIT, 100).left).toBeCloseTo(11);
    expect(panned(camera, -1e9, 100).left).toBe(0);
    const atEnd = panned(camera, 1e9, 100);
    expect(xOfUnit(atEnd, 100)).toBeCloseTo(840 - 28);
    expect(panned({ ...camera, left: 0 }, 500, 3).left).toBe(0);
  });

  it('is zoomed around a place that stays where it is, down to the whole log', () => {
    const closer = zoomed(camera, 2, 420, 100);
    expect(closer.scale).toBe(2 * UNIT);
    expect(unitAtX(closer, 420)).toBeCloseTo(unitAtX(camera, 420));
    const whole = zoomed(camera, 0, 0, 1000);
    expect(whole.left).toBeCloseTo(0);
    expect(xOfUnit(whole, 1000)).toBeCloseTo(840 - 28);
    expect(zoomed(camera, 0, 0, 2).scale).toBe(UNIT);
  });
});

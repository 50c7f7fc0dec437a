import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Frame } from './frame.ts';

let frames: (() => void)[] = [];
let visibilityState = 'visible';

/** Lets everything that was asked for before the next paint happen. */
const paint = (): void => {
  for (const run of frames.splice(0)) run();
};

beforeEach(() => {
  vi.useFakeTimers();
  frames = [];
  visibilityState = 'visible';
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  vi.stubGlobal('document', {
    get visibilityState() {
      return visibilityState;
    },
  });
  vi.advanceTimersByTime(1000);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('Frame', () => {
  it('does once before the next paint what was asked for many times', () => {
    const work = vi.fn();
    const frame = new Frame(work);
    for (let i = 0; i < 5; i++) frame.ask();
    expect(work).not.toHaveBeenCalled();
    paint();
    expect(work).toHaveBeenCalledTimes(1);
    paint();
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('is at once when it is eager and nothing was done for a frame’s time, and waits for the paint when something was', async () => {
    const work = vi.fn();
    const frame = new Frame(work, { eager: true });
    frame.ask();
    frame.ask();
    await Promise.resolve();
    expect(work).toHaveBeenCalledTimes(1);
    frame.ask();
    await Promise.resolve();
    expect(work).toHaveBeenCalledTimes(1);
    paint();
    expect(work).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(17);
    frame.ask();
    await Promise.resolve();
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('goes on in a hidden tab, which has no frames', () => {
    visibilityState = 'hidden';
    const work = vi.fn();
    new Frame(work, { eager: true }).ask();
    vi.advanceTimersByTime(50);
    expect(work).toHaveBeenCalledTimes(1);
    expect(frames).toEqual([]);
  });
});

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

  it('is at once when it is eager and what was done last is painted, and else waits for the paint', async () => {
    const work = vi.fn();
    const frame = new Frame(work, { eager: true });
    frame.ask();
    frame.ask();
    await Promise.resolve();
    expect(work).toHaveBeenCalledTimes(1);
    // However long that frame takes to begin.
    vi.advanceTimersByTime(30);
    frame.ask();
    await Promise.resolve();
    expect(work).toHaveBeenCalledTimes(1);
    paint();
    expect(work).toHaveBeenCalledTimes(2);
    paint();
    frame.ask();
    await Promise.resolve();
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('leaves time to everything else where frames come late', async () => {
    const work = vi.fn();
    const frame = new Frame(work, { eager: true });
    frame.ask();
    await Promise.resolve();
    vi.advanceTimersByTime(134);
    paint();
    frame.ask();
    await Promise.resolve();
    for (let ms = 0; ms < 200; ms += 10) {
      paint();
      expect(work).toHaveBeenCalledTimes(1);
      vi.advanceTimersByTime(10);
    }
    paint();
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('is back within a moment where frames were away for long', async () => {
    const work = vi.fn();
    const frame = new Frame(work, { eager: true });
    frame.ask();
    await Promise.resolve();
    vi.advanceTimersByTime(60_000);
    paint();
    frame.ask();
    vi.advanceTimersByTime(250);
    paint();
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('goes on in a hidden tab, which has no frames', () => {
    visibilityState = 'hidden';
    const work = vi.fn();
    new Frame(work, { eager: true }).ask();
    vi.advanceTimersByTime(50);
    expect(work).toHaveBeenCalledTimes(1);
  });
});

import type { Pace } from './limits.ts';

/** A token bucket: so many at once, and so many more a second. Times are performance.now(). */
export class Bucket {
  private readonly most: number;
  private readonly aSecond: number;
  private left: number;
  private at: number;

  constructor({ most, aSecond }: Pace, now = performance.now()) {
    this.most = most;
    this.aSecond = aSecond;
    this.left = most;
    this.at = now;
  }

  /** False where this one is too many. */
  take(now = performance.now()): boolean {
    if (this.has(now) < 1) return false;
    this.left -= 1;
    return true;
  }

  /** Nothing has been taken for so long that it is as new. */
  isFull(now = performance.now()): boolean {
    return this.has(now) >= this.most;
  }

  private has(now: number): number {
    this.left = Math.min(this.most, this.left + (Math.max(0, now - this.at) / 1000) * this.aSecond);
    this.at = now;
    return this.left;
  }
}

import { failure, type Failure } from '#shared/base/result';
import { Bucket } from './bucket.ts';
import type { Owner } from './owner.ts';

/** Each start is a process of its own: so many a viewer may ask for at once, and one more every three seconds. */
const A_VIEWER = { most: 6, aSecond: 1 / 3 };

/** All viewers together: a whole class presses the same button in the same moment. */
const ALL_VIEWERS = { most: 48, aSecond: 3 };

/** Above so many viewers, those who have been quiet long enough to have all their starts again are forgotten. */
const MOST_KNOWN = 1000;

/** How often labs may be started. Viewers have a budget, so that no phone keeps the presenter's machine busy; presenters have none. */
export class Starts {
  private readonly all = new Bucket(ALL_VIEWERS.most, ALL_VIEWERS.aSecond);
  private readonly viewers = new Map<string, Bucket>();

  /** Takes one start. Answers null, or why it is too early: `too-fast`. */
  take(owner: Owner, now = performance.now()): Failure | null {
    if (owner.role === 'presenter') return null;
    return this.bucketOf(owner.id, now).take(now) && this.all.take(now) ? null : tooFast;
  }

  private bucketOf(viewer: string, now: number): Bucket {
    const known = this.viewers.get(viewer);
    if (known !== undefined) return known;
    if (this.viewers.size >= MOST_KNOWN) {
      for (const [id, bucket] of this.viewers) if (bucket.isFull(now)) this.viewers.delete(id);
    }
    const bucket = new Bucket(A_VIEWER.most, A_VIEWER.aSecond, now);
    this.viewers.set(viewer, bucket);
    return bucket;
  }
}

const tooFast = failure('too-fast', 'So many labs at once are not started; wait some seconds, then try again.');

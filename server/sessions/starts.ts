import { failure, type Failure } from '#shared/base/result';
import { Bucket } from './bucket.ts';
import type { Limits, Pace } from './limits.ts';
import type { Owner } from './owner.ts';

/** Above so many viewers, those who have been quiet long enough to have all their starts again are forgotten. */
const MOST_KNOWN = 1000;

/** How often labs may be started. Viewers have a budget, so that no phone keeps the presenter's machine busy; presenters have none. */
export class Starts {
  private readonly pace: Pace;
  private readonly all: Bucket;
  private readonly viewers = new Map<string, Bucket>();

  constructor({ startsOfAViewer, startsOfViewers }: Limits) {
    this.pace = startsOfAViewer;
    this.all = new Bucket(startsOfViewers);
  }

  /** Takes one start. Answers null, or why it is too early: `too-fast`. */
  take(owner: Owner, now = performance.now()): Failure | null {
    if (owner.role !== 'viewer') return null;
    return this.bucketOf(owner.id, now).take(now) && this.all.take(now) ? null : tooFast;
  }

  private bucketOf(viewer: string, now: number): Bucket {
    const known = this.viewers.get(viewer);
    if (known !== undefined) return known;
    if (this.viewers.size >= MOST_KNOWN) {
      for (const [id, bucket] of this.viewers) if (bucket.isFull(now)) this.viewers.delete(id);
    }
    const bucket = new Bucket(this.pace, now);
    this.viewers.set(viewer, bucket);
    return bucket;
  }
}

const tooFast = failure('too-fast', 'So many labs at once are not started; wait some seconds, then try again.');

/** So many may come at once, and so many more a second. */
interface Pace {
  readonly atOnce: number;
  readonly aSecond: number;
}

/** Messages of any kind: a pen and a pointer at work need some forty a second. */
export const ANY_MESSAGE: Pace = { atOnce: 200, aSecond: 100 };

/** What costs others something, because everybody is told or a whole log is sent: to join, to watch a lab, to answer. */
export const COSTLY_MESSAGE: Pace = { atOnce: 20, aSecond: 2 };

/** A token bucket for one line's messages. */
export class MessageBudget {
  private readonly pace: Pace;
  private left: number;
  private at: number;

  constructor(pace: Pace, now = performance.now()) {
    this.pace = pace;
    this.left = pace.atOnce;
    this.at = now;
  }

  /** False where this message is one too many. */
  take(now = performance.now()): boolean {
    const { atOnce, aSecond } = this.pace;
    this.left = Math.min(atOnce, this.left + ((now - this.at) / 1000) * aSecond);
    this.at = now;
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}

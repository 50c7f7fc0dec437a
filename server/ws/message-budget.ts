/** Messages that may come at once, and how many more a second: a pen and a pointer at work need some forty. */
const AT_ONCE = 200;
const A_SECOND = 100;

/** A token bucket for one line's messages. */
export class MessageBudget {
  private left = AT_ONCE;
  private at: number;

  constructor(now = performance.now()) {
    this.at = now;
  }

  /** False where this message is one too many. */
  take(now = performance.now()): boolean {
    this.left = Math.min(AT_ONCE, this.left + ((now - this.at) / 1000) * A_SECOND);
    this.at = now;
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}

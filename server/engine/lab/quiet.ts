import { type Millis, type Nanos, nanosToMillis } from '#shared/base/units';

/** Nothing has happened for so long: nothing more will by itself. */
const SETTLED_MS: Millis = 3;
/** A delayed ACK comes up to 40 ms (TCP_DELACK_MIN) after the data that it answers. */
const DELAYED_ACK_MS: Millis = 50;

/** What decides whether a lab is at rest. Times are those of the lab. */
export interface Restlessness {
  now(): Nanos;
  /** When data was last delivered that a host may acknowledge late. */
  lastDataAt(): Nanos;
  /** Hears whoever waits to be heard, and says whether somebody still works. */
  isWorking(): boolean;
}

/**
 * Tells when the lab has come to rest: no program works, no delayed packet is on its way, nothing has happened for a moment,
 * and no acknowledgment can still be due. The kernel's own timers run on; they are not waited for.
 */
export class Quiet {
  private readonly lab: Restlessness;
  private readonly tell: () => void;
  private lastActivity: Nanos = 0;
  private timer: NodeJS.Timeout | null = null;
  private over = false;

  constructor(lab: Restlessness, tell: () => void) {
    this.lab = lab;
    this.tell = tell;
  }

  /** Something has happened: rest begins anew from here. */
  activity(): void {
    this.lastActivity = this.lab.now();
    if (!this.timer && !this.over) this.checkIn(SETTLED_MS);
  }

  stop(): void {
    this.over = true;
    if (this.timer) clearTimeout(this.timer);
  }

  private checkIn(ms: Millis): void {
    this.timer = setTimeout(() => {
      this.timer = null;
      const settled = nanosToMillis(this.lastActivity) + SETTLED_MS;
      const acknowledged = nanosToMillis(this.lab.lastDataAt()) + DELAYED_ACK_MS;
      const wait = Math.max(settled, acknowledged) - nanosToMillis(this.lab.now());
      const working = this.lab.isWorking();
      if (this.over) return;
      if (working || wait > 0) this.checkIn(working ? SETTLED_MS : Math.max(wait, 1));
      else this.tell();
    }, ms);
  }
}

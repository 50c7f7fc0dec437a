import type { Nanos } from '#shared/base/units';
import type { EventDraft } from '#shared/events/event';

type Untimed<E> = E extends EventDraft
  ? Omit<E, 't' | 'id' | 'cause'> & { readonly cause?: number | undefined }
  : never;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * How old a stimulus may be and still count as the cause of what is seen now. `woken`: of what the wire's reader finds, which is woken at
 * once. `sent`: of a packet; with an older one it was a timer of the kernel that sent it (delayed ACK, retransmission). `returned`:
 * of the end of a call that slept, whose thread had to wait for a processor, and of a look that was put off.
 */
export const FRESH: Readonly<Record<'woken' | 'sent' | 'returned', Nanos>> = { woken: 5e6, sent: 10e6, returned: 20e6 };

/** An event as an observer knows it: the journal adds when it was and a number to refer to it by. */
export type Told = Untimed<EventDraft>;

/**
 * Collects what the observers tell, in order, and passes it on in batches. Numbers (`id`) are the engine's own; the log
 * turns them, and the `cause` and `ref` that hold them, into seqs.
 */
export class Journal {
  private readonly start = process.hrtime.bigint();
  private readonly send: (events: readonly EventDraft[]) => void;
  private nextId = 1;
  private batch: EventDraft[] = [];
  private flushing = false;
  /**
   * What set off what happens now: the id of the last call let into the kernel, or of the last packet delivered.
   * Observations made on its heels name it as their cause.
   */
  stimulus: number | undefined;
  private stimulusAt: Nanos = 0;

  constructor(send: (events: readonly EventDraft[]) => void) {
    this.send = send;
  }

  /** The time since the lab started. */
  now(): Nanos {
    return Number(process.hrtime.bigint() - this.start);
  }

  /** Takes the event over: it gets its time and its number, and is nobody else's from here on. */
  tell(told: Told, at = this.now()): number {
    const id = this.nextId++;
    // Written in place, and an absent cause left undefined (JSON has no word for it): this is the engine's hottest line.
    const event = told as Mutable<EventDraft>;
    event.t = at;
    event.id = id;
    this.batch.push(event);
    if (!this.flushing) {
      this.flushing = true;
      setImmediate(() => this.flush());
    }
    return id;
  }

  stimulate(id: number, at = this.now()): void {
    this.stimulus = id;
    this.stimulusAt = at;
  }

  /** The stimulus, if it is so fresh that what is seen now can only have come from it. */
  freshStimulus(within: Nanos): number | undefined {
    return this.now() - this.stimulusAt <= within ? this.stimulus : undefined;
  }

  flush(): void {
    this.flushing = false;
    if (this.batch.length === 0) return;
    const events = this.batch;
    this.batch = [];
    this.send(events);
  }
}

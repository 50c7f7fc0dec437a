import type { LabEvent } from '#shared/events/event';
import type { LastCall } from '#shared/protocol/wall';
import type { EventLog } from '../sessions/log.ts';

/** What the wall tells of a log besides its state: read on from where it was left, never twice. */
export class Glance {
  private readonly log: EventLog;
  private read = 0;
  private released = 0;
  private stepped = 0;
  private called: LastCall | null = null;
  private ended: string | null = null;
  private at: number | null = null;

  constructor(log: EventLog) {
    this.log = log;
  }

  /** Whether this is a glance at that log. */
  isOf(log: EventLog): boolean {
    return this.log === log;
  }

  /** How often somebody stepped, counted as a recording counts it (sessions/recorded-run.ts). */
  get steps(): number {
    return this.stepped;
  }

  get call(): LastCall | null {
    return this.called;
  }

  /** How a program ended that did not end well, the last one; null: none. */
  get fault(): string | null {
    return this.ended;
  }

  /** When something last happened, milliseconds since 1970. */
  get since(): number | null {
    return this.at;
  }

  /** Reads what is new. */
  update(): void {
    const { log } = this;
    if (log.head === this.read) return;
    for (const event of log.slice(this.read + 1, log.head)) this.see(event);
    this.read = log.head;
    this.at = Math.round(Date.now() - (log.now - log.state.t) / 1e6);
  }

  private see(event: LabEvent): void {
    switch (event.kind) {
      case 'syscall.enter':
        this.called = { role: event.role, api: event.api, phase: 'gate', ret: null, errno: null };
        return;
      case 'syscall.blocked':
        this.called = { role: event.role, api: event.api, phase: 'asleep', ret: null, errno: null };
        return;
      case 'syscall.exit': {
        const { role, api, ret, errno = null } = event;
        this.called = { role, api, phase: 'returned', ret, errno };
        return;
      }
      case 'process.exit':
        this.called = { role: event.role, api: 'exit', phase: 'exited', ret: event.status ?? null, errno: null };
        if (event.signal !== undefined) this.ended = `${event.role} was killed by ${event.signal}`;
        else if (event.status !== undefined && event.status !== 0)
          this.ended = `${event.role} ended with status ${event.status}`;
        return;
      case 'gate.release':
        if (event.source === 'lab') return;
        if (this.released !== event.seq - 1) this.stepped += 1;
        this.released = event.seq;
        return;
      default:
    }
  }
}

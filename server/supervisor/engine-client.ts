import { failure, type Failure } from '#shared/base/result';
import type { ArrivedMessage, EngineCommand } from '#shared/protocol/engine';
import type { EngineExit, EnginePort, LaunchEngine } from './engine-port.ts';

type WithoutNumber<C> = C extends EngineCommand ? Omit<C, 'n'> : never;
/** A command as its sender writes it; the client numbers it. */
export type Order = WithoutNumber<Exclude<EngineCommand, { cmd: 'ping' }>>;

export interface EngineWatcher {
  /** Drafts, in the engine's order. Not believed yet: the log checks them. */
  events(drafts: readonly unknown[]): void;
  /** A pong is late, or came after all. */
  responsive(answers: boolean): void;
  /** The engine is gone. `fatal` is what it said as its last word. */
  exit(exit: EngineExit, fatal: Failure | null): void;
}

interface Waiter {
  readonly upTo: number;
  readonly resolve: (outcome: Failure | null) => void;
}

/** How often the engine is asked whether it is there, and after how long without an answer people are told. */
const HEARTBEAT_MS = 1000;
const UNRESPONSIVE_MS = 4000;

/** How long an engine may take to end its lab before it is killed. */
const GRACE_MS = 2000;

/**
 * One engine, one generation: numbers the commands, remembers which are not yet seen to their end, and listens to the
 * heart. It never restarts anything; that is for whoever owns it to decide.
 */
export class EngineClient {
  private readonly port: EnginePort;
  private readonly watcher: EngineWatcher;
  private readonly heart: NodeJS.Timeout;
  private last = 0;
  private quietUpTo = 0;
  private readonly refused = new Map<number, Failure>();
  private waiters: Waiter[] = [];
  private heardAt = performance.now();
  private beatAt = performance.now();
  private answers = true;
  private fatal: Failure | null = null;
  private gone: Failure | null = null;

  constructor(launch: LaunchEngine, watcher: EngineWatcher) {
    this.watcher = watcher;
    this.port = launch({ message: (message) => this.hear(message), exit: (exit) => this.leave(exit) });
    this.heart = setInterval(() => this.beat(), HEARTBEAT_MS);
    this.heart.unref();
  }

  /** Sends a command and answers its number. */
  order(order: Order): number {
    this.last += 1;
    if (this.gone !== null) return this.last;
    const sent = this.port.send({ ...order, n: this.last });
    if (!sent) {
      this.refuse(this.last, failure('engine-busy', 'The engine takes no more commands; wait, or restart the lab.'));
    }
    return this.last;
  }

  /**
   * Resolves when every command sent so far has been carried out and the lab is quiet: null, or the failure of command
   * `n` where that one was refused. Also resolves (with a failure) when the engine is gone.
   */
  settled(n = this.last): Promise<Failure | null> {
    return new Promise((resolve) => {
      this.waiters.push({ upTo: n, resolve });
      this.wake();
    });
  }

  /** Ends the lab: end of input, and a kill if that does not do it. */
  close(graceMs = GRACE_MS): void {
    this.port.close(graceMs);
  }

  private hear(message: ArrivedMessage): void {
    this.heardAt = performance.now();
    if (!this.answers) {
      this.answers = true;
      this.watcher.responsive(true);
    }
    switch (message.type) {
      case 'events':
        this.watcher.events(message.events);
        return;
      case 'quiet':
        this.quietUpTo = Math.max(this.quietUpTo, message.n);
        this.wake();
        return;
      case 'refused':
        this.refuse(message.n, failure(message.code, message.message));
        return;
      case 'fatal':
        this.fatal = failure(message.code, message.message);
        return;
      case 'pong':
        return;
    }
  }

  private refuse(n: number, why: Failure): void {
    this.refused.set(n, why);
    this.wake();
  }

  private wake(): void {
    // Refused commands are over too: the commands not yet seen to their end are those after the last quiet, minus these.
    let done = this.quietUpTo;
    while (this.refused.has(done + 1)) done += 1;
    const due = this.waiters.filter((waiter) => this.gone !== null || waiter.upTo <= done);
    if (due.length === 0) return;
    this.waiters = this.waiters.filter((waiter) => !due.includes(waiter));
    for (const waiter of due) {
      const why = this.refused.get(waiter.upTo) ?? null;
      waiter.resolve(why ?? (waiter.upTo <= done ? null : this.gone));
    }
    for (const n of this.refused.keys()) if (n < this.quietUpTo && this.waiters.length === 0) this.refused.delete(n);
  }

  private leave(exit: EngineExit): void {
    clearInterval(this.heart);
    this.gone = this.fatal ?? failure('engine-gone', 'The engine has ended; restart the lab.');
    this.wake();
    this.watcher.exit(exit, this.fatal);
  }

  private beat(): void {
    // The same number as the last command: an engine that answers with the last number it saw stays right.
    this.port.send({ cmd: 'ping', n: this.last });
    // A beat that comes late tells of this process (stopped, asleep with its laptop), not of the engine.
    const now = performance.now();
    if (now - this.beatAt > 2 * HEARTBEAT_MS) this.heardAt = now;
    this.beatAt = now;
    if (this.answers && now - this.heardAt > UNRESPONSIVE_MS) {
      this.answers = false;
      this.watcher.responsive(false);
    }
  }
}

import { failure, type Failure } from '#shared/base/result';
import type { GateAction } from '#shared/events/gate';
import { nextGate } from '#shared/model/next-gate';
import type { EngineClient } from '../supervisor/engine-client.ts';
import type { EventLog } from './log.ts';
import { outlook } from './outcome.ts';

/** Sockets that do not change for this long after the last program has ended have settled. */
const SETTLED_MS = 1000;

/** So long nothing may happen before programs that all sleep are called stuck. */
export const STUCK_MS = 3000;

export type RunEnd = { readonly kind: 'finished' } | { readonly kind: 'stuck' | 'failed'; readonly why: string };

/** `met`: what was waited for is so. */
export type RunStop = RunEnd | { readonly kind: 'met' };

const over = failure('ended', 'This lab has ended; restart it, or choose a lesson.');
const nothingHeld = failure(
  'nothing-held',
  'Nothing is held back right now: the programs wait for each other or for the kernel.',
);
const underWay = failure('busy', 'A step is still under way; wait until the lab is quiet.');

/**
 * Releases gates, one at a time: a step is a release and the wait until the lab is quiet. One driver drives one
 * generation of a lab; `changed` is called when busy or playing change.
 */
export class Driver {
  private readonly log: EventLog;
  private readonly engine: EngineClient;
  private readonly roles: readonly string[];
  private readonly changed: () => void;
  private underWay = 0;
  private pause: number | null = null;
  private lines = false;
  private stopped = false;
  private poke: (() => void) | null = null;

  constructor(log: EventLog, engine: EngineClient, roles: readonly string[], changed: () => void) {
    this.log = log;
    this.engine = engine;
    this.roles = roles;
    this.changed = changed;
  }

  get busy(): boolean {
    return this.underWay > 0;
  }

  get playing(): number | null {
    return this.pause;
  }

  /** Releases what comes first in the lab's order and waits for quiet. */
  async step(by: string, lines: boolean): Promise<Failure | null> {
    if (this.stopped) return over;
    if (this.busy) return underWay;
    const gate = nextGate(this.log.state);
    if (gate === null) return nothingHeld;
    this.stopAtLines(lines);
    return this.release(gate.id, 'release', by);
  }

  /** Releases this gate, also while another step is under way. */
  async release(gate: string, action: GateAction, by: string, delayMs = 0): Promise<Failure | null> {
    if (this.stopped) return over;
    if (!this.log.state.gates.some((open) => open.id === gate)) {
      return failure('no-such-gate', 'That gate is not closed any more; look at what is held now.');
    }
    return this.whileBusy(async () => {
      const failed = await this.engine.settled(this.engine.order({ cmd: 'release', gate, by, action, delayMs }));
      // What came of it may have started a program (`after`): the step ends when that has come to rest too.
      return failed ?? this.engine.settled();
    });
  }

  /** Ends a socket from outside, as nobody wants to wait for TIME_WAIT. */
  async destroy(socket: string, by: string): Promise<Failure | null> {
    if (this.stopped) return over;
    return this.whileBusy(() => this.engine.settled(this.engine.order({ cmd: 'destroy', socket, by })));
  }

  /** Runs `work` (commands and the wait for quiet) and counts as busy meanwhile. */
  async whileBusy<T>(work: () => Promise<T>): Promise<T> {
    this.underWay += 1;
    if (this.underWay === 1) this.changed();
    try {
      return await work();
    } finally {
      this.underWay -= 1;
      if (this.underWay === 0) this.changed();
      this.poke?.();
    }
  }

  /** Steps by itself with `pauseMs` between the steps, until nothing is left to happen; null stops. */
  play(pauseMs: number | null): Failure | null {
    if (this.stopped && pauseMs !== null) return over;
    const already = this.pause !== null;
    this.pause = pauseMs;
    this.poke?.();
    this.changed();
    if (pauseMs !== null && !already) void this.playOn();
    return null;
  }

  /** No more releases from here on. */
  stop(): void {
    this.stopped = true;
    if (this.pause !== null) this.play(null);
    this.poke?.();
  }

  private async playOn(): Promise<void> {
    while (this.pause !== null) {
      const begun = performance.now();
      if (this.busy) {
        await this.change(SETTLED_MS);
        continue;
      }
      const failed = await this.step('play', this.lines);
      if (failed === null) {
        await this.rest(begun);
      } else {
        const end = await this.nothingToRelease();
        if (end !== null) this.play(null);
      }
    }
  }

  /** The pause between two steps; a changed speed counts at once. */
  private async rest(begun: number): Promise<void> {
    while (this.pause !== null) {
      const left = this.pause - (performance.now() - begun);
      if (left <= 0) return;
      await this.sleep(left);
    }
  }

  /** Releases everything in order until nothing is left to happen. */
  async runToEnd(by: string): Promise<RunEnd> {
    const stop = await this.runUntil(() => false, by);
    if (stop.kind === 'met') throw new Error('what never holds was met');
    return stop;
  }

  /**
   * Releases everything in order until `met`, which is asked before each step, or until nothing is left to happen.
   * @param pause milliseconds between two steps, asked each time
   */
  async runUntil(met: () => boolean, by: string, pause: () => number = () => 0): Promise<RunStop> {
    for (;;) {
      if (met()) return { kind: 'met' };
      const failed = await this.step(by, false);
      if (failed === null) {
        if (pause() > 0 && !met()) await this.sleep(pause());
        continue;
      }
      if (failed === underWay) {
        await this.change(SETTLED_MS);
        continue;
      }
      if (failed !== nothingHeld) return { kind: 'failed', why: failed.message };
      const end = await this.nothingToRelease();
      if (end !== null) return end;
    }
  }

  /** With no gate open: waits for the next event, or says how it ends. Null: look again. */
  private async nothingToRelease(): Promise<RunEnd | null> {
    if (this.stopped) return { kind: 'failed', why: over.message };
    if (nextGate(this.log.state) !== null) return null;
    const look = outlook(this.log, this.roles);
    if (look.kind === 'finished') return { kind: 'finished' };
    const patience = look.kind === 'stuck' ? STUCK_MS : SETTLED_MS;
    if (await this.change(patience)) return null;
    if (look.kind === 'settling') return { kind: 'finished' };
    return look.kind === 'stuck' ? { kind: 'stuck', why: look.why } : null;
  }

  private stopAtLines(lines: boolean): void {
    if (lines === this.lines) return;
    this.lines = lines;
    this.engine.order({ cmd: 'hold', hold: { calls: true, packets: true, lines } });
  }

  /** True as soon as the log grows (or somebody pokes), false after `ms` without. */
  private async change(ms: number): Promise<boolean> {
    const head = this.log.head;
    const unsubscribe = this.log.subscribe(() => this.poke?.());
    const poked = await this.sleep(ms);
    unsubscribe();
    return poked || this.log.head !== head;
  }

  private sleep(ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const done = (poked: boolean): void => {
        clearTimeout(timer);
        this.poke = null;
        resolve(poked);
      };
      const timer = setTimeout(() => done(false), ms);
      this.poke = () => done(true);
    });
  }
}

import { randomBytes } from 'node:crypto';
import { failure, type Failure } from '#shared/base/result';
import type { GateAction } from '#shared/events/gate';
import type { Lesson } from '#shared/lessons/lesson';
import type { LabStatus } from '#shared/protocol/replies';
import { EngineClient } from '../supervisor/engine-client.ts';
import type { EngineExit, LaunchEngine } from '../supervisor/engine-port.ts';
import { Audience } from './audience.ts';
import { describeExit, noSuchLab, slow, starting, tooManyEvents } from './lab-words.ts';
import { Driver, type RunEnd, type RunStop } from './driver.ts';
import { WIDE_BOUNDS, type LabBounds } from './lab-bounds.ts';
import { EventLog } from './log.ts';
import { Idleness } from './idleness.ts';
import { outlook } from './outcome.ts';
import { Retry } from './retry.ts';
import type { Session, SessionListener } from './session.ts';
import { startOrder } from './start-order.ts';
import { Starter } from './starter.ts';

/** Pauses before an engine that could not be started is tried again. After these the lab is lost until restarted by hand. */
const RETRY_MS: readonly number[] = [250, 1000];

/** One engine and all that belongs to it. A restart makes another generation; nothing is carried over. */
interface Generation {
  readonly log: EventLog;
  readonly engine: EngineClient;
  readonly driver: Driver;
}

/** A lab on this machine's kernel: engine, log and driver, and the engine's life as people see it. */
export class LabSession implements Session {
  readonly id = randomBytes(6).toString('base64url');
  readonly mode = 'live';
  readonly lesson: { readonly id: string; readonly title: string };
  private readonly plan: Lesson;
  private readonly tier: 'lab' | 'loopback';
  private readonly launch: LaunchEngine;
  /** Its programs are not the lesson's own. */
  readonly changed: boolean;
  private readonly bounds: LabBounds;
  private readonly audience = new Audience();
  private generation: Generation;
  private engine: EngineClient | null = null;
  private life: LabStatus['engine'] = 'starting';
  private words: string | null = null;
  private wanted: 'finished' | 'stopped' | null = null;
  private failedStarts = 0;
  private retry: Retry | null = null;
  private retired = false;
  private full = false;
  private readonly idleness = new Idleness();
  private farewell: string | null = null;
  private readonly endWaiters: (() => void)[] = [];

  /**
   * @param changed the programs are not the lesson's own: where all wait and one was not started, because what its `after`
   * names did not happen, it is started all the same, and the log says so
   */
  constructor(
    lesson: Lesson,
    tier: 'lab' | 'loopback',
    launch: LaunchEngine,
    changed = false,
    bounds: LabBounds = WIDE_BOUNDS,
  ) {
    this.plan = lesson;
    this.lesson = { id: lesson.id, title: lesson.title };
    this.tier = tier;
    this.launch = launch;
    this.changed = changed;
    this.bounds = bounds;
    this.generation = this.begin(new EventLog());
  }

  get log(): EventLog {
    return this.generation.log;
  }

  get status(): LabStatus {
    const { busy, playing } = this.generation.driver;
    const { endsInMs } = this.idleness;
    return {
      engine: this.life,
      busy,
      playing,
      ...(this.words === null ? {} : { message: this.words }),
      ...(endsInMs === null ? {} : { endsInMs }),
    };
  }

  get viewers(): number {
    return this.audience.size;
  }

  get unwatchedSince(): number | null {
    return this.audience.unwatchedSince;
  }

  watch(listener: SessionListener): () => void {
    return this.audience.add(listener);
  }

  /** performance.now() when it was last used; a lab that plays is in use. */
  idleSince(now: number): number {
    return this.status.playing === null ? this.idleness.since : now;
  }

  keep(): null {
    if (this.idleness.use()) this.audience.tell('status');
    return null;
  }

  /** Tells everybody who watches that it is ended at `endsAt` (performance.now()), unless somebody uses it. */
  warn(endsAt: number): void {
    if (this.life === 'ended' || this.life === 'lost') return;
    if (this.idleness.warn(endsAt)) this.audience.tell('status');
  }

  step(lines: boolean): Promise<Failure | null> {
    this.keep();
    return this.generation.driver.step('presenter', lines);
  }

  release(gate: string, action: GateAction, delayMs?: number): Promise<Failure | null> {
    this.keep();
    return this.generation.driver.release(gate, action, 'presenter', delayMs);
  }

  destroy(socket: string): Promise<Failure | null> {
    this.keep();
    return this.generation.driver.destroy(socket, 'presenter');
  }

  mark(label: string): Failure | null {
    this.keep();
    if (this.life !== 'running')
      return failure('not-running', 'The lab does not run: start it again to note something.');
    this.log.appendOwn({ kind: 'marker', source: 'user', label });
    return null;
  }

  play(pauseMs: number | null): Failure | null {
    this.keep();
    return this.generation.driver.play(pauseMs === null ? null : Math.max(pauseMs, this.bounds.pauseMs));
  }

  end(): Failure | null {
    this.close('stopped');
    return null;
  }

  /** Ends this generation and begins another with a new log, which the viewers are told of. */
  restart(): Failure | null {
    if (this.retired) return noSuchLab;
    this.keep();
    // Each start is a process of its own: one at a time, however often somebody asks.
    if (this.life === 'starting' && this.log.head === 0) return starting;
    const before = this.generation;
    before.driver.stop();
    before.engine.close();
    this.retry?.cancel();
    this.failedStarts = 0;
    this.wanted = null;
    this.full = false;
    this.words = null;
    this.farewell = null;
    this.life = 'starting';
    this.generation = this.begin(new EventLog());
    this.audience.tell('replaced');
    this.audience.tell('status');
    return null;
  }

  /** Resolves when the lab has started (or cannot) and nothing is under way. */
  async rest(): Promise<void> {
    while (this.life === 'starting' || this.retry !== null || this.generation.driver.busy) await this.audience.next();
  }

  /** Releases everything in order until `met`, or until nothing is left to happen; the lab stays. */
  async runUntil(met: () => boolean, pause: () => number): Promise<RunStop> {
    this.keep();
    await this.rest();
    return this.generation.driver.runUntil(met, 'presenter', pause);
  }

  /** Releases everything in order until nothing is left to happen; the lab stays. */
  async runOut(): Promise<RunEnd> {
    let end = await this.generation.driver.runToEnd('run');
    while (this.retry !== null) {
      await this.retry.over;
      end = await this.generation.driver.runToEnd('run');
    }
    return end;
  }

  /** Releases everything in order until nothing is left to happen, then ends the lab. */
  async runToEnd(): Promise<RunEnd> {
    const end = await this.runOut();
    this.close(end.kind === 'finished' || end.kind === 'stuck' ? 'finished' : 'stopped');
    return end;
  }

  /** Ends the lab; its log stays. `ended` tells when its engine is gone. */
  close(reason: 'finished' | 'stopped'): void {
    this.wanted ??= reason;
    const { driver, engine } = this.generation;
    driver.stop();
    if (this.life === 'lost' || this.retry !== null) this.becomes('ended', this.words);
    this.retry?.cancel();
    if (this.life === 'ended') return;
    engine.order({ cmd: 'end', reason });
    engine.close();
  }

  retire(words?: string): void {
    this.retired = true;
    this.putAway(words ?? null);
  }

  /** Ends it, with `words` for whoever watches; a restart begins it again. */
  putAway(words: string | null): void {
    this.idleness.forget();
    this.farewell = words;
    this.close('stopped');
  }

  /** Resolves when the engine's process is gone. */
  ended(): Promise<void> {
    if (this.life === 'ended' || this.life === 'lost') return Promise.resolve();
    return new Promise((resolve) => this.endWaiters.push(resolve));
  }

  private begin(log: EventLog): Generation {
    const starter = new Starter(this.plan.programs, (role) => engine.order({ cmd: 'spawn', role }));
    const current = (): boolean => this.engine === engine;
    const engine: EngineClient = new EngineClient(this.launch, {
      events: (drafts) => {
        if (current() && starter.waits) starter.see(log.appendEach(drafts));
        else log.append(drafts);
        if (!current()) return;
        if (log.head >= this.bounds.events) this.overflow();
        if (this.life === 'starting' && log.state.lab?.phase === 'ready') this.becomes('running');
      },
      responsive: (answers) => {
        if (!current()) return;
        if (answers) this.becomes(log.state.lab?.phase === 'ready' ? 'running' : 'starting');
        else this.becomes('unresponsive', slow);
      },
      exit: (exit, fatal) => {
        if (current()) this.leave(exit, fatal ?? (this.full ? tooManyEvents(this.bounds.events) : null));
      },
    });
    this.engine = engine;
    const roles = this.plan.programs.map((program) => program.role);
    const driver: Driver = new Driver(log, engine, roles, () => {
      if (!current()) return;
      this.audience.tell('status');
      if (this.changed && !driver.busy) this.startWhoWaits(log, starter, driver, engine);
    });
    log.subscribe(() => {
      if (current()) this.audience.tell('appended');
    });
    engine.order(startOrder(this.plan, this.tier));
    starter.begin();
    void driver.whileBusy(() => engine.settled());
    return { log, engine, driver };
  }

  /** With changed programs nobody knows whether an `after` will come true: where nothing else can happen, it need not. */
  private startWhoWaits(log: EventLog, starter: Starter, driver: Driver, engine: EngineClient): void {
    if (this.life !== 'running' || log.state.gates.length > 0) return;
    const roles = this.plan.programs.map((program) => program.role);
    if (outlook(log, roles).kind !== 'stuck') return;
    const started = starter.startAnyway();
    if (started === null) return;
    const label = `${started.role} is started although “${started.after}” did not come true: nothing else can happen`;
    log.appendOwn({ kind: 'marker', source: 'lab', label });
    void driver.whileBusy(() => engine.settled());
  }

  private becomes(life: LabStatus['engine'], words: string | null = null): void {
    if (this.life === 'ended') return;
    this.life = life;
    this.words = words;
    this.audience.tell('status');
    if (life === 'ended' || life === 'lost') for (const resolve of this.endWaiters.splice(0)) resolve();
  }

  private leave(exit: EngineExit, fatal: Failure | null): void {
    const { log, driver } = this.generation;
    driver.stop();
    if (this.wanted !== null) {
      if (log.state.lab?.phase !== 'ended' && log.head > 0) {
        log.appendOwn({ kind: 'lab.end', source: 'lab', reason: this.wanted });
      }
      this.becomes('ended', this.farewell);
      return;
    }
    const started = log.head > 0;
    const words = fatal?.message ?? describeExit(exit, started);
    if (!started && fatal === null && this.failedStarts < RETRY_MS.length) {
      this.tryAgain(words);
      return;
    }
    if (log.state.lab?.phase !== 'ended') {
      log.appendOwn({ kind: 'lab.end', source: 'lab', reason: 'failed', message: words });
    }
    this.becomes('lost', words);
  }

  /** The log takes no more: the lab ends, and what there is stays. */
  private overflow(): void {
    if (this.full) return;
    this.full = true;
    this.generation.driver.stop();
    this.generation.engine.close();
  }

  /** An engine that never said a thing is tried again: nothing has been seen yet that a new one would contradict. */
  private tryAgain(words: string): void {
    this.becomes('starting', `${words} Trying again.`);
    this.retry = new Retry(RETRY_MS[this.failedStarts] ?? 0, (due) => {
      this.retry = null;
      if (due) this.generation = this.begin(this.generation.log);
    });
    this.failedStarts += 1;
  }
}

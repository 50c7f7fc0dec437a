import { fail, failure, ok, type Failure, type Result } from '#shared/base/result';
import type { Lesson } from '#shared/lessons/lesson';
import type { LabSummary, Machine } from '#shared/protocol/rest';
import type { Recording } from '#shared/protocol/recording';
import type { LaunchEngine } from '../supervisor/engine-port.ts';
import type { Catalogue } from './catalogue.ts';
import { VIEWERS_BOUNDS } from './lab-bounds.ts';
import { LabSession } from './lab-session.ts';
import { readRecordingFile } from './recording-file.ts';
import { RecordingSession } from './recording-session.ts';
import { limitsFor, ownMemory, type Limits } from './limits.ts';
import { mayUse, presenters, whyNotCommand, type Owner, type Person } from './owner.ts';
import type { Session } from './session.ts';
import { Starts } from './starts.ts';

/** A lab that nobody has watched for this long is ended. */
export const UNWATCHED_MS = 10 * 60_000;

/** So long a new lab keeps its place while its first viewer is still on the way. */
const ARRIVAL_MS = 10_000;

const SWEEP_MS = 15_000;

/** A viewer's lab that nobody has used for this long is ended, watched or not: somebody else may wait for its place. */
export const IDLE_MS = 20 * 60_000;

/** So long before that its page says so, with a way to keep it. */
export const NOTICE_MS = 2 * 60_000;

/** By so much a viewer's engine stands back from the server and the presenter's labs where processors are few (nice(1)). */
const VIEWERS_NICENESS = 5;

/** All labs of a server: opens them, ends them, and lets none be forgotten. */
export class Labs {
  readonly catalogue: Catalogue;
  private readonly machine: () => Promise<Machine>;
  private readonly launch: LaunchEngine;
  readonly limits: Limits;
  private readonly sessions = new Map<string, Session>();
  private readonly owners = new WeakMap<Session, Owner>();
  private readonly starts: Starts;
  /** These are not ended for want of a viewer. */
  private readonly kept = new WeakSet<Session>();
  /** These were ended for want of use: who still watches one may begin it again. */
  private readonly putAway = new WeakSet<Session>();
  private readonly sweeper: NodeJS.Timeout;
  private closed = false;

  constructor(
    catalogue: Catalogue,
    machine: () => Promise<Machine>,
    launch: LaunchEngine,
    limits = limitsFor(ownMemory()),
  ) {
    this.limits = limits;
    this.starts = new Starts(limits);
    this.catalogue = catalogue;
    this.machine = machine;
    this.launch = launch;
    this.sweeper = setInterval(() => this.sweep(), SWEEP_MS);
    this.sweeper.unref();
  }

  /**
   * Opens a shipped lesson: on the kernel, or from its recording where this machine runs no labs, or has no wire and the lesson
   * needs one. Failures:
   * `unknown-lesson`, `no-recording`, `too-fast`, `too-many-labs`, `too-many-own`, `ending`, and those of reading a recording.
   */
  async open(lessonId: string, owner: Owner = presenters): Promise<Result<Session>> {
    const shipped = this.catalogue.get(lessonId);
    if (shipped === null) {
      const known = this.catalogue.ids.join(', ');
      return fail(failure('unknown-lesson', `There is no lesson “${lessonId}”; the lessons are ${known}.`));
    }
    const early = this.mayStart(owner);
    if (early !== null) return fail(early);
    const { tier, why } = await this.machine();
    const lacksWire = tier === 'loopback' && shipped.lesson.needs === 'wire' && shipped.recording !== null;
    if (tier !== 'replay' && !lacksWire) return this.add(owner, () => this.newLab(shipped.lesson, tier, owner, false));
    if (shipped.recording === null) {
      return fail(failure('no-recording', `This lesson has no recording, and no lab can run here: ${why}`));
    }
    const recording = await readRecordingFile(shipped.recording);
    return recording.ok ? this.add(owner, () => new RecordingSession(recording.value)) : recording;
  }

  /** Whether this machine's kernel shows all of a lesson: without a wire, only what happens on one host. */
  async canShow(lessonId: string): Promise<boolean> {
    const { tier } = await this.machine();
    const programs = this.catalogue.get(lessonId)?.lesson.programs ?? [];
    return tier === 'lab' || (tier === 'loopback' && programs.every(({ host }) => host === programs[0]?.host));
  }

  /** Takes one start of this person's budget. Null, or why not now: `too-fast`. Presenters have no limit. */
  mayStart(owner: Owner): Failure | null {
    return this.starts.take(owner);
  }

  /**
   * Begins a lab again; one that was ended for want of use, where there is room for it. Null, or why not: `too-fast`,
   * `too-many-labs`, `too-many-own`, `ending`, and those of the session.
   */
  restart(session: Session, person: Person): Failure | null {
    const early = this.mayStart(person);
    if (early !== null) return early;
    if (this.putAway.has(session)) {
      const full = this.closed ? ending : this.makeRoom(this.ownerOf(session));
      if (full !== null) return full;
      this.putAway.delete(session);
      this.sessions.set(session.id, session);
    }
    return session.restart();
  }

  /** Opens a recording from a file. Failures: those of `open`. */
  async openRecording(path: string, owner: Owner = presenters): Promise<Result<RecordingSession>> {
    const early = this.mayStart(owner);
    if (early !== null) return fail(early);
    const recording = await readRecordingFile(path);
    return recording.ok ? this.add(owner, () => new RecordingSession(recording.value)) : recording;
  }

  /**
   * A lab of a lesson whose programs somebody has changed; `mayStart` was asked before its texts were compiled. Failures:
   * `no-lab`, `too-many-labs`, `too-many-own`, `ending`.
   */
  async openChanged(lesson: Lesson, owner: Owner = presenters): Promise<Result<Session>> {
    const { tier, why } = await this.machine();
    if (tier !== 'replay') return this.add(owner, () => this.newLab(lesson, tier, owner, true));
    return fail(failure('no-lab', `Changed programs have no recording, and no lab can run here: ${why}`));
  }

  /**
   * A recording that is there from the server's start: one that was named, or what a walk had shown before. It stays until somebody
   * ends it, and counts among its owner's labs.
   */
  show(recording: Recording, owner: Owner = presenters): Session {
    const session = new RecordingSession(recording);
    this.sessions.set(session.id, session);
    this.owners.set(session, owner);
    this.kept.add(session);
    return session;
  }

  get(id: string): Session | null {
    return this.sessions.get(id) ?? null;
  }

  /** The lab of this id if this person may use it; null also where it is somebody else's. */
  own(id: string, person: Person): Session | null {
    const session = this.sessions.get(id);
    return session !== undefined && mayUse(this.ownerOf(session), person) ? session : null;
  }

  /** Null where this person decides what happens in a lab; else why not: `driven`, `read-only`. */
  whyNotCommand(session: Session, person: Person): Failure | null {
    return whyNotCommand(this.ownerOf(session), person);
  }

  /** The labs that this person may use. */
  list(person: Person = presenters): LabSummary[] {
    return [...this.sessions.values()]
      .filter((session) => mayUse(this.ownerOf(session), person))
      .map((session) => this.summary(session));
  }

  /** A lab as the list of labs shows it. */
  summary(session: Session): LabSummary {
    return summarise(session, this.ownerOf(session));
  }

  /** Every viewer's labs, oldest first. */
  get ofViewers(): readonly { readonly session: Session; readonly viewer: string }[] {
    return [...this.sessions.values()].flatMap((session) => {
      const owner = this.ownerOf(session);
      return owner.role === 'viewer' ? [{ session, viewer: owner.id }] : [];
    });
  }

  /**
   * Ends a lab and forgets it. False where there is none of that id.
   * @param words what whoever still watches is told
   */
  end(id: string, words?: string): boolean {
    const session = this.sessions.get(id);
    if (session === undefined) return false;
    session.retire(words);
    return this.sessions.delete(id);
  }

  /** Ends every lab and resolves when their engines are gone. */
  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.sweeper);
    const sessions = [...this.sessions.values()];
    this.sessions.clear();
    await Promise.all(
      sessions.map(async (session) => {
        session.retire();
        if (session instanceof LabSession) await session.ended();
      }),
    );
  }

  /** Ends what nobody has watched, or a viewer has not used, for too long. Called by a timer; `now` is performance.now(). */
  sweep(now = performance.now()): void {
    for (const session of this.sessions.values()) {
      if (this.kept.has(session)) continue;
      if (session.unwatchedSince !== null && now - session.unwatchedSince >= UNWATCHED_MS) this.end(session.id);
      else if (session instanceof LabSession && this.ownerOf(session).role === 'viewer') this.sweepIdle(session, now);
    }
  }

  private sweepIdle(session: LabSession, now: number): void {
    const endsAt = session.idleSince(now) + IDLE_MS;
    if (now >= endsAt) {
      session.putAway(idleWords);
      this.sessions.delete(session.id);
      this.putAway.add(session);
    } else if (now >= endsAt - NOTICE_MS) session.warn(endsAt);
  }

  private ownerOf(session: Session): Owner {
    return this.owners.get(session) ?? presenters;
  }

  private newLab(lesson: Lesson, tier: 'lab' | 'loopback', owner: Owner, changed: boolean): LabSession {
    if (owner.role !== 'viewer') return new LabSession(lesson, tier, this.launch, changed);
    const launch: LaunchEngine = (listener) => this.launch(listener, VIEWERS_NICENESS);
    return new LabSession(lesson, tier, launch, changed, VIEWERS_BOUNDS);
  }

  private add<S extends Session>(owner: Owner, make: () => S): Result<S> {
    // The server may have been told to end while the machine was looked at: an engine started now would outlive it.
    if (this.closed) return fail(ending);
    const full = this.makeRoom(owner);
    if (full !== null) return fail(full);
    const session = make();
    this.sessions.set(session.id, session);
    this.owners.set(session, owner);
    return ok(session);
  }

  /**
   * Room for one more: with all places taken, the lab that has been without a viewer for longest gives way. A viewer's own
   * labs, and those of all viewers, have fewer places than there are, and only what is a viewer's gives way to a viewer.
   */
  private makeRoom(owner: Owner): Failure | null {
    const { total, reserved, aViewer } = this.limits;
    if (owner.role !== 'viewer') return this.makeRoomAmong([...this.sessions.values()], total) ? null : allTaken(total);
    const all = this.ofViewers;
    const own = all.filter(({ viewer }) => viewer === owner.id).map(({ session }) => session);
    if (!this.makeRoomAmong(own, aViewer, 0)) return tooManyOwn(aViewer);
    const others = this.ofViewers.map(({ session }) => session);
    const places = total - reserved;
    const isRoom = this.makeRoomAmong(others, places) && (this.sessions.size < total || this.makeRoomAmong(others, 0));
    return isRoom ? null : viewersFull(places);
  }

  /** @param arrivalMs a lab so young keeps its place: its first viewer is still on the way */
  private makeRoomAmong(sessions: readonly Session[], places: number, arrivalMs = ARRIVAL_MS): boolean {
    if (sessions.length < places) return true;
    const before = performance.now() - arrivalMs;
    const unwatched = sessions
      .filter(
        (session) => !this.kept.has(session) && session.unwatchedSince !== null && session.unwatchedSince <= before,
      )
      .sort((a, b) => (a.unwatchedSince ?? 0) - (b.unwatchedSince ?? 0));
    return unwatched[0] !== undefined && this.end(unwatched[0].id);
  }
}

const ending = failure('ending', 'The server is ending; start it again.');

const idleWords = 'Nobody used this lab for twenty minutes, so it was ended to make room; start it again to go on.';

const allTaken = (total: number): Failure =>
  failure('too-many-labs', `All ${total} places for labs are taken and watched; end one of them first.`);

const viewersFull = (places: number): Failure =>
  failure(
    'too-many-labs',
    `All ${places} places for labs of this class are taken; try again when somebody has ended one.`,
  );

const tooManyOwn = (places: number): Failure =>
  failure('too-many-own', `You have ${places} labs open in other tabs; close one of them first.`);

/** The state in small holds this many sockets at most. */
const MAX_SOCKETS = 24;

function summarise(session: Session, owner: Owner): LabSummary {
  const { state } = session.log;
  return {
    id: session.id,
    lesson: session.lesson.id,
    title: session.lesson.title,
    mode: session.mode,
    events: session.log.head,
    viewers: session.viewers,
    engine: session.status.engine,
    over: state.lab?.phase === 'ended',
    ofViewer: owner.role === 'viewer',
    ofClass: owner.role === 'class',
    waiting: state.gates.length,
    programs: (state.lab?.programs ?? []).map(({ role }) => ({ role })),
    sockets: Object.values(state.sockets)
      .filter((socket) => !socket.gone)
      .slice(0, MAX_SOCKETS)
      .map(({ id, role, protocol, state: at }) => ({ id, role, protocol, state: at })),
  };
}

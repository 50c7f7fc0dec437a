import { fail, failure, ok, type Result } from '#shared/base/result';
import type { Lesson } from '#shared/lessons/lesson';
import type { LabSummary, Machine } from '#shared/protocol/rest';
import type { Recording } from '#shared/protocol/recording';
import type { LaunchEngine } from '../supervisor/engine-port.ts';
import type { Catalogue } from './catalogue.ts';
import { LabSession } from './lab-session.ts';
import { readRecordingFile } from './recording-file.ts';
import { RecordingSession } from './recording-session.ts';
import type { Session } from './session.ts';

/** How many labs one server keeps at once: a class of twenty and some. Each is a Node process of some 50 MB and its programs. */
export const MAX_LABS = 32;

/** A lab that nobody has watched for this long is ended. */
export const UNWATCHED_MS = 10 * 60_000;

/** So long a new lab keeps its place while its first viewer is still on the way. */
const ARRIVAL_MS = 10_000;

const SWEEP_MS = 15_000;

/** All labs of a server: opens them, ends them, and lets none be forgotten. */
export class Labs {
  private readonly catalogue: Catalogue;
  private readonly machine: () => Promise<Machine>;
  private readonly launch: LaunchEngine;
  private readonly sessions = new Map<string, Session>();
  /** These are not ended for want of a viewer. */
  private readonly kept = new WeakSet<Session>();
  private readonly sweeper: NodeJS.Timeout;
  private closed = false;

  constructor(catalogue: Catalogue, machine: () => Promise<Machine>, launch: LaunchEngine) {
    this.catalogue = catalogue;
    this.machine = machine;
    this.launch = launch;
    this.sweeper = setInterval(() => this.sweep(), SWEEP_MS);
    this.sweeper.unref();
  }

  /**
   * Opens a shipped lesson: on the kernel, or from its recording where this machine runs no labs, or has no wire and the lesson
   * needs one. Failures:
   * `unknown-lesson`, `no-recording`, `too-many-labs`, `ending`, and those of reading a recording.
   */
  async open(lessonId: string): Promise<Result<Session>> {
    const shipped = this.catalogue.get(lessonId);
    if (shipped === null) {
      const known = this.catalogue.ids.join(', ');
      return fail(failure('unknown-lesson', `There is no lesson “${lessonId}”; the lessons are ${known}.`));
    }
    const { tier, why } = await this.machine();
    const lacksWire = tier === 'loopback' && shipped.lesson.needs === 'wire' && shipped.recording !== null;
    if (tier !== 'replay' && !lacksWire) return this.add(() => new LabSession(shipped.lesson, tier, this.launch));
    if (shipped.recording === null) {
      return fail(failure('no-recording', `This lesson has no recording, and no lab can run here: ${why}`));
    }
    const recording = await readRecordingFile(shipped.recording);
    return recording.ok ? this.add(() => new RecordingSession(recording.value)) : recording;
  }

  /** Whether this machine runs labs. */
  async canRun(): Promise<boolean> {
    return (await this.machine()).tier !== 'replay';
  }

  /** Opens a recording from a file. Failures: `too-many-labs`, `ending`, and those of reading a recording. */
  async openRecording(path: string): Promise<Result<RecordingSession>> {
    const recording = await readRecordingFile(path);
    return recording.ok ? this.add(() => new RecordingSession(recording.value)) : recording;
  }

  /** A lab of a lesson whose programs somebody has changed. Failures: `no-lab`, `too-many-labs`, `ending`. */
  async openChanged(lesson: Lesson): Promise<Result<Session>> {
    const { tier, why } = await this.machine();
    if (tier !== 'replay') return this.add(() => new LabSession(lesson, tier, this.launch, true));
    return fail(failure('no-lab', `Changed programs have no recording, and no lab can run here: ${why}`));
  }

  /** A recording that was named when the server was started: it stays until somebody ends it. */
  show(recording: Recording): Session {
    const session = new RecordingSession(recording);
    this.sessions.set(session.id, session);
    this.kept.add(session);
    return session;
  }

  get(id: string): Session | null {
    return this.sessions.get(id) ?? null;
  }

  list(): LabSummary[] {
    return [...this.sessions.values()].map(summarise);
  }

  /** Ends a lab and forgets it. False where there is none of that id. */
  end(id: string): boolean {
    const session = this.sessions.get(id);
    if (session === undefined) return false;
    session.retire();
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

  /** Ends what nobody has watched for too long. Called by a timer; `now` is performance.now(). */
  sweep(now = performance.now()): void {
    for (const session of this.sessions.values()) {
      if (this.kept.has(session)) continue;
      if (session.unwatchedSince !== null && now - session.unwatchedSince >= UNWATCHED_MS) this.end(session.id);
    }
  }

  private add<S extends Session>(make: () => S): Result<S> {
    // The server may have been told to end while the machine was looked at: an engine started now would outlive it.
    if (this.closed) return fail(failure('ending', 'The server is ending; start it again.'));
    if (!this.makeRoom()) {
      return fail(failure('too-many-labs', `${MAX_LABS} labs are open and watched; end one of them first.`));
    }
    const session = make();
    this.sessions.set(session.id, session);
    return ok(session);
  }

  /** With all places taken, the lab that has been without a viewer for longest gives way. */
  private makeRoom(): boolean {
    if (this.sessions.size < MAX_LABS) return true;
    const before = performance.now() - ARRIVAL_MS;
    const unwatched = [...this.sessions.values()]
      .filter(
        (session) => !this.kept.has(session) && session.unwatchedSince !== null && session.unwatchedSince < before,
      )
      .sort((a, b) => (a.unwatchedSince ?? 0) - (b.unwatchedSince ?? 0));
    return unwatched[0] !== undefined && this.end(unwatched[0].id);
  }
}

/** The state in small holds this many sockets at most. */
const MAX_SOCKETS = 24;

/** A lab as the list of labs shows it. */
export function summarise(session: Session): LabSummary {
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
    waiting: state.gates.length,
    programs: (state.lab?.programs ?? []).map(({ role }) => ({ role })),
    sockets: Object.values(state.sockets)
      .filter((socket) => !socket.gone)
      .slice(0, MAX_SOCKETS)
      .map(({ id, role, protocol, state: at }) => ({ id, role, protocol, state: at })),
  };
}

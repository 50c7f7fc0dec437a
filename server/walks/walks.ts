import { existsSync } from 'node:fs';
import { fail, failure, ok, type Result } from '#shared/base/result';
import type { WalkSummary } from '#shared/protocol/rest';
import { LabSession } from '../sessions/lab-session.ts';
import type { Labs } from '../sessions/labs.ts';
import { aClass, type Owner, type Person } from '../sessions/owner.ts';
import { Students } from '../wall/students.ts';
import { newCode } from './code.ts';
import type { Keeper } from './keeper.ts';
import { readKeptLogs, type Kept, type KeptWalk } from './kept.ts';
import { keptStage } from './kept-stage.ts';
import { LabStage } from './lab-stage.ts';
import { RecordedStage } from './recorded-stage.ts';
import { SCENE_PAUSE_MS, Walk } from './walk.ts';
import type { OpenStage } from './scene-stage.ts';
import { sceneRecording, type ShippedWalkthrough, type Walkthroughs } from './walkthroughs.ts';

/** A class whose every student walks alone, and some lectures, for which viewers leave room. */
const MAX_WALKS = 64;
const MAX_VIEWERS_WALKS = 56;

/** A walk without anybody ends after this time: long enough for a presenter's browser to be started again. */
const EMPTY_MS = 10 * 60_000;

const SWEEP_MS = 15_000;

/** All walks of a server. */
export class Walks {
  readonly walkthroughs: Walkthroughs;
  /** Who follows, by the names they gave. */
  readonly students = new Students();
  private readonly labs: Labs;
  private readonly walks = new Map<string, { readonly walk: Walk; readonly owner: Person; readonly alone: boolean }>();
  private readonly sweeper: NodeJS.Timeout;
  private readonly pauseMs: number;
  private readonly keeper: Keeper | null;

  /**
   * @param pauseMs between two steps of a scene
   * @param keeper keeps what is under way for a server that is started again; null: nobody does
   */
  constructor(walkthroughs: Walkthroughs, labs: Labs, pauseMs = SCENE_PAUSE_MS, keeper: Keeper | null = null) {
    this.keeper = keeper;
    this.walkthroughs = walkthroughs;
    this.labs = labs;
    this.pauseMs = pauseMs;
    this.sweeper = setInterval(() => this.sweep(), SWEEP_MS);
    this.sweeper.unref();
  }

  /**
   * Begins a walkthrough at its first scene; its lab starts by and by. A viewer has one walk of its own: a new one takes
   * the old one's place. Failures: `unknown-walkthrough`, `too-many-walks`.
   */
  open(id: string, owner: Person, alone: boolean): Result<Walk> {
    const shipped = this.walkthroughs.get(id);
    if (shipped === null) {
      const known = this.walkthroughs.ids.join(', ');
      return fail(failure('unknown-walkthrough', `There is no walkthrough “${id}”; there are ${known}.`));
    }
    if (owner.role === 'viewer') this.endOf(owner.id);
    const most = owner.role === 'viewer' ? MAX_VIEWERS_WALKS : MAX_WALKS;
    if (this.walks.size >= most) {
      return fail(
        failure('too-many-walks', `${most} walkthroughs are under way; try again when one of them has ended.`),
      );
    }
    const walk = this.add(shipped, owner, alone || owner.role === 'viewer', newCode());
    void walk.goto(0);
    return ok(walk);
  }

  /** Takes up what was under way when the server before this one ended. Answers how many walks that are. */
  resume({ walks }: Kept, folder: string): number {
    for (const kept of walks) {
      const shipped = this.walkthroughs.get(kept.walkthrough);
      if (shipped === null || kept.place.scene >= shipped.walkthrough.scenes.length) continue;
      const walk = this.add(shipped, kept.owner, kept.alone, kept.id);
      const logs = readKeptLogs(folder, kept);
      const { scenes } = shipped.walkthrough;
      const stage = logs === null ? null : keptStage(scenes, kept.place.scene, logs, this.labs, whoseLabs(kept));
      walk.resume(kept.place, stage);
    }
    return this.walks.size;
  }

  /** From now on what is under way is kept for a server that is started again. Throws where that cannot be written. */
  begin(): void {
    this.keeper?.begin(() => this.places);
  }

  /** Where every walk is, to be taken up by `resume`. */
  private get places(): readonly KeptWalk[] {
    return [...this.walks].map(([id, { walk, owner, alone }]) => {
      const { stage, place } = walk;
      // A recording is played again from its own file.
      const shown =
        stage === null || stage instanceof RecordedStage
          ? []
          : [stage, ...(stage.beside === null ? [] : [stage.beside])];
      const heads = shown.map(({ session }) => session.log.head);
      return { id, walkthrough: walk.walkthrough.id, owner, alone, place, heads };
    });
  }

  /** The walk of this id that this person may see: the presenter every one, a viewer its own and those given to a class. */
  get(id: string, person: Person): Walk | null {
    const found = this.walks.get(id);
    if (found === undefined) return null;
    const own = found.owner.role === 'viewer' && person.role === 'viewer' && found.owner.id === person.id;
    return person.role === 'presenter' || own || !found.alone ? found.walk : null;
  }

  /** Whether this person drives it: the presenter those that are given, everybody their own. */
  mayDrive(id: string, person: Person): boolean {
    const owner = this.walks.get(id)?.owner;
    if (owner === undefined) return false;
    return owner.role === 'presenter'
      ? person.role === 'presenter'
      : person.role === 'viewer' && person.id === owner.id;
  }

  /** Whether a class can join by this code. */
  isGiven(code: string): boolean {
    return this.walks.get(code)?.alone === false;
  }

  /** Whether this lab is shown in a walk that this person may see. */
  shows(lab: string, person: Person): boolean {
    return [...this.walks.keys()].some((id) => isIn(lab, this.get(id, person)));
  }

  /** The walks that nobody joins, and whose they are. */
  get alone(): readonly { readonly walk: Walk; readonly owner: Person }[] {
    return [...this.walks.values()].filter(({ alone }) => alone);
  }

  /** For presenters: every walk and how far it is. */
  list(): WalkSummary[] {
    return [...this.walks.values()].map(({ walk, alone }) => {
      const { id, walkthrough, title, scene, scenes, phase, followers, lab, expect } = walk.state;
      const unmet = expect.filter(({ met }) => !met).length;
      return { id, walkthrough, title, scene, scenes: scenes.length, phase, followers, lab, alone, unmet };
    });
  }

  /** Ends a walk and its lab. False where there is none of that id. */
  end(id: string): boolean {
    this.walks.get(id)?.walk.close();
    const had = this.walks.delete(id);
    this.keeper?.forget(id);
    if (![...this.walks.values()].some(({ alone }) => !alone)) this.students.forgetNames();
    return had;
  }

  close(): void {
    clearInterval(this.sweeper);
    this.keeper?.close();
    for (const id of this.walks.keys()) this.end(id);
  }

  /** Ends what nobody has followed for too long. Called by a timer; `now` is performance.now(). */
  sweep(now = performance.now()): void {
    for (const [id, { walk }] of this.walks) {
      if (walk.unwatchedSince !== null && now - walk.unwatchedSince >= EMPTY_MS) this.end(id);
    }
    // The server was here at this time.
    this.keeper?.note();
  }

  private add(shipped: ShippedWalkthrough, owner: Person, alone: boolean, id: string): Walk {
    const open: OpenStage = async (lesson, scene, moved, side) => {
      const opened = await this.openStage(shipped, whoseLabs({ owner, alone }), lesson, scene, moved, side);
      if (opened.ok && opened.value instanceof LabStage)
        this.keeper?.follow(id, side === 'first' ? 0 : 1, opened.value.session);
      return opened;
    };
    const walk = new Walk(shipped.walkthrough, open, this.pauseMs, alone, id);
    walk.onChange(() => this.keeper?.note());
    this.walks.set(id, { walk, owner, alone });
    return walk;
  }

  private endOf(viewer: string): void {
    for (const [id, { owner }] of this.walks) if (owner.role === 'viewer' && owner.id === viewer) this.end(id);
  }

  private async openStage(
    { folder }: ShippedWalkthrough,
    owner: Owner,
    lesson: string,
    scene: number,
    moved: () => void,
    side: 'first' | 'beside',
  ): Promise<Result<LabStage | RecordedStage>> {
    const recording = folder === null ? null : sceneRecording(folder, scene, side);
    if (recording !== null && existsSync(recording) && !(await this.labs.canShow(lesson))) {
      const opened = await this.labs.openRecording(recording, owner);
      if (!opened.ok) return opened;
      const session = opened.value;
      return ok(new RecordedStage(session, scene, moved, () => this.labs.end(session.id)));
    }
    const opened = await this.labs.open(lesson, owner);
    if (!opened.ok) return opened;
    const session = opened.value;
    if (session instanceof LabSession) return ok(new LabStage(session, () => this.labs.end(session.id)));
    this.labs.end(session.id);
    return fail(failure('no-lab', 'No lab can run here, and this walkthrough has no recording; see sockscope doctor.'));
  }
}

/** Whose the labs are that a walk opens: what a class is shown is changed by the walk alone. */
const whoseLabs = ({ owner, alone }: { readonly owner: Person; readonly alone: boolean }): Owner =>
  alone ? owner : aClass;

/** Whether a walk shows this lab now, alone or beside another. */
const isIn = (lab: string, walk: Walk | null): boolean => walk?.state.lab === lab || walk?.state.beside?.lab === lab;

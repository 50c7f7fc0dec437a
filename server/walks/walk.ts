import { unreachable } from '#shared/base/exhaustive';
import { failure, type Failure } from '#shared/base/result';
import { minutesOf } from '#shared/lessons/minutes';
import { focusText } from '#shared/lessons/scene-steps';
import type { Walkthrough } from '#shared/lessons/scene';
import type { Drive, PicturePoint, PresenterState, WalkState } from '#shared/protocol/walk';
import { Ballots } from './ballots.ts';
import { byHand, notShown, type HandOrder } from './by-hand.ts';
import { newCode } from './code.ts';
import { Course, type CoursePlace } from './course.ts';
import { heldWords } from './held.ts';
import { People, TAKE_OVER_MS, type Change, type Member } from './people.ts';
import { readOnly } from '../sessions/owner.ts';
import { isPictureOrder, Picture } from './picture.ts';
import { questionState } from './question.ts';
import { shownLab, type OpenStage, type SceneStage, type Shown } from './scene-stage.ts';

/** Between two steps of a scene, so that a class can see each. */
export const SCENE_PAUSE_MS = 900;

/** Where a walk is: what it takes to go on after the server was started again. Nothing of followers is in it. */
export interface WalkPlace extends CoursePlace {
  readonly blank: boolean;
  readonly locked: boolean;
  readonly driver: string | null;
}

/** One walkthrough that is given to a class, or taken alone: its scene, its lab, its question, its people. */
export class Walk {
  /** Also the code by which followers join. */
  readonly id: string;
  readonly walkthrough: Walkthrough;
  /** Nobody else joins: it is rehearsed, or taken alone. */
  readonly alone: boolean;
  private readonly course: Course;
  private readonly people: People;
  private readonly ballots: Ballots;
  private readonly picture = new Picture();
  private told: WalkState | null = null;
  private noted: () => void = () => undefined;

  /**
   * @param pauseMs between two steps of a scene; 0 where nobody looks
   * @param id the code it had before the server was started again, else a new one
   */
  constructor(walkthrough: Walkthrough, open: OpenStage, pauseMs = SCENE_PAUSE_MS, alone = false, id = newCode()) {
    this.id = id;
    this.walkthrough = walkthrough;
    this.alone = alone;
    this.people = new People(alone ? 0 : TAKE_OVER_MS);
    this.ballots = new Ballots(walkthrough.scenes);
    this.course = new Course(walkthrough.scenes, open, pauseMs, {
      entered: (scene) => {
        this.picture.turn();
        this.ballots.begin(scene);
      },
      changed: () => this.changed(),
    });
  }

  /** Everything everybody is shown; the same object until something changes. */
  get state(): WalkState {
    this.told ??= this.tell();
    return this.told;
  }

  /** performance.now() when the last member left (or the walk began), or null while somebody is here. */
  get unwatchedSince(): number | null {
    return this.people.emptySince;
  }

  /** Where it is, to be taken up again by `resume`. */
  get place(): WalkPlace {
    const { blank, locked } = this.picture;
    return { ...this.course.place, blank, locked, driver: this.people.driver };
  }

  /** All answers that its questions have had, as a table (RFC 4180). */
  get answers(): string {
    return this.ballots.asCsv();
  }

  /** What shows its lab, or null. */
  get stage(): SceneStage | null {
    return this.course.stage;
  }

  /** What one presenter is told besides. */
  presenterState(you: Member, join: readonly string[]): PresenterState {
    const { scenes } = this.walkthrough;
    const next = scenes[this.course.scene + 1];
    return {
      you: you.page,
      notes: this.course.current.notes,
      planned: {
        scene: this.course.current.minutes,
        before: minutesOf(scenes.slice(0, this.course.scene)),
        all: minutesOf(scenes),
      },
      next: next === undefined ? null : { title: next.title, narration: next.narration, notes: next.notes },
      given: !this.alone,
      minutes: scenes.map(({ minutes }) => minutes),
      held: this.course.stage === null ? [] : heldWords(this.course.stage.session.log.state),
      takeOverMs: this.people.takeOverIn,
      join: [...join],
      answers: this.ballots.of(this.course.scene).newest(),
      answersSoFar: this.ballots.size,
    };
  }

  /** Calls back after each change of what everybody is shown, apart from the crowd and the pointer. */
  onChange(noted: () => void): void {
    this.noted = noted;
  }

  /** Comes in; answers how to leave. The first presenter drives. */
  join(member: Member): () => void {
    const what = member.as === 'follower' ? 'crowd' : 'walk';
    this.people.add(member);
    this.changed(what);
    return () => {
      if (this.people.remove(member)) this.changed(what);
    };
  }

  /** A member's line has gone silent, or answers again. */
  hush(member: Member, silent: boolean): void {
    if (this.people.hush(member, silent)) this.changed();
  }

  askToDrive(member: Member): Failure | null {
    if (member.as !== 'presenter') return readOnly;
    this.people.askToDrive(member);
    this.changed();
    return null;
  }

  /** Drives in place of a driver who has been away for long enough. */
  takeOver(member: Member): Failure | null {
    if (member.as !== 'presenter') return readOnly;
    const refused = this.people.takeOver(member);
    if (refused === null) this.changed();
    return refused;
  }

  /** A follower's answer to the open question. */
  answer(member: Member, option: number): Failure | null {
    const { ask } = this.course.current;
    if (ask === null || this.course.phase !== 'asking') return failure('no-question', 'No question is open now.');
    if (option >= ask.options.length)
      return failure('no-option', 'The question has no such answer; choose one of those shown.');
    if (!this.ballots.of(this.course.scene).cast(member.voter ?? member.page, member.name, option))
      return failure('too-many', 'So many answers cannot be counted.');
    this.changed('crowd');
    return null;
  }

  /** Carries out what the driver says. Answers at once; what takes its time goes on by itself. */
  drive(member: Member, order: Exclude<Drive, HandOrder>): Failure | null {
    const stranger = this.whyNotDrive(member);
    if (stranger !== null) return stranger;
    const refused = this.carryOut(order);
    this.changed(order.do === 'point' ? 'pointer' : 'walk');
    return refused;
  }

  /** What the driver does in the lab besides what its scene does. Resolves when that lab is quiet again. */
  async byHand(member: Member, order: HandOrder): Promise<Failure | null> {
    const stranger = this.whyNotDrive(member);
    if (stranger !== null) return stranger;
    const { phase, stage } = this.course;
    if (phase === 'starting' || phase === 'running') return underWay;
    this.toPresent();
    const refused = await byHand(stage, order);
    // What everybody sees of it comes with the lab's own events.
    this.people.tell('held');
    return refused;
  }

  /** Begins, or begins again, at a scene. Resolves when that scene has run, asks, or has failed. */
  goto(index: number): Promise<void> {
    return this.course.goto(index);
  }

  /** Takes up where it was before the server was started again; `stage` shows what its lab's log held, null: that is lost. */
  resume(place: WalkPlace, stage: SceneStage | null): void {
    this.people.expect(place.driver);
    this.picture.blank = place.blank;
    this.picture.locked = place.locked;
    this.course.resume(place, stage);
  }

  /** Where the presenter points, or null. */
  get pointing(): PicturePoint | null {
    return this.picture.pointer;
  }

  /** Ends its lab. */
  close(): void {
    this.course.close();
    this.people.clear();
  }

  private whyNotDrive({ as, page }: Member): Failure | null {
    if (as !== 'presenter') return readOnly;
    return this.people.driver === page ? null : notDriving;
  }

  private carryOut(order: Exclude<Drive, HandOrder>): Failure | null {
    if (isPictureOrder(order)) return this.picture.carryOut(order);
    switch (order.do) {
      case 'next':
        this.toPresent();
        return this.course.next();
      case 'moment':
        return this.lookAt(order.lab, order.seq);
      case 'hurry':
        this.course.hurry();
        return null;
      case 'back':
        return this.course.back();
      case 'goto':
        if (order.scene >= this.walkthrough.scenes.length) return failure('no-scene', 'There is no such scene.');
        void this.course.goto(order.scene);
        return null;
      case 'again':
        void this.course.goto(this.course.scene);
        return null;
      case 'hands':
        return this.showOfHands(order.counts);
      case 'give':
        if (!this.people.give(order.to)) return failure('gone', 'That presenter has left.');
        return null;
      default:
        return unreachable(order);
    }
  }

  private lookAt(lab: string, seq: number | null): Failure | null {
    const shown = shownLab(this.course.stage, lab);
    if (shown === null) return notShown;
    // No further than the scene is: what has not been shown yet stays so.
    this.picture.lookAt(lab, seq === null ? null : Math.min(seq, shown.moment ?? shown.session.log.head));
    return null;
  }

  /** What happens next is seen, whatever was looked back at. */
  private toPresent(): void {
    if (this.picture.toPresent()) this.changed();
  }

  private showOfHands(counts: readonly number[]): Failure | null {
    const { ask } = this.course.current;
    if (ask === null) return failure('no-question', 'This scene asks nothing.');
    if (counts.length !== ask.options.length)
      return failure('no-option', 'Count the hands for each answer, none as 0.');
    this.ballots.of(this.course.scene).show(counts);
    return null;
  }

  private changed(what: Change = 'walk'): void {
    this.told = null;
    this.people.tell(what);
    if (what === 'walk') this.noted();
  }

  private tell(): WalkState {
    const { course, picture, people } = this;
    const scene = course.current;
    const beside = course.stage?.beside ?? null;
    const momentOf = (shown: Shown | null): number | null =>
      shown === null ? null : (picture.momentOf(shown.session.id) ?? shown.moment);
    return {
      id: this.id,
      walkthrough: this.walkthrough.id,
      title: this.walkthrough.title,
      scenes: this.walkthrough.scenes.map(({ title }) => title),
      scene: course.scene,
      narration: scene.narration,
      show: [...scene.show],
      focus: scene.focus.map(focusText),
      phase: course.phase,
      message: course.message,
      lab: course.stage?.session.id ?? null,
      lesson: course.stage?.session.lesson.id ?? null,
      recorded: course.stage?.recorded ?? null,
      beside: beside === null ? null : { lab: beside.session.id, moment: momentOf(beside) },
      expect: [...course.expect],
      question:
        scene.ask === null
          ? null
          : questionState(scene.ask, this.ballots.of(course.scene), course.answered, course.chosen),
      moment: momentOf(course.stage),
      blank: picture.blank,
      locked: picture.locked,
      tryNext: [...scene.tryNext],
      pointer: picture.pointer,
      strokes: picture.strokes.map((stroke) => [...stroke]),
      followers: people.followers,
      presenters: people.presenters,
      driver: people.driver,
      away: people.away,
      restarted: course.restarted,
    };
  }
}

const notDriving = failure('not-driving', 'Somebody else drives; ask for it first.');
const underWay = failure('busy', 'The scene is under way; wait until it has run.');

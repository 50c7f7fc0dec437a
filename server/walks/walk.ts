import { unreachable } from '#shared/base/exhaustive';
import { failure, type Failure } from '#shared/base/result';
import { minutesOf } from '#shared/lessons/minutes';
import { focusText } from '#shared/lessons/scene-steps';
import type { Scene, Walkthrough } from '#shared/lessons/scene';
import {
  MOST_STROKES,
  type Drive,
  type PicturePoint,
  type PresenterState,
  type WalkState,
} from '#shared/protocol/walk';
import { openScene } from './open-scene.ts';
import type { OpenStage, SceneStage } from './scene-stage.ts';
import { newCode } from './code.ts';
import { People, type Change, type Member } from './people.ts';
import { chosenBy, questionState } from './question.ts';
import { Votes } from './votes.ts';

/** Between two steps of a scene, so that a class can see each. */
export const SCENE_PAUSE_MS = 900;

/** One walkthrough that is given to a class, or taken alone: its scene, its lab, its question, its people. */
export class Walk {
  /** Also the code by which followers join. */
  readonly id = newCode();
  readonly walkthrough: Walkthrough;
  private readonly open: OpenStage;
  private readonly pauseMs: number;
  private readonly people = new People();
  private readonly votes = new Votes();
  private stage: SceneStage | null = null;
  private scene = 0;
  private phase: WalkState['phase'] = 'starting';
  private message: string | null = null;
  private expect: WalkState['expect'] = [];
  private revealed = false;
  /** The option that the kernel has shown to be right; null: none of them, or not yet. */
  private chosen: number | null = null;
  private hurried = false;
  private moment: number | null = null;
  private blank = false;
  private locked = false;
  private pointer: PicturePoint | null = null;
  private strokes: readonly (readonly PicturePoint[])[] = [];
  /** Each jump makes what ran before give up. */
  private generation = 0;
  private told: WalkState | null = null;

  /** @param pauseMs between two steps of a scene; 0 where nobody looks */
  constructor(walkthrough: Walkthrough, open: OpenStage, pauseMs = SCENE_PAUSE_MS) {
    this.walkthrough = walkthrough;
    this.open = open;
    this.pauseMs = pauseMs;
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

  /** What one presenter is told besides. */
  presenterState(you: Member, join: readonly string[]): PresenterState {
    const { scenes } = this.walkthrough;
    const next = scenes[this.scene + 1];
    return {
      you: you.page,
      notes: this.current.notes,
      planned: {
        scene: this.current.minutes,
        before: minutesOf(scenes.slice(0, this.scene)),
        all: minutesOf(scenes),
      },
      next: next === undefined ? null : { title: next.title, narration: next.narration, notes: next.notes },
      join: [...join],
      answers: this.votes.newest(),
    };
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

  askToDrive(member: Member): Failure | null {
    if (member.as !== 'presenter') return notYours;
    this.people.askToDrive(member);
    this.changed();
    return null;
  }

  /** A follower's answer to the open question. */
  answer(member: Member, option: number): Failure | null {
    const { ask } = this.current;
    if (ask === null || this.phase !== 'asking') return failure('no-question', 'No question is open now.');
    if (option >= ask.options.length)
      return failure('no-option', 'The question has no such answer; choose one of those shown.');
    if (!this.votes.cast(member.voter ?? member.page, member.name, option))
      return failure('too-many', 'So many answers cannot be counted.');
    this.changed('crowd');
    return null;
  }

  /** Carries out what the driver says. Resolves at once; what takes its time goes on by itself. */
  drive(member: Member, order: Drive): Failure | null {
    if (member.as !== 'presenter') return notYours;
    if (this.people.driver !== member.page) return failure('not-driving', 'Somebody else drives; ask for it first.');
    const refused = this.carryOut(order);
    this.changed(order.do === 'point' ? 'pointer' : 'walk');
    return refused;
  }

  /** Begins, or begins again, at a scene. Resolves when that scene has run, asks, or has failed. */
  async goto(index: number): Promise<void> {
    const scenes = this.walkthrough.scenes;
    const generation = ++this.generation;
    const stopped = (): boolean => generation !== this.generation;
    let first = index;
    while (first > 0 && scenes[first]?.lab === null) first--;
    this.enter(index, 'starting');
    await this.openLab(first, stopped);
    for (let i = first; i < index && !stopped() && this.phase !== 'failed'; i++) {
      await this.playScene(scenes[i] as Scene, i, () => 0, stopped);
    }
    if (!stopped() && this.phase !== 'failed') await this.begin(stopped);
  }

  /** Where the presenter points, or null. */
  get pointing(): PicturePoint | null {
    return this.pointer;
  }

  /** Ends its lab. */
  close(): void {
    this.generation++;
    this.stage?.close();
    this.people.clear();
  }

  private get current(): Scene {
    const scene = this.walkthrough.scenes[this.scene];
    if (scene === undefined) throw new Error(`the walkthrough has no scene ${this.scene}`);
    return scene;
  }

  private carryOut(order: Drive): Failure | null {
    switch (order.do) {
      case 'next':
        return this.next();
      case 'hurry':
        this.hurried = true;
        return null;
      case 'back':
        if (this.scene === 0) return failure('first', 'This is the first scene.');
        void this.goto(this.scene - 1);
        return null;
      case 'goto':
        if (order.scene >= this.walkthrough.scenes.length) return failure('no-scene', 'There is no such scene.');
        void this.goto(order.scene);
        return null;
      case 'again':
        void this.goto(this.scene);
        return null;
      case 'blank':
        this.blank = order.blank;
        return null;
      case 'lock':
        this.locked = order.locked;
        return null;
      case 'moment':
        this.moment = order.seq;
        return null;
      case 'point':
        this.pointer = order.at;
        return null;
      case 'draw':
        if (this.strokes.length >= MOST_STROKES) return failure('too-many', 'Wipe the pen’s lines first.');
        this.strokes = [...this.strokes, order.stroke];
        return null;
      case 'wipe':
        this.strokes = [];
        return null;
      case 'give':
        if (!this.people.give(order.to)) return failure('gone', 'That presenter has left.');
        return null;
      default:
        return unreachable(order);
    }
  }

  private next(): Failure | null {
    switch (this.phase) {
      case 'asking': {
        this.revealed = true;
        const generation = this.generation;
        void this.run(() => generation !== this.generation);
        return null;
      }
      case 'starting':
        return failure('busy', 'The lab is just starting; wait a moment.');
      case 'running':
        // Whoever presses on while the scene runs wants it to be through.
        this.hurried = true;
        return null;
      case 'failed':
      case 'shown':
        if (this.scene + 1 >= this.walkthrough.scenes.length) return failure('last', 'This was the last scene.');
        void this.goOn();
        return null;
      default:
        return unreachable(this.phase);
    }
  }

  private async goOn(): Promise<void> {
    const index = this.scene + 1;
    const scene = this.walkthrough.scenes[index];
    if (scene?.lab !== null || this.phase === 'failed') {
      await this.goto(index);
      return;
    }
    const generation = ++this.generation;
    const stopped = (): boolean => generation !== this.generation;
    this.enter(index, 'running');
    await this.begin(stopped);
  }

  /** The scene is on: its question is put, or what it lets happen happens. */
  private async begin(stopped: () => boolean): Promise<void> {
    if (this.current.ask === null) {
      await this.run(stopped);
      return;
    }
    this.phase = 'asking';
    this.changed();
  }

  private async run(stopped: () => boolean): Promise<void> {
    this.phase = 'running';
    this.hurried = false;
    this.changed();
    const pause = (): number => (this.hurried ? 0 : this.pauseMs);
    const failed = await this.playScene(this.current, this.scene, pause, stopped);
    if (failed || stopped()) return;
    this.phase = 'shown';
    this.changed();
  }

  /** True where it failed: the walk says why. */
  private async playScene(scene: Scene, index: number, pause: () => number, stopped: () => boolean): Promise<boolean> {
    const { stage } = this;
    if (stage === null) return true;
    const failed = await stage.play(scene, index, pause, stopped);
    if (stopped()) return false;
    const met = stage.met(scene.expect);
    this.expect = scene.expect.map(({ text }, i) => ({ text, met: met[i] ?? false }));
    this.chosen = scene.ask === null ? null : chosenBy(scene.ask, stage);
    if (failed !== null) this.fail(failed);
    return failed !== null;
  }

  private async openLab(first: number, stopped: () => boolean): Promise<void> {
    this.stage?.close();
    this.stage = null;
    this.changed();
    const opened = await openScene(this.walkthrough.scenes[first], first, this.open, () => this.changed());
    if (stopped()) {
      if (opened.ok) opened.value.close();
      return;
    }
    if (opened.ok) this.stage = opened.value;
    else this.fail(opened.error);
    this.changed();
  }

  private enter(index: number, phase: WalkState['phase']): void {
    this.scene = index;
    this.phase = phase;
    this.message = null;
    this.expect = [];
    this.revealed = false;
    this.chosen = null;
    this.moment = null;
    this.strokes = [];
    this.votes.clear();
    this.changed();
  }

  private fail({ message }: Failure): void {
    this.phase = 'failed';
    this.message = message;
    this.changed();
  }

  private changed(what: Change = 'walk'): void {
    this.told = null;
    this.people.tell(what);
  }

  private tell(): WalkState {
    const scene = this.current;
    const beside = this.stage?.beside ?? null;
    return {
      id: this.id,
      walkthrough: this.walkthrough.id,
      title: this.walkthrough.title,
      scenes: this.walkthrough.scenes.map(({ title }) => title),
      scene: this.scene,
      narration: scene.narration,
      show: [...scene.show],
      focus: scene.focus.map(focusText),
      phase: this.phase,
      message: this.message,
      lab: this.stage?.session.id ?? null,
      recorded: this.stage?.recorded ?? null,
      beside: beside === null ? null : { lab: beside.session.id, moment: beside.moment },
      expect: [...this.expect],
      question: scene.ask === null ? null : questionState(scene.ask, this.votes, this.answerShown, this.chosen),
      moment: this.moment ?? this.stage?.moment ?? null,
      blank: this.blank,
      locked: this.locked,
      tryNext: [...scene.tryNext],
      pointer: this.pointer,
      strokes: this.strokes.map((stroke) => [...stroke]),
      followers: this.people.followers,
      presenters: this.people.presenters,
      driver: this.people.driver,
    };
  }

  private get answerShown(): boolean {
    return this.revealed && this.phase !== 'running';
  }
}

const notYours = failure('read-only', 'Followers watch; only who presents can do that.');

import { unreachable } from '#shared/base/exhaustive';
import { failure, type Failure } from '#shared/base/result';
import type { Scene } from '#shared/lessons/scene';
import type { WalkState } from '#shared/protocol/walk';
import { openScene } from './open-scene.ts';
import { chosenBy } from './question.ts';
import type { OpenStage, SceneStage } from './scene-stage.ts';

/** Where a course is: what it takes to go on after the server was started again. */
export interface CoursePlace {
  readonly scene: number;
  readonly phase: WalkState['phase'];
  readonly revealed: boolean;
}

/** The way through a walkthrough's scenes: which one it is at, its lab, and what that lab has shown. */
export class Course {
  private readonly scenes: readonly Scene[];
  private readonly open: OpenStage;
  private readonly pauseMs: number;
  private readonly entered: (scene: number) => void;
  private readonly changed: () => void;
  private at = 0;
  private life: WalkState['phase'] = 'starting';
  private why: string | null = null;
  private came: WalkState['expect'] = [];
  private shows: SceneStage | null = null;
  private isRevealed = false;
  private right: number | null = null;
  private isRestarted = false;
  private hurried = false;
  /** Each jump makes what ran before give up. */
  private generation = 0;

  /**
   * @param pauseMs between two steps of a scene; 0 where nobody looks
   * @param tell `entered`: another scene, or the same one anew; `changed`: something that is shown is another one
   */
  constructor(
    scenes: readonly Scene[],
    open: OpenStage,
    pauseMs: number,
    tell: { readonly entered: (scene: number) => void; readonly changed: () => void },
  ) {
    this.scenes = scenes;
    this.open = open;
    this.pauseMs = pauseMs;
    this.entered = tell.entered;
    this.changed = tell.changed;
  }

  get scene(): number {
    return this.at;
  }

  get current(): Scene {
    const scene = this.scenes[this.at];
    if (scene === undefined) throw new Error(`the walkthrough has no scene ${this.at}`);
    return scene;
  }

  get phase(): WalkState['phase'] {
    return this.life;
  }

  /** Why the scene has failed, or null. */
  get message(): string | null {
    return this.why;
  }

  get expect(): WalkState['expect'] {
    return this.came;
  }

  get stage(): SceneStage | null {
    return this.shows;
  }

  /** The answer to the scene's question may be told: the kernel has shown it. */
  get answered(): boolean {
    return this.isRevealed && (this.life === 'shown' || this.life === 'failed');
  }

  /** The option that the kernel has shown to be right; null: none of them, or not yet. */
  get chosen(): number | null {
    return this.right;
  }

  /** What is shown was recorded before the server was started again. */
  get restarted(): boolean {
    return this.isRestarted;
  }

  get place(): CoursePlace {
    return { scene: this.at, phase: this.life, revealed: this.isRevealed };
  }

  /** Begins, or begins again, at a scene. Resolves when that scene has run, asks, or has failed. */
  async goto(index: number): Promise<void> {
    const stopped = this.start();
    this.enter(index, 'starting');
    if (await this.prepare(index, stopped)) await this.begin(stopped);
  }

  /**
   * Takes up a course that was under way when the server ended: shown is what its lab's log held (`stage`), at its place. Where the
   * log was lost, or the scene had not come to rest, the scene is run anew.
   */
  resume(place: CoursePlace, stage: SceneStage | null): void {
    if (stage === null || (place.phase !== 'asking' && place.phase !== 'shown')) {
      stage?.close();
      void this.goto(place.scene);
      return;
    }
    this.start();
    this.shows = stage;
    this.isRestarted = true;
    this.enter(place.scene, place.phase);
    this.isRevealed = place.revealed;
    if (place.phase === 'shown') this.lookWhatCame(this.current);
    this.changed();
  }

  back(): Failure | null {
    if (this.at === 0) return failure('first', 'This is the first scene.');
    void this.goto(this.at - 1);
    return null;
  }

  /** A scene that is running runs through without its pauses. */
  hurry(): void {
    this.hurried = true;
  }

  /** Lets the kernel answer an open question, else goes to the next scene. */
  next(): Failure | null {
    switch (this.life) {
      case 'asking':
        void this.reveal();
        return null;
      case 'starting':
        return failure('busy', 'The lab is just starting; wait a moment.');
      case 'running':
        // Whoever presses on while the scene runs wants it to be through.
        this.hurried = true;
        return null;
      case 'failed':
      case 'shown':
        if (this.at + 1 >= this.scenes.length) return failure('last', 'This was the last scene.');
        void this.goOn();
        return null;
      default:
        return unreachable(this.life);
    }
  }

  /** Ends its lab. */
  close(): void {
    this.generation++;
    this.shows?.close();
  }

  /** The kernel answers the open question; after a restart that takes a fresh lab. */
  private async reveal(): Promise<void> {
    const stopped = this.start();
    this.isRevealed = true;
    if (this.isRestarted) {
      this.life = 'starting';
      if (!(await this.prepare(this.at, stopped))) return;
    }
    await this.run(stopped);
  }

  private async goOn(): Promise<void> {
    const index = this.at + 1;
    if (this.scenes[index]?.lab !== null || this.life === 'failed' || this.isRestarted) {
      await this.goto(index);
      return;
    }
    const stopped = this.start();
    this.enter(index, 'running');
    await this.begin(stopped);
  }

  /** Makes what ran before give up; answers what tells whoever runs now that its turn has come. */
  private start(): () => boolean {
    const generation = ++this.generation;
    return () => generation !== this.generation;
  }

  /** A fresh lab, run up to a scene, questions answered by nobody. False where that failed or was given up. */
  private async prepare(index: number, stopped: () => boolean): Promise<boolean> {
    let first = index;
    while (first > 0 && this.scenes[first]?.lab === null) first--;
    await this.openLab(first, stopped);
    for (let i = first; i < index && !stopped() && this.life !== 'failed'; i++) {
      await this.playScene(this.scenes[i] as Scene, i, () => 0, stopped);
    }
    return !stopped() && this.life !== 'failed';
  }

  /** The scene is on: its question is put, or what it lets happen happens. */
  private async begin(stopped: () => boolean): Promise<void> {
    if (this.current.ask === null) {
      await this.run(stopped);
      return;
    }
    // A class that is asked what comes next sees what there is before it.
    const failed = (await this.shows?.ready()) ?? null;
    if (stopped()) return;
    if (failed !== null) {
      this.fail(failed);
      return;
    }
    this.life = 'asking';
    // What came true in the scenes before is theirs.
    this.came = [];
    this.changed();
  }

  private async run(stopped: () => boolean): Promise<void> {
    this.life = 'running';
    this.hurried = false;
    this.changed();
    const pause = (): number => (this.hurried ? 0 : this.pauseMs);
    const failed = await this.playScene(this.current, this.at, pause, stopped);
    if (failed || stopped()) return;
    this.life = 'shown';
    this.changed();
  }

  /** True where it failed: the course says why. */
  private async playScene(scene: Scene, index: number, pause: () => number, stopped: () => boolean): Promise<boolean> {
    if (this.shows === null) return true;
    const failed = await this.shows.play(scene, index, pause, stopped);
    if (stopped()) return false;
    this.lookWhatCame(scene);
    if (failed !== null) this.fail(failed);
    return failed !== null;
  }

  private lookWhatCame(scene: Scene): void {
    if (this.shows === null) return;
    const met = this.shows.met(scene.expect);
    this.came = scene.expect.map(({ text }, i) => ({ text, met: met[i] ?? false }));
    this.right = scene.ask === null ? null : chosenBy(scene.ask, this.shows);
  }

  private async openLab(first: number, stopped: () => boolean): Promise<void> {
    this.shows?.close();
    this.shows = null;
    this.isRestarted = false;
    this.changed();
    const opened = await openScene(this.scenes[first], first, this.open, () => this.changed());
    if (stopped()) {
      if (opened.ok) opened.value.close();
      return;
    }
    if (opened.ok) this.shows = opened.value;
    else this.fail(opened.error);
    this.changed();
  }

  private enter(index: number, phase: WalkState['phase']): void {
    this.at = index;
    this.life = phase;
    this.why = null;
    this.came = [];
    this.isRevealed = false;
    this.right = null;
    this.entered(index);
    this.changed();
  }

  private fail({ message }: Failure): void {
    this.life = 'failed';
    this.why = message;
    this.changed();
  }
}

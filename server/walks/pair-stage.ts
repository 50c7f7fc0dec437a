import type { Failure } from '#shared/base/result';
import type { Claim, Placed, Scene } from '#shared/lessons/scene';
import type { Provenance } from '#shared/model/provenance';
import type { Session } from '../sessions/session.ts';
import type { SceneStage, Shown } from './scene-stage.ts';

/** One of two labs side by side, and the lesson by which scenes name it. */
export interface Side {
  readonly lesson: string;
  readonly stage: SceneStage;
}

/**
 * Plays scenes in two labs at once: each step in both, or in the one that it names. They go their own pace, and the scene has run
 * when both have.
 */
export class PairStage implements SceneStage {
  private readonly first: Side;
  private readonly second: Side;

  constructor(first: Side, second: Side) {
    this.first = first;
    this.second = second;
  }

  get session(): Session {
    return this.first.stage.session;
  }

  get moment(): number | null {
    return this.first.stage.moment;
  }

  get recorded(): Provenance | null {
    return this.first.stage.recorded;
  }

  get beside(): Shown {
    return this.second.stage;
  }

  async ready(): Promise<Failure | null> {
    const failures = await Promise.all([this.first.stage.ready(), this.second.stage.ready()]);
    return failures.find((failure) => failure !== null) ?? null;
  }

  async play(scene: Scene, index: number, pause: () => number, stopped: () => boolean): Promise<Failure | null> {
    const failures = await Promise.all(
      [this.first, this.second].map((side) => {
        const run = scene.run.filter((step) => isAbout(side, step));
        return side.stage.play({ ...scene, run }, index, pause, stopped);
      }),
    );
    return failures.find((failure) => failure !== null) ?? null;
  }

  met(claims: readonly Claim[]): readonly boolean[] {
    return this.inBoth(claims, (stage, some) => stage.met(some));
  }

  shown(claims: readonly Claim[]): readonly boolean[] {
    return this.inBoth(claims, (stage, some) => stage.shown(some));
  }

  close(): void {
    this.first.stage.close();
    this.second.stage.close();
  }

  /** What is said of both labs holds where it holds in each. */
  private inBoth(
    claims: readonly Claim[],
    ask: (stage: SceneStage, claims: readonly Claim[]) => readonly boolean[],
  ): readonly boolean[] {
    const answers = [this.first, this.second].map((side) => ({ side, holds: ask(side.stage, claims) }));
    return claims.map((claim, i) => answers.every(({ side, holds }) => !isAbout(side, claim) || holds[i] === true));
  }
}

const isAbout = (side: Side, { only }: Placed): boolean => only === undefined || only === side.lesson;

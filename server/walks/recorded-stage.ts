import { failure, type Failure } from '#shared/base/result';
import type { Claim, Scene } from '#shared/lessons/scene';
import { held } from '#shared/lessons/tracker';
import { provenanceOf, type Provenance } from '#shared/model/provenance';
import type { RecordingSession } from '../sessions/recording-session.ts';
import { LogFollower } from './log-follower.ts';
import { sceneMoments } from '#shared/lessons/scene-moments';
import type { SceneStage } from './scene-stage.ts';

/** How long one scene's recording takes at most, when it is played with pauses. */
const MOST_STEPS = 400;

/**
 * Plays scenes from a recording of the walkthrough: each scene is what stands between its `scene.enter` and the next one.
 * The moment moves on from release to release, as it did when it was recorded.
 */
export class RecordedStage implements SceneStage {
  readonly session: RecordingSession;
  readonly recorded: Provenance | null;
  readonly beside = null;
  private readonly moved: () => void;
  private readonly end: () => void;
  private at: number;
  /** The last event before the scene that is played. */
  private begun = 0;

  /**
   * @param first the scene (from 0) that began the lab: shown is how it was then
   * @param moved called at each new moment
   */
  constructor(session: RecordingSession, first: number, moved: () => void, end: () => void) {
    this.session = session;
    const { lab } = session.log.state;
    this.recorded = lab === null ? null : provenanceOf(lab);
    this.at = sceneMoments(session.log.events, first)?.begin ?? 0;
    this.moved = moved;
    this.end = end;
  }

  close(): void {
    this.end();
  }

  get moment(): number {
    return this.at;
  }

  ready(): Promise<null> {
    return Promise.resolve(null);
  }

  async play(scene: Scene, index: number, pause: () => number, stopped: () => boolean): Promise<Failure | null> {
    const moments = sceneMoments(this.session.log.events, index);
    if (moments === null)
      return failure('no-scene', `The recording does not hold the scene “${scene.title}”; record it again.`);
    this.begun = moments.begin - 1;
    for (const stop of moments.stops.slice(0, MOST_STEPS)) {
      if (stopped()) return null;
      this.move(stop);
      if (pause() > 0) await new Promise((resolve) => setTimeout(resolve, pause()));
    }
    if (!stopped()) this.move(moments.end);
    return null;
  }

  met(claims: readonly Claim[]): readonly boolean[] {
    return held(
      claims.map(({ condition }) => condition),
      this.session.log.slice(1, this.at),
    );
  }

  shown(claims: readonly Claim[]): readonly boolean[] {
    const { log } = this.session;
    const soFar = { head: this.at, slice: (from: number, to: number) => log.slice(from, to) };
    return claims.map(({ condition }) => new LogFollower(soFar, this.begun, condition).met());
  }

  private move(seq: number): void {
    if (seq <= this.at) return;
    this.at = seq;
    this.moved();
  }
}

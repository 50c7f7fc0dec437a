import { failure, type Failure } from '#shared/base/result';
import type { Scene } from '#shared/lessons/scene';
import { held } from '#shared/lessons/tracker';
import type { RecordingSession } from '../sessions/recording-session.ts';
import type { SceneStage } from './scene-stage.ts';

/** How long one scene's recording takes at most, when it is played with pauses. */
const MOST_STEPS = 400;

/**
 * Plays scenes from a recording of the walkthrough: each scene is what stands between its `scene.enter` and the next one.
 * The moment moves on from release to release, as it did when it was recorded.
 */
export class RecordedStage implements SceneStage {
  readonly session: RecordingSession;
  private readonly moved: () => void;
  private readonly end: () => void;
  private at = 0;

  /** @param moved called at each new moment */
  constructor(session: RecordingSession, moved: () => void, end: () => void) {
    this.session = session;
    this.moved = moved;
    this.end = end;
  }

  close(): void {
    this.end();
  }

  get moment(): number {
    return this.at;
  }

  async play(scene: Scene, index: number, pause: () => number, stopped: () => boolean): Promise<Failure | null> {
    const { events } = this.session.log;
    const enter = events.findIndex((event) => event.kind === 'scene.enter' && event.scene === index + 1);
    if (enter < 0)
      return failure('no-scene', `The recording does not hold the scene “${scene.title}”; record it again.`);
    const next = events.findIndex((event, i) => i > enter && event.kind === 'scene.enter');
    const end = next < 0 ? events.length : next;
    // What stood right before a release was quiet: a person could look at it.
    const stops = events.slice(enter, end).flatMap((event) => (event.kind === 'gate.release' ? [event.seq - 1] : []));
    for (const stop of stops.slice(0, MOST_STEPS)) {
      if (stopped()) return null;
      this.move(stop);
      if (pause() > 0) await new Promise((resolve) => setTimeout(resolve, pause()));
    }
    if (!stopped()) this.move(end);
    return null;
  }

  met(scene: Scene): readonly boolean[] {
    return held(
      scene.expect.map(({ condition }) => condition),
      this.session.log.slice(1, this.at),
    );
  }

  private move(seq: number): void {
    if (seq <= this.at) return;
    this.at = seq;
    this.moved();
  }
}

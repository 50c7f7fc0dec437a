import type { Failure } from '#shared/base/result';
import type { Scene } from '#shared/lessons/scene';
import type { Provenance } from '#shared/model/provenance';
import type { Session } from '../sessions/session.ts';

/** Where scenes are played: a lab, or a recording of one. */
export interface SceneStage {
  readonly session: Session;
  /** How the recording that is shown was made; null: a lab on this machine's kernel. */
  readonly recorded: Provenance | null;
  /** The moment that is shown: a seq of the session's log, or null for its head. */
  readonly moment: number | null;
  /**
   * Lets happen what the scene says, with `pause()` milliseconds between two steps, and gives up as soon as `stopped()`.
   * @param index the scene's, from 0
   * @returns why it could not, or null
   */
  play(scene: Scene, index: number, pause: () => number, stopped: () => boolean): Promise<Failure | null>;
  /** For each expectation of the scene: does it hold, of what was shown so far? */
  met(scene: Scene): readonly boolean[];
  /** Ends what it plays in. */
  close(): void;
}

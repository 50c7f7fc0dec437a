import type { Failure, Result } from '#shared/base/result';
import type { Claim, Scene } from '#shared/lessons/scene';
import type { Provenance } from '#shared/model/provenance';
import type { Session } from '../sessions/session.ts';

/** One lab that everybody sees. */
export interface Shown {
  readonly session: Session;
  /** How the recording that is shown was made; null: a lab on this machine's kernel. */
  readonly recorded: Provenance | null;
  /** The moment that is shown: a seq of the session's log, or null for its head. */
  readonly moment: number | null;
}

/** Where scenes are played: a lab, or a recording of one; or two side by side. */
export interface SceneStage extends Shown {
  /** The second of two. */
  readonly beside: Shown | null;
  /** Resolves when what is shown is there, and quiet: a fresh lab is being set up for a while. Null, or why there is nothing. */
  ready(): Promise<Failure | null>;
  /**
   * Lets happen what the scene says, with `pause()` milliseconds between two steps, and gives up as soon as `stopped()`.
   * @param index the scene's, from 0
   * @returns why it could not, or null
   */
  play(scene: Scene, index: number, pause: () => number, stopped: () => boolean): Promise<Failure | null>;
  /** For each claim: does it hold, of all that was shown so far? */
  met(claims: readonly Claim[]): readonly boolean[];
  /** For each claim: has it come true (or, for what lasts, was it so) since the scene that was played last began? */
  shown(claims: readonly Claim[]): readonly boolean[];
  /** Ends what it plays in. */
  close(): void;
}

/** Opens a stage for a lesson's lab, or the one beside it; `moved` is called where the stage moves by itself. */
export type OpenStage = (
  lesson: string,
  scene: number,
  moved: () => void,
  side: 'first' | 'beside',
) => Promise<Result<SceneStage>>;

/** The lab of this id, of the one or two that are shown; null where it is none of them. */
export function shownLab(stage: SceneStage | null, lab: string): Shown | null {
  const shown = stage === null ? [] : [stage, ...(stage.beside === null ? [] : [stage.beside])];
  return shown.find(({ session }) => session.id === lab) ?? null;
}

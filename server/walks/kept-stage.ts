import { failure, type Failure } from '#shared/base/result';
import type { Claim, Scene } from '#shared/lessons/scene';
import { held } from '#shared/lessons/tracker';
import { provenanceOf, type Provenance } from '#shared/model/provenance';
import type { Recording } from '#shared/protocol/recording';
import type { Labs } from '../sessions/labs.ts';
import type { Owner } from '../sessions/owner.ts';
import type { Session } from '../sessions/session.ts';
import { LogFollower } from './log-follower.ts';
import { PairStage } from './pair-stage.ts';
import type { SceneStage } from './scene-stage.ts';

/**
 * Shows what a lab's log held when the server ended: all of it, at its last moment. The lab itself ended with the server, so
 * nothing is played here any more.
 */
class KeptStage implements SceneStage {
  readonly session: Session;
  readonly recorded: Provenance | null;
  readonly beside = null;
  private readonly end: () => void;

  constructor(session: Session, end: () => void) {
    this.session = session;
    const { lab } = session.log.state;
    this.recorded = lab === null ? null : provenanceOf(lab);
    this.end = end;
  }

  get moment(): number {
    return this.session.log.head;
  }

  ready(): Promise<null> {
    return Promise.resolve(null);
  }

  play(): Promise<Failure | null> {
    return Promise.resolve(failure('kept', 'This lab ended with the server; begin the scene again.'));
  }

  met(claims: readonly Claim[]): readonly boolean[] {
    return held(
      claims.map(({ condition }) => condition),
      this.session.log.events,
    );
  }

  shown(claims: readonly Claim[]): readonly boolean[] {
    const { log } = this.session;
    const begun = (log.events.findLast(({ kind }) => kind === 'scene.enter')?.seq ?? 1) - 1;
    return claims.map(({ condition }) => new LogFollower(log, begun, condition).met());
  }

  close(): void {
    this.end();
  }
}

/** What the logs of a scene's labs show, as `owner`'s; null where they are not those that the scene has. */
export function keptStage(
  scenes: readonly Scene[],
  scene: number,
  logs: readonly Recording[],
  labs: Pick<Labs, 'show' | 'end'>,
  owner: Owner,
): SceneStage | null {
  const { lab = null, beside = null } = scenes.slice(0, scene + 1).findLast((one) => one.lab !== null) ?? {};
  const [first, second] = logs;
  if (lab === null || first === undefined || (beside === null) !== (second === undefined)) return null;
  const stageOf = (log: Recording): KeptStage => {
    const session = labs.show(log, owner);
    return new KeptStage(session, () => labs.end(session.id));
  };
  if (beside === null || second === undefined) return stageOf(first);
  return new PairStage({ lesson: lab, stage: stageOf(first) }, { lesson: beside, stage: stageOf(second) });
}

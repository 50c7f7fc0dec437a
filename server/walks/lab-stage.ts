import { unreachable } from '#shared/base/exhaustive';
import { failure, type Failure } from '#shared/base/result';
import type { PacketCondition } from '#shared/lessons/packet-conditions';
import { packetFits } from '#shared/lessons/packet-conditions';
import type { Claim, Scene, SceneStep } from '#shared/lessons/scene';
import { held } from '#shared/lessons/tracker';
import type { GateState } from '#shared/model/state';
import type { LabSession } from '../sessions/lab-session.ts';
import { LogFollower } from './log-follower.ts';
import type { SceneStage } from './scene-stage.ts';

/** Plays scenes in a lab on this machine's kernel: what they let happen is decided at its gates. */
export class LabStage implements SceneStage {
  readonly session: LabSession;
  /** Everybody sees the present. */
  readonly moment = null;
  readonly recorded = null;
  readonly beside = null;

  private readonly end: () => void;
  /** The last event before the scene that is played. */
  private begun = 0;

  constructor(session: LabSession, end: () => void) {
    this.session = session;
    this.end = end;
  }

  close(): void {
    this.end();
  }

  async ready(): Promise<Failure | null> {
    await this.session.rest();
    const { engine, message } = this.session.status;
    return engine === 'lost' ? failure('lab', message ?? 'The lab has broken off; begin the scene again.') : null;
  }

  async play(scene: Scene, index: number, pause: () => number, stopped: () => boolean): Promise<Failure | null> {
    await this.session.rest();
    if (stopped()) return null;
    this.begun = this.session.log.head;
    this.session.log.appendOwn({ kind: 'scene.enter', source: 'user', scene: index + 1, title: scene.title });
    for (const step of scene.run) {
      const failed = await this.perform(step, step.atOnce === true ? atOnce : pause, stopped);
      if (failed !== null || stopped()) return failed;
    }
    return null;
  }

  met(claims: readonly Claim[]): readonly boolean[] {
    return held(
      claims.map(({ condition }) => condition),
      this.session.log.events,
    );
  }

  shown(claims: readonly Claim[]): readonly boolean[] {
    return claims.map(({ condition }) => new LogFollower(this.session.log, this.begun, condition).met());
  }

  private async perform(step: SceneStep, pause: () => number, stopped: () => boolean): Promise<Failure | null> {
    switch (step.kind) {
      case 'until': {
        const follower = new LogFollower(this.session.log, this.begun, step.condition);
        return this.until(() => follower.met(), `“${step.text}” did not come true`, pause, stopped);
      }
      case 'steps': {
        let left = step.count;
        return this.until(() => left-- <= 0, 'it has no more steps', pause, stopped);
      }
      case 'end': {
        const stop = await this.session.runUntil(stopped, pause);
        return stop.kind === 'failed' ? failure('lab', stop.why) : null;
      }
      case 'packet': {
        const failed = await this.until(
          () => this.packet(step.what) !== null,
          `no ${step.what.kind} to ${step.text}`,
          pause,
          stopped,
        );
        const gate = this.packet(step.what);
        return failed ?? (gate === null ? null : this.session.release(gate.id, step.action));
      }
      case 'call': {
        const failed = await this.until(() => this.call(step) !== null, `nothing to ${step.text}`, pause, stopped);
        const gate = this.call(step);
        return failed ?? (gate === null ? null : this.session.release(gate.id, 'release'));
      }
      default:
        return unreachable(step);
    }
  }

  private async until(
    met: () => boolean,
    otherwise: string,
    pause: () => number,
    stopped: () => boolean,
  ): Promise<Failure | null> {
    const stop = await this.session.runUntil(() => stopped() || met(), pause);
    switch (stop.kind) {
      case 'met':
        return null;
      case 'finished':
      case 'stuck':
        // What was waited for may be the last thing that happened.
        return met()
          ? null
          : failure('scene', `The lab came to its end and ${otherwise}; go back, or restart the scene.`);
      case 'failed':
        return failure('lab', stop.why);
      default:
        return unreachable(stop);
    }
  }

  /** The gate of the oldest held packet that fits. */
  private packet(what: PacketCondition): GateState | null {
    const { log } = this.session;
    return (
      log.state.gates.find((gate) => {
        const event = log.slice(gate.ref, gate.ref)[0];
        return event !== undefined && packetFits(what, event);
      }) ?? null
    );
  }

  private call({ role, api }: { readonly role: string; readonly api: string }): GateState | null {
    const { gates, processes } = this.session.log.state;
    return (
      gates.find((gate) => {
        const call = gate.pid === null ? null : (processes[gate.pid]?.call ?? null);
        return gate.role === role && (call?.api === api || call?.call === api);
      }) ?? null
    );
  }
}

/** No pause between two steps. */
const atOnce = (): number => 0;

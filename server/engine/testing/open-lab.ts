import { join } from 'node:path';
import type { EventOf, LabEvent } from '#shared/events/event';
import { nextGate } from '#shared/model/next-gate';
import type { GateState, LabState } from '#shared/model/state';
import { LabSession } from '../../sessions/lab-session.ts';
import { readLessonFolder } from '../../sessions/lesson-folder.ts';
import { engineLauncher } from '../../supervisor/launch.ts';
import { preflight } from '../../supervisor/preflight.ts';
import { ownPrivilege } from '../../supervisor/privilege.ts';
import { lessonsPath } from '../../supervisor/root.ts';

/** Why labs cannot run here, or null: the reason that a skipped test gives. */
export async function whyNoLab(): Promise<string | null> {
  const machine = await preflight();
  return machine.tier === 'lab' ? null : machine.why;
}

/** A lab of a shipped lesson on this machine's kernel, for tests that hold it at a moment and look. */
export class HeldLab {
  readonly session: LabSession;

  private constructor(session: LabSession) {
    this.session = session;
  }

  static async open(id: string): Promise<HeldLab> {
    const lesson = await readLessonFolder(join(lessonsPath(), id));
    if (!lesson.ok) throw new Error(`no lesson ${id}: ${JSON.stringify(lesson.error)}`);
    return new HeldLab(new LabSession(lesson.value, 'lab', engineLauncher(ownPrivilege())));
  }

  get state(): LabState {
    return this.session.log.state;
  }

  get events(): readonly LabEvent[] {
    return this.session.log.events;
  }

  /** Steps in the lab's order until this holds; throws where it never does. */
  async stepUntil(
    holds: (state: LabState) => boolean,
    choose?: (gates: readonly GateState[]) => GateState | undefined,
  ): Promise<void> {
    await this.until((state) => state.gates.length > 0);
    for (let steps = 0; !holds(this.state); steps++) {
      const gate = choose ? choose(this.state.gates) : nextGate(this.state);
      if (!gate || steps > 300)
        throw new Error(`not reached after ${steps} steps; gates: ${JSON.stringify(this.state.gates)}`);
      const refused = await this.session.release(gate.id, 'release');
      if (refused) throw new Error(refused.message);
    }
  }

  /** Waits, at most 30 s, until the state says so. */
  async until(holds: (state: LabState) => boolean): Promise<void> {
    for (let waited = 0; !holds(this.state); waited += 10) {
      if (waited > 30_000) throw new Error(`never so: ${holds.toString()}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  eventsOf<K extends LabEvent['kind']>(kind: K): EventOf<K>[] {
    return this.events.filter((event): event is EventOf<K> => event.kind === kind);
  }

  close(): void {
    this.session.close('stopped');
  }
}

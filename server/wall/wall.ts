import type { WallState, WallTile } from '#shared/protocol/wall';
import type { Labs } from '../sessions/labs.ts';
import type { Person } from '../sessions/owner.ts';
import type { Session } from '../sessions/session.ts';
import type { Walks } from '../walks/walks.ts';
import { Glance } from './glance.ts';
import { labTile, walkTile } from './tiles.ts';

/** Four looks a second, while somebody sees the wall; none else. */
const EVERY_MS = 250;

/** Every student's lab in small. One look serves everybody who sees the wall. */
export class Wall {
  private readonly labs: Labs;
  private readonly walks: Walks;
  private readonly glances = new WeakMap<Session, Glance>();
  private readonly listeners = new Set<(message: string) => void>();
  private steps: ReadonlyMap<string, number> = new Map();
  private timer: NodeJS.Timeout | null = null;
  private told = '';

  constructor(labs: Labs, walks: Walks) {
    this.labs = labs;
    this.walks = walks;
  }

  /** Tells the wall as text of the protocol: at once, then when something has changed. Answers how to stop that. */
  watch(listener: (message: string) => void): () => void {
    if (this.timer === null) {
      this.timer = setInterval(() => this.tell(), EVERY_MS);
      void this.countSteps();
    }
    this.listeners.add(listener);
    this.told = JSON.stringify(this.look());
    listener(this.message());
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0 || this.timer === null) return;
      clearInterval(this.timer);
      this.timer = null;
    };
  }

  /** The wall as it is now. */
  look(): WallState {
    const { total, reserved } = this.labs.limits;
    const ofViewers = this.labs.ofViewers;
    const inWalks = new Set<string>();
    const walks = this.walks.alone.map(({ walk, owner }) => {
      const { state } = walk;
      const session = state.lab === null ? null : this.labs.get(state.lab);
      for (const shown of [state.lab, state.beside?.lab]) if (typeof shown === 'string') inWalks.add(shown);
      const lab = session === null ? null : { session, glance: this.glanceAt(session) };
      return { owner, tile: walkTile(state, lab, this.studentOf(owner), walk.unwatchedSince === null) };
    });
    const labs = ofViewers
      .filter(({ session }) => !inWalks.has(session.id))
      .map(({ session, viewer }) => {
        const of = this.steps.get(session.lesson.id) ?? null;
        const tile = labTile(session, this.glanceAt(session), this.walks.students.of(viewer), of);
        return { owner: { role: 'viewer', id: viewer } as const, tile };
      });
    return {
      tiles: withoutTheLeft([...walks, ...labs]),
      places: { taken: ofViewers.length, most: total - reserved },
    };
  }

  private tell(): void {
    const now = JSON.stringify(this.look());
    if (now === this.told) return;
    this.told = now;
    for (const listener of this.listeners) listener(this.message());
  }

  private message(): string {
    return `{"type":"wall","now":${Date.now()},"wall":${this.told}}`;
  }

  private glanceAt(session: Session): Glance {
    let glance = this.glances.get(session);
    // A restarted lab has another log.
    if (glance === undefined || !glance.isOf(session.log)) {
      glance = new Glance(session.log);
      this.glances.set(session, glance);
    }
    glance.update();
    return glance;
  }

  private studentOf(owner: Person): WallTile['student'] {
    return owner.role === 'viewer' ? this.walks.students.of(owner.id) : null;
  }

  private async countSteps(): Promise<void> {
    const summaries = await this.labs.catalogue.summaries();
    this.steps = new Map(summaries.flatMap(({ id, run }) => (run === null ? [] : [[id, run.steps] as const])));
  }
}

interface Owned {
  readonly owner: Person;
  readonly tile: WallTile;
}

/** What a student has left while it looks at something else of its own is no news. */
function withoutTheLeft(all: readonly Owned[]): WallTile[] {
  const looking = new Set(
    all.flatMap(({ owner, tile }) => (owner.role === 'viewer' && tile.watched ? [owner.id] : [])),
  );
  return all
    .filter(({ owner, tile }) => tile.watched || owner.role === 'presenter' || !looking.has(owner.id))
    .map(({ tile }) => tile);
}

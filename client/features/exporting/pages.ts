import type { EventKind, EventOf, LabEvent } from '#shared/events/event';
import { lowerBound } from '#shared/base/lower-bound';

/** What deserves a page: a scene of the walkthrough, something that changed for good, or every step. */
export type Choice = 'scenes' | 'turns' | 'steps';

export interface Page {
  /** The moment that is drawn. */
  readonly seq: number;
  /** The scene's name; empty where the picture's own words say enough. */
  readonly title: string;
}

/** What becomes of a socket, a packet or a program for good. */
const TURNS: ReadonlySet<EventKind> = new Set(['socket.open', 'socket.state', 'packet.dropped', 'process.exit']);

/** What can be chosen: scenes where the log has some; turns and steps always. */
export function choicesOf(log: Iterable<LabEvent>): readonly Choice[] {
  for (const { kind } of log) if (kind === 'scene.enter') return ['scenes', 'turns', 'steps'];
  return ['turns', 'steps'];
}

/**
 * The moments of a log that are printed, rising. `stops` are the seqs at which a person looked at it (shared/model/stops),
 * the last event being one too. A scene is drawn as it ends; a turn is a stop before which a socket was made or changed
 * its state, a packet was lost or a program ended.
 */
export function pagesOf(log: Iterable<LabEvent>, stops: readonly number[], choice: Choice): readonly Page[] {
  const { scenes, turns, end } = noted(log);
  if (end === 0) return [];
  const all = stops.at(-1) === end ? stops : [...stops, end];
  switch (choice) {
    case 'steps':
      return all.map((seq) => ({ seq, title: '' }));
    case 'turns': {
      const shown = new Set(turns.map((turn) => all[lowerBound(all, turn)] ?? end));
      return [...shown].map((seq) => ({ seq, title: '' }));
    }
    case 'scenes':
      return scenes.map(({ title }, i) => ({ title, seq: (scenes[i + 1]?.seq ?? end + 1) - 1 }));
    default:
      return choice;
  }
}

/** One walk through a log: its scenes, the seqs of its turns, and its last seq (0: it has none). */
function noted(log: Iterable<LabEvent>): {
  readonly scenes: readonly EventOf<'scene.enter'>[];
  readonly turns: readonly number[];
  readonly end: number;
} {
  const scenes: EventOf<'scene.enter'>[] = [];
  const turns: number[] = [];
  let end = 0;
  for (const event of log) {
    end = event.seq;
    if (event.kind === 'scene.enter') scenes.push(event);
    if (TURNS.has(event.kind)) turns.push(event.seq);
  }
  return { scenes, turns, end };
}

import { applyEvent } from '../model/apply.ts';
import { initialState } from '../model/initial.ts';
import type { LabEvent } from '../events/event.ts';
import type { LabState } from '../model/state.ts';
import type { Condition, Happening } from './conditions.ts';
import { satisfiedBy } from './satisfied.ts';

/**
 * Follows a log event by event and remembers which conditions hold. Once true, a condition stays met; "never" and an exact
 * number of packets or calls hold until something contradicts them.
 */
export interface Tracker {
  /** One more event, and the state it led to. Returns the indices of the conditions it has just met. */
  see(event: LabEvent, state: LabState): readonly number[];
  /** For each condition, in their order: does it hold, as far as has been seen? */
  met(): readonly boolean[];
}

/** One condition, and what was seen of it so far. */
interface Followed {
  readonly see: (event: LabEvent, state: LabState) => void;
  readonly met: () => boolean;
}

function follow(condition: Condition): Followed {
  switch (condition.kind) {
    case 'never': {
      const what = seenOnce(condition.what);
      return { see: what.see, met: () => !what.seen() };
    }
    case 'count': {
      const packets = new Set<string>();
      const see = (event: LabEvent, state: LabState): void => {
        if (!satisfiedBy(condition.what, event, state)) return;
        if ('packet' in event && event.packet !== undefined) packets.add(event.packet);
      };
      const met = (): boolean =>
        condition.exactly ? packets.size === condition.count : packets.size >= condition.count;
      return { see, met };
    }
    case 'times': {
      let count = 0;
      const see = (event: LabEvent, state: LabState): void => {
        if (satisfiedBy(condition.what, event, state)) count++;
      };
      return { see, met: () => count === condition.count };
    }
    case 'before': {
      const what = seenOnce(condition.what);
      const other = seenOnce(condition.other);
      const see = (event: LabEvent, state: LabState): void => {
        if (!other.seen()) what.see(event, state);
        if (!what.seen()) other.see(event, state);
      };
      return { see, met: what.seen };
    }
    default: {
      const what = seenOnce(condition);
      return { see: what.see, met: what.seen };
    }
  }
}

function seenOnce(what: Happening): { see: (event: LabEvent, state: LabState) => void; seen: () => boolean } {
  let seen = false;
  return {
    see: (event, state) => {
      seen ||= satisfiedBy(what, event, state);
    },
    seen: () => seen,
  };
}

/** Follows conditions through a log: each event must be shown once, in order, with the state after it. */
export function createTracker(conditions: readonly Condition[]): Tracker {
  const followed = conditions.map(follow);
  return {
    see: (event, state) =>
      followed.flatMap((one, i) => {
        const before = one.met();
        one.see(event, state);
        return !before && one.met() ? [i] : [];
      }),
    met: () => followed.map((one) => one.met()),
  };
}

/** For each condition, whether it held over a whole log. */
export function held(conditions: readonly Condition[], events: readonly LabEvent[]): readonly boolean[] {
  const tracker = createTracker(conditions);
  let state = initialState;
  for (const event of events) {
    state = applyEvent(state, event);
    tracker.see(event, state);
  }
  return tracker.met();
}

/** Whether a condition held over a whole log. */
export const holds = (condition: Condition, events: readonly LabEvent[]): boolean =>
  held([condition], events)[0] ?? false;

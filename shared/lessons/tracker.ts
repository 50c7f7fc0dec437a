import { applyEvent } from '../model/apply.ts';
import { initialState } from '../model/initial.ts';
import type { LabEvent } from '../events/event.ts';
import type { LabState } from '../model/state.ts';
import { satisfiedBy, type Condition } from './conditions.ts';

/** Follows a log event by event and remembers which conditions have come true; once true, a condition stays met. */
export interface Tracker {
  /** One more event, and the state it led to. Returns the indices of the conditions it has just met. */
  see(event: LabEvent, state: LabState): readonly number[];
  /** For each condition, in their order: has it come true? */
  met(): readonly boolean[];
}

export function createTracker(conditions: readonly Condition[]): Tracker {
  const met = conditions.map(() => false);
  let open = conditions.length;
  return {
    see(event, state) {
      const now: number[] = [];
      if (open === 0) return now;
      conditions.forEach((condition, i) => {
        if (met[i] === true || !satisfiedBy(condition, event, state)) return;
        met[i] = true;
        open -= 1;
        now.push(i);
      });
      return now;
    },
    met: () => [...met],
  };
}

/** Whether a condition came true anywhere in a whole log. */
export function holds(condition: Condition, events: readonly LabEvent[]): boolean {
  const tracker = createTracker([condition]);
  let state = initialState;
  for (const event of events) {
    state = applyEvent(state, event);
    if (tracker.see(event, state).length > 0) return true;
  }
  return false;
}

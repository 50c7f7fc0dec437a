import { applyEvent } from '../model/apply.ts';
import { initialState } from '../model/initial.ts';
import type { LabEvent } from '../events/event.ts';
import type { LabState } from '../model/state.ts';
import { happeningOf, type Condition } from './conditions.ts';
import { satisfiedBy } from './satisfied.ts';

/**
 * Follows a log event by event and remembers which conditions hold. Once true, a condition stays met; "never" and an exact
 * number of packets hold until something contradicts them.
 */
export interface Tracker {
  /** One more event, and the state it led to. Returns the indices of the conditions it has just met. */
  see(event: LabEvent, state: LabState): readonly number[];
  /** For each condition, in their order: does it hold, as far as has been seen? */
  met(): readonly boolean[];
}

interface Followed {
  readonly condition: Condition;
  /** What was seen of it: nothing more is looked for once this says it all. */
  seen: number;
  readonly packets: Set<string>;
}

export function createTracker(conditions: readonly Condition[]): Tracker {
  const followed = conditions.map((condition): Followed => ({ condition, seen: 0, packets: new Set() }));
  return {
    see(event, state) {
      const now: number[] = [];
      followed.forEach((one, i) => {
        if (isSettled(one) || !satisfiedBy(happeningOf(one.condition), event, state)) return;
        const before = isMet(one);
        if ('packet' in event && event.packet !== undefined) one.packets.add(event.packet);
        one.seen += 1;
        if (!before && isMet(one)) now.push(i);
      });
      return now;
    },
    met: () => followed.map(isMet),
  };
}

function isMet({ condition, seen, packets }: Followed): boolean {
  if (condition.kind === 'never') return seen === 0;
  if (condition.kind !== 'count') return seen > 0;
  return condition.exactly ? packets.size === condition.count : packets.size >= condition.count;
}

/** Nothing that may come can change it any more. */
function isSettled(one: Followed): boolean {
  const { condition, seen, packets } = one;
  if (condition.kind !== 'count') return seen > 0;
  return packets.size > condition.count || (!condition.exactly && isMet(one));
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

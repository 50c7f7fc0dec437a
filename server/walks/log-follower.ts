import type { LabEvent } from '#shared/events/event';
import type { Condition } from '#shared/lessons/conditions';
import { createTracker, type Tracker } from '#shared/lessons/tracker';
import { applyEvent } from '#shared/model/apply';
import { initialState } from '#shared/model/initial';
import type { CurrentCall, LabState } from '#shared/model/state';

/** A log that grows. */
export interface GrowingLog {
  readonly head: number;
  slice(from: number, to: number): readonly LabEvent[];
}

/**
 * Follows a log and tells whether a condition has come true after `since` (a seq), or, for what lasts ("client is
 * SYN_SENT", "server blocked in accept", "client enters connect", "server exits 0"), whether it is so at that moment.
 */
export class LogFollower {
  private readonly log: GrowingLog;
  private readonly since: number;
  private readonly condition: Condition;
  private readonly tracker: Tracker;
  private state: LabState = initialState;
  private seen = 0;
  private held = false;

  constructor(log: GrowingLog, since: number, condition: Condition) {
    this.log = log;
    this.since = since;
    this.condition = condition;
    this.tracker = createTracker([condition]);
  }

  /** Reads what is new in the log. */
  met(): boolean {
    for (const event of this.log.slice(this.seen + 1, this.log.head)) {
      if (this.held) return true;
      if (this.seen === this.since) this.held = isSo(this.condition, this.state);
      this.state = applyEvent(this.state, event);
      this.seen = event.seq;
      if (event.seq > this.since && this.tracker.see(event, this.state).length > 0) this.held = true;
    }
    if (this.seen === this.since) this.held ||= isSo(this.condition, this.state);
    return this.held;
  }
}

/** Whether a condition about what lasts is so now. */
function isSo(condition: Condition, state: LabState): boolean {
  switch (condition.kind) {
    case 'is':
      return Object.values(state.sockets).some(
        (socket) => !socket.gone && socket.role === condition.role && socket.state === condition.state,
      );
    case 'blocked':
      return isIn(condition, state, ['blocked']);
    case 'enters':
      return isIn(condition, state, ['gate', 'kernel', 'blocked']);
    case 'exits':
      return Object.values(state.processes).some(
        ({ role, phase, status }) => role === condition.role && phase === 'exited' && status === condition.status,
      );
    default:
      return false;
  }
}

/** Whether the program is in this call, and how far. */
const isIn = (
  wanted: { readonly role: string; readonly api: string },
  state: LabState,
  phases: readonly CurrentCall['phase'][],
): boolean =>
  Object.values(state.processes).some(
    ({ role, call }) =>
      role === wanted.role &&
      call !== null &&
      phases.includes(call.phase) &&
      (call.api === wanted.api || call.call === wanted.api),
  );

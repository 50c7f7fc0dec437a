import type { LabEvent } from '#shared/events/event';
import type { LabState, ProcessState } from '#shared/model/state';
import { wokenByTime } from './timeouts.ts';

/** A log as far as it goes. */
export interface Past {
  readonly events: readonly LabEvent[];
  readonly state: LabState;
  /** Nanoseconds since the lab started: later than the last event where nothing has happened since. */
  readonly now: number;
}

/** What a lab can still do by itself, with no gate left to release. */
export type Outlook =
  /** Something runs, or may yet run: wait. */
  | { readonly kind: 'running' }
  /** Every program has ended, and every socket is gone or in TIME_WAIT. */
  | { readonly kind: 'finished' }
  /** Every program has ended; some sockets are still on their way. Finished if nothing changes for a while. */
  | { readonly kind: 'settling' }
  /** Programs sleep in calls (or were never started) and nothing is known that could wake them. */
  | { readonly kind: 'stuck'; readonly why: string };

/** Calls that end by themselves after a time: time(7). */
const sleepingCalls: ReadonlySet<string> = new Set(['clock_nanosleep', 'nanosleep']);

/** Calls that do so where their `timeout` says it: a negative number (poll(2), epoll_wait(2)) or NULL (select(2)) does not. */
const waitingCalls: ReadonlySet<string> = new Set([
  'poll',
  'ppoll',
  'select',
  'pselect6',
  'epoll_wait',
  'epoll_pwait',
  'epoll_pwait2',
]);

function endsByItself({ call }: ProcessState): boolean {
  if (call === null) return false;
  if (sleepingCalls.has(call.call)) return true;
  const timeout = call.args.find(({ name }) => name === 'timeout')?.value;
  const endless = timeout === null || (typeof timeout === 'number' && timeout < 0);
  return waitingCalls.has(call.call) && !endless;
}

/** What a log lets expect. Asked when no gate is open; `roles` are the lesson's programs. */
export function outlook(past: Past, roles: readonly string[]): Outlook {
  const { state } = past;
  const processes = Object.values(state.processes);
  const alive = processes.filter((process) => process.phase === 'running');
  const unstarted = roles.filter((role) => !processes.some((process) => process.role === role));

  if (alive.length === 0 && unstarted.length === 0) {
    const done = Object.values(state.sockets).every((socket) => socket.gone || socket.state === 'TIME_WAIT');
    return { kind: done ? 'finished' : 'settling' };
  }
  const asleep = alive.filter((process) => process.call?.phase === 'blocked');
  const mayWake = asleep.some(endsByItself);
  // A timer of the kernel (a retransmission, a probe) can still change things.
  const ticking = Object.values(state.sockets).some(
    (socket) =>
      !socket.gone && socket.timer !== null && socket.timer !== undefined && socket.timer.name !== 'time_wait',
  );
  if (asleep.length < alive.length || mayWake || ticking) return { kind: 'running' };
  if (wokenByTime(past, asleep).length > 0) return { kind: 'running' };
  const waits = asleep.map((process) => `${process.role} waits in ${callOf(process)}`);
  const never = unstarted.map((role) => `${role} was never started (its “after” did not come true)`);
  return { kind: 'stuck', why: [...waits, ...never].join(', ') };
}

const callOf = (process: ProcessState): string => process.call?.api ?? 'a call';

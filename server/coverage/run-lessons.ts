import type { LabEvent } from '#shared/events/event';
import type { Lesson } from '#shared/lessons/lesson';
import { faultsOf } from '../cli/verdict.ts';
import type { RunEnd } from '../sessions/driver.ts';
import { LabSession } from '../sessions/lab-session.ts';
import type { LaunchEngine } from '../supervisor/engine-port.ts';
import { engineLauncher } from '../supervisor/launch.ts';
import { ownPrivilege } from '../supervisor/privilege.ts';

/** A lesson whose run takes longer than this hangs; the slowest shipped ones wait out timers of some ten seconds. */
const RUN_LIMIT_MS = 180_000;

/** TIME_WAIT lasts 60 s in Linux (TCP_TIMEWAIT_LEN in include/net/tcp.h), whatever the settings; and a look more. */
const TIME_WAIT_MS = 65_000;

export interface LessonRun {
  readonly lesson: Lesson;
  readonly events: readonly LabEvent[];
  /** What went wrong, a sentence each; empty: all that the lesson expects came true. */
  readonly faults: readonly string[];
}

/**
 * Runs a lesson to its end as `sockscope run` does, and judges it the same way. `stay`: asked once nothing is left to
 * happen; where it says so, the lab stays open until its sockets have left TIME_WAIT.
 */
export async function runLesson(
  lesson: Lesson,
  tier: 'lab' | 'loopback',
  stay: (session: LabSession) => boolean = () => false,
  launch: LaunchEngine = engineLauncher(ownPrivilege()),
): Promise<LessonRun> {
  const session = new LabSession(lesson, tier, launch);
  const end = await within(RUN_LIMIT_MS, session.runOut(), () => session.close('stopped'));
  if (end.kind === 'finished' && stay(session)) await timeWaitOver(session);
  session.close(end.kind === 'failed' ? 'stopped' : 'finished');
  await session.ended();
  const faults = faultsOf(lesson, session.log.events, end, tier);
  if (session.status.message !== undefined) faults.unshift(session.status.message);
  return { lesson, events: session.log.events, faults: [...new Set(faults)] };
}

/** Works through `items`, `width` at a time, and answers the results in the order of the items. */
export async function inParallel<T, R>(
  items: readonly T[],
  width: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index] as T, index);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}

/** Whether a socket of the lab is in TIME_WAIT now. */
export const hasTimeWait = ({ log }: LabSession): boolean =>
  Object.values(log.state.sockets).some((socket) => !socket.gone && socket.state === 'TIME_WAIT');

function timeWaitOver(session: LabSession): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const timer = setTimeout(done, TIME_WAIT_MS);
    const unsubscribe = session.log.subscribe(() => {
      if (!hasTimeWait(session)) done();
    });
  });
}

async function within(ms: number, run: Promise<RunEnd>, stop: () => void): Promise<RunEnd> {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    stop();
  }, ms);
  const end = await run;
  clearTimeout(timer);
  return late ? { kind: 'failed', why: `The lesson did not end within ${ms / 1000} s.` } : end;
}

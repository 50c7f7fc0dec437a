import { failure, type Failure } from '#shared/base/result';
import type { EngineExit } from '../supervisor/engine-port.ts';

/** Why a lab ended whose log is full. */
export const tooManyEvents = (events: number): Failure =>
  failure(
    'log-full',
    `The log has ${events} events and takes no more; look for an endless loop in the programs, and restart the lab.`,
  );
export const noSuchLab = failure('unknown-lab', 'That lab does not exist any more; choose a lesson.');
export const starting = failure('busy', 'This lab is just starting; wait until it runs.');
export const slow = 'The engine does not answer; wait a little, or restart the lab.';

/** How an engine that was not told to end has ended, with the next thing to do. */
export function describeExit(exit: EngineExit, started: boolean): string {
  const how =
    exit.signal !== null ? `was killed by ${exit.signal}` : exit.status === null ? 'could not be run' : 'ended unasked';
  const said = exit.words.split('\n').at(-1)?.trim() ?? '';
  const next = started ? 'Restart the lab.' : 'Run sockscope doctor to see what this machine lacks.';
  return `The lab’s engine ${how}${said === '' ? '' : ` (${said})`}. ${next}`;
}

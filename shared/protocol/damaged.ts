import { failure, type Failure } from '../base/result.ts';

/** What to say of a recording of which the event after `seq` is none. */
export const damaged = (seq: number): Failure =>
  failure(
    'recording-format',
    `Event ${seq + 1} of this recording cannot be read; the file is damaged, take another copy.`,
  );

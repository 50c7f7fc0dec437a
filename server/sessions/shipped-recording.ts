import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lessonsPath } from '../supervisor/root.ts';
import { RECORDING_FILE } from './lesson-folder.ts';

/** The recording that ships with the lesson of this id; null where there is none. No lesson is read for it. */
export function shippedRecording(lesson: string): string | null {
  // An id is one word: it leads to no other folder.
  if (!/^[a-z0-9-]+$/.test(lesson)) return null;
  const path = join(lessonsPath(), lesson, RECORDING_FILE);
  return existsSync(path) ? path : null;
}

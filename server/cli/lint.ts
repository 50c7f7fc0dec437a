import { existsSync, statSync } from 'node:fs';
import { counted } from '#shared/base/counted';
import { Catalogue } from '../sessions/catalogue.ts';
import { formatDiagnostic, readLessonFolder } from '../sessions/lesson-folder.ts';
import { lessonsPath } from '../supervisor/root.ts';
import { readWalkthroughFolder } from '../walks/walkthroughs.ts';
import { exitStatus } from './exit.ts';
import { refuse } from './say.ts';

/** `sockscope lint`: checks a lesson's or a walkthrough's folder, programs and scenes included, and starts nothing. */
export async function lint({ folder }: { readonly folder: string }): Promise<number> {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    return refuse(`There is no folder ${folder}; name the folder that holds the lesson.md.`, exitStatus.usage);
  }
  const catalogue = await Catalogue.read(lessonsPath());
  const walkthrough = await readWalkthroughFolder(folder, catalogue);
  const lesson = walkthrough === null ? await readLessonFolder(folder, catalogue.rolesOf) : null;
  const faults = [walkthrough, lesson].flatMap((read) => (read === null || read.ok ? [] : read.error));
  for (const fault of faults) process.stdout.write(`${formatDiagnostic(fault)}\n`);
  if (faults.length > 0) return exitStatus.usage;
  const told =
    lesson?.ok === true
      ? `${counted(lesson.value.programs.length, 'program')}, ${counted(lesson.value.scenes.length, 'scene')}`
      : '';
  const scenes = walkthrough?.ok === true ? counted(walkthrough.value.scenes.length, 'scene') : '';
  process.stdout.write(`${folder}: ${told}${scenes}, no fault found\n`);
  return exitStatus.fine;
}

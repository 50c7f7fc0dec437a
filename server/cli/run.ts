import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '#shared/base/reason';
import { fail, ok, type Result } from '#shared/base/result';
import { printable } from '#shared/base/text';
import type { Tier } from '#shared/events/lab';
import type { Lesson } from '#shared/lessons/lesson';
import { Catalogue } from '../sessions/catalogue.ts';
import { LabSession } from '../sessions/lab-session.ts';
import type { RunEnd } from '../sessions/driver.ts';
import { formatDiagnostic, readLessonFolder } from '../sessions/lesson-folder.ts';
import { writeRecordingFile } from '../sessions/recording-file.ts';
import { engineLauncher } from '../supervisor/launch.ts';
import { preflight } from '../supervisor/preflight.ts';
import { ownPrivilege } from '../supervisor/privilege.ts';
import { lessonsPath, walkthroughsPath } from '../supervisor/root.ts';
import { findWalkthrough } from '../walks/find-walkthrough.ts';
import { Walkthroughs } from '../walks/walkthroughs.ts';
import { exitStatus } from './exit.ts';
import { jsonPrinter, straceLikePrinter, type Printer } from './printer.ts';
import { runWalkthrough } from './run-walkthrough.ts';
import { noLab, refuse, say, sayLines, unwritten } from './say.ts';
import { faultsOf, uncheckedOf } from './verdict.ts';

/** `sockscope run`: a whole lesson without a browser, gates released in the lab's own order until nothing is left. */
export async function run(options: { lesson: string; json: boolean; record: string | null }): Promise<number> {
  const shipped = await shippedLesson(options.lesson);
  const walkthrough = shipped === null ? await findWalkthrough(options.lesson) : null;
  if (walkthrough !== null) {
    if (!options.json) return runWalkthrough(walkthrough.walkthrough, options.record);
    return refuse('A walkthrough has a log for each of its labs; --record FOLDER keeps them all.', exitStatus.usage);
  }
  const lesson = shipped === null ? await findLesson(options.lesson) : ok(shipped);
  if (!lesson.ok) {
    sayLines(lesson.error);
    return exitStatus.usage;
  }
  const machine = await preflight();
  if (machine.tier === 'replay') return refuse(noLab(machine.why), exitStatus.lacking);
  if (machine.tier === 'loopback' && lesson.value.needs === 'wire') {
    const sentence = `This lesson is about packets that are held, and there is no wire here: ${machine.why}`;
    return refuse(sentence, exitStatus.lacking);
  }
  for (const note of uncheckedOf(lesson.value, machine.tier)) say(note);

  const session = new LabSession(lesson.value, machine.tier, engineLauncher(ownPrivilege()));
  const interrupted = endOnSignal(session);
  const printer = options.json ? jsonPrinter() : straceLikePrinter();
  follow(session, printer);
  const end = await session.runToEnd();
  await session.ended();

  // Who ended it by hand knows why.
  const faults = interrupted() ? [] : whatWentWrong(session, lesson.value, end, machine.tier);
  for (const fault of faults) say(printable(fault));
  if (options.record !== null && !(await record(options.record, session))) return exitStatus.failed;
  const why = await printer.finish();
  if (why !== null) return refuse(unwritten(why), exitStatus.failed);
  if (interrupted()) return 130;
  return faults.length === 0 ? exitStatus.fine : exitStatus.failed;
}

function whatWentWrong(session: LabSession, lesson: Lesson, end: RunEnd, tier: Tier): readonly string[] {
  const { message } = session.status;
  // What the engine said is why; that the lab has ended is what follows.
  if (message !== undefined && end.kind === 'failed') return [message];
  const faults = faultsOf(lesson, session.log.events, end, tier);
  return [...new Set(message === undefined ? faults : [message, ...faults])];
}

/** A shipped lesson lies in the folder of its id: the other lessons need not be read for it, which takes a second. */
async function shippedLesson(name: string): Promise<Lesson | null> {
  const folder = join(lessonsPath(), name);
  if (!/^[\w-]+$/.test(name) || !existsSync(join(folder, 'lesson.md'))) return null;
  const read = await readLessonFolder(folder);
  return read.ok && read.value.id === name ? read.value : null;
}

/** A shipped lesson by its id, or a folder of the user's own; else the lines that say what is wrong. */
async function findLesson(name: string): Promise<Result<Lesson, readonly string[]>> {
  const isFolder = existsSync(name) && statSync(name).isDirectory();
  const looksLikePath = name.includes('/') || name.startsWith('.');
  if (!looksLikePath) {
    const catalogue = await Catalogue.read(lessonsPath());
    const shipped = catalogue.get(name);
    if (shipped !== null) return ok(shipped.lesson);
    if (!isFolder) {
      const { ids } = await Walkthroughs.read(walkthroughsPath(), catalogue);
      return fail([...catalogue.faults, nothingThere(name, new Set([...catalogue.ids, ...ids]))]);
    }
  }
  if (!isFolder) return fail([`sockscope: There is no folder ${name}; give a lesson’s id or the folder of your own.`]);
  const lesson = await readLessonFolder(name);
  return lesson.ok ? lesson : fail(lesson.error.map(formatDiagnostic));
}

const nothingThere = (name: string, ids: ReadonlySet<string>): string =>
  `sockscope: There is no lesson or walkthrough “${name}” and no such folder; there are ${[...ids].join(', ')}.`;

/** Prints the log as it grows. */
function follow(session: LabSession, printer: Printer): void {
  const { log } = session;
  let printed = 0;
  const print = (): void => {
    for (const event of log.slice(printed + 1, log.head)) printer.print(event);
    printed = log.head;
  };
  print();
  log.subscribe(print);
}

/** Ctrl-C ends the lab properly; pressed twice it ends this program, and the engine follows. */
function endOnSignal(session: LabSession): () => boolean {
  let caught = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (caught) process.exit(130);
      caught = true;
      session.close('stopped');
    });
  }
  return () => caught;
}

async function record(path: string, session: LabSession): Promise<boolean> {
  try {
    await writeRecordingFile(path, session.lesson, session.log.read());
    return true;
  } catch (error) {
    say(`The recording could not be written (${reasonOf(error)}); give --record another file.`);
    return false;
  }
}

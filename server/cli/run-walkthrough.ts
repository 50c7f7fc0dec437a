import { reasonOf } from '#shared/base/reason';
import { printable } from '#shared/base/text';
import type { Walkthrough } from '#shared/lessons/scene';
import { Catalogue } from '../sessions/catalogue.ts';
import { LabSession } from '../sessions/lab-session.ts';
import { Labs } from '../sessions/labs.ts';
import { writeRecordingFile } from '../sessions/recording-file.ts';
import { engineLauncher } from '../supervisor/launch.ts';
import { preflight } from '../supervisor/preflight.ts';
import { ownPrivilege } from '../supervisor/privilege.ts';
import { lessonsPath } from '../supervisor/root.ts';
import { LabStage } from '../walks/lab-stage.ts';
import { makeFolder } from '../walks/make-folder.ts';
import type { Member } from '../walks/people.ts';
import { Walk } from '../walks/walk.ts';
import type { OpenStage } from '../walks/scene-stage.ts';
import { sceneRecording } from '../walks/walkthroughs.ts';
import { exitStatus } from './exit.ts';
import { noLab, refuse, say } from './say.ts';

/** A lab that a scene opened. */
interface Played {
  readonly scene: number;
  readonly side: 'first' | 'beside';
  readonly session: LabSession;
}

/**
 * Runs a walkthrough scene after scene as a presenter would, without pauses, and says which of its expectations came true.
 * @param record a folder for one recording a lab, or null
 */
export async function runWalkthrough(walkthrough: Walkthrough, record: string | null): Promise<number> {
  const machine = await preflight();
  if (machine.tier === 'replay') return refuse(noLab(machine.why), exitStatus.lacking);
  // Before the minutes that the run takes.
  if (record !== null && !mayWriteTo(record)) return exitStatus.failed;
  const labs = new Labs(
    await Catalogue.read(lessonsPath()),
    () => Promise.resolve(machine),
    engineLauncher(ownPrivilege()),
  );
  const played: Played[] = [];
  const open: OpenStage = async (lesson, scene, _moved, side) => {
    const opened = await labs.open(lesson);
    if (!opened.ok) return opened;
    const session = opened.value;
    if (!(session instanceof LabSession)) throw new Error('where labs run, a lab is opened');
    played.push({ scene, side, session });
    return { ok: true, value: new LabStage(session, () => labs.end(session.id)) };
  };
  const walk = new Walk(walkthrough, open, 0);
  const faults = await playAll(walk);
  const kept = record === null || (await writeAll(record, played));
  walk.close();
  await labs.close();
  return faults === 0 && kept ? exitStatus.fine : exitStatus.failed;
}

function mayWriteTo(folder: string): boolean {
  try {
    makeFolder(folder);
    return true;
  } catch (error) {
    return cannotWrite(error);
  }
}

/** One recording for each lab that was played. */
async function writeAll(folder: string, played: readonly Played[]): Promise<boolean> {
  try {
    for (const { scene, side, session } of played) {
      const file = sceneRecording(folder, scene, side);
      await writeRecordingFile(file, session.lesson, session.log.events);
      say(`Wrote ${file}`);
    }
    return true;
  } catch (error) {
    return cannotWrite(error);
  }
}

function cannotWrite(error: unknown): false {
  say(`The recordings cannot be written (${reasonOf(error)}); give --record another folder.`);
  return false;
}

/** Presses through all scenes and prints each; answers in how many something did not come true. */
async function playAll(walk: Walk): Promise<number> {
  let rested = (): void => undefined;
  const changed = (): void => {
    if (['asking', 'shown', 'failed'].includes(walk.state.phase)) rested();
  };
  const presenter: Member = { page: 'run', name: '', as: 'presenter', changed };
  const rest = (act: () => void): Promise<void> =>
    new Promise((resolve) => {
      rested = resolve;
      act();
    });
  walk.join(presenter);
  const press = (): void => void walk.drive(presenter, { do: 'next' });
  let faults = 0;
  await rest(() => void walk.goto(0));
  for (const [i, { title, ask }] of walk.walkthrough.scenes.entries()) {
    if (i > 0) await rest(press);
    // The question is put: the next press lets the kernel answer it.
    if (walk.state.phase === 'asking') await rest(() => setImmediate(press));
    const { message, expect, question } = walk.state;
    process.stdout.write(`${String(i + 1).padStart(2)}. ${printable(title)}\n`);
    for (const { text, met } of expect)
      process.stdout.write(`    ${met ? 'as expected' : 'NOT SO'}: ${printable(text)}\n`);
    const wrong = ask !== null && question?.answer !== ask.answer;
    if (question !== null && message === null) {
      const shown = question.answer === null ? 'none of its answers' : (question.options[question.answer] ?? '');
      process.stdout.write(
        `    ${wrong ? 'NOT SO' : 'as expected'}: ${printable(question.text)} ${printable(shown)}\n`,
      );
    }
    if (message !== null) process.stdout.write(`    ${printable(message)}\n`);
    if (message !== null || wrong || expect.some(({ met }) => !met)) faults += 1;
  }
  return faults;
}

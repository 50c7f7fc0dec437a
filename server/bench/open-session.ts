import type { Lesson } from '#shared/lessons/lesson';
import { Catalogue } from '../sessions/catalogue.ts';
import { LabSession } from '../sessions/lab-session.ts';
import { engineLauncher } from '../supervisor/launch.ts';
import { ownPrivilege } from '../supervisor/privilege.ts';
import { lessonsPath } from '../supervisor/root.ts';

/** The lesson that most figures are taken from: two hosts, eleven packets or so, every state from CLOSED to TIME_WAIT. */
const LESSON = 'tcp-echo';

async function readLesson(): Promise<Lesson> {
  const shipped = (await Catalogue.read(lessonsPath())).get(LESSON);
  if (shipped === null) throw new Error(`the lesson ${LESSON} is not where lessons are`);
  return shipped.lesson;
}

/** A lab as the server opens it, without the server. */
export async function openSession(): Promise<LabSession> {
  return new LabSession(await readLesson(), 'lab', engineLauncher(ownPrivilege()));
}

import express, { type Response, type Router } from 'express';
import { changedProgramsSchema, MAX_PROGRAM_LENGTH, type LessonPrograms } from '#shared/protocol/programs';
import { changePrograms } from '../sessions/changed-programs.ts';
import type { Services } from './app.ts';
import { personOf } from './person.ts';

/** Several programs of the greatest length, and what JSON adds to them. */
const MAX_BODY = '256kb';

/** The programs of a lesson: reading them, and running others in their place (shared/protocol/programs.ts has the shapes). */
export function programsRouter({ catalogue, labs }: Pick<Services, 'catalogue' | 'labs'>): Router {
  const router = express.Router();

  router.get('/lessons/:id', (request, response) => {
    const shipped = catalogue.get(request.params.id);
    if (shipped === null) {
      refuseLesson(response, request.params.id);
      return;
    }
    const { id, title, programs } = shipped.lesson;
    const answer: LessonPrograms = {
      id,
      title,
      programs: programs.map(({ role, file, host, args, after, text }) => ({
        role,
        file,
        host,
        args: [...args],
        after,
        text,
      })),
    };
    response.json(answer);
  });

  router.post('/lessons/:id/labs', express.json({ limit: MAX_BODY }), async (request, response) => {
    const shipped = catalogue.get(request.params.id);
    if (shipped === null) {
      refuseLesson(response, request.params.id);
      return;
    }
    const body = changedProgramsSchema.safeParse(request.body);
    if (!body.success) {
      const message = `Send {"programs": [{"file": "server.c", "text": "…"}]} as JSON, each text of ${MAX_PROGRAM_LENGTH} characters at most.`;
      response.status(400).json({ code: 'bad-request', message });
      return;
    }
    const person = personOf(response);
    // Before the texts are compiled: that takes its time too.
    const early = labs.mayStart(person);
    if (early !== null) {
      response.status(429).json(early);
      return;
    }
    const changed = changePrograms(shipped.lesson, body.data.programs);
    if (!changed.ok) {
      response.status(422).json(changed.error);
      return;
    }
    const unchanged = changed.value === shipped.lesson;
    const opened = await (unchanged ? labs.open(shipped.lesson.id, person) : labs.openChanged(changed.value, person));
    if (opened.ok) response.status(201).location(`/labs/${opened.value.id}`).json(labs.summary(opened.value));
    else response.status(opened.error.code === 'no-lab' ? 409 : 503).json(opened.error);
  });

  return router;
}

function refuseLesson(response: Response, id: string): void {
  response.status(404).json({ code: 'unknown-lesson', message: `There is no lesson “${id}”; choose another one.` });
}

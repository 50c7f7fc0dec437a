import express, { type Response, type Router } from 'express';
import type { Failure } from '#shared/base/result';
import { createLabSchema } from '#shared/protocol/rest';
import type { Services } from './app.ts';
import { lecturesRouter } from './lectures.ts';
import { machineSockets } from './machine-sockets.ts';
import type { OneTimeLinks } from './one-time-links.ts';
import { personOf } from './person.ts';
import { programsRouter } from './programs.ts';
import { recordingsRouter } from './recordings.ts';
import { walksRouter } from './walks.ts';

/** The largest body of a request. The REST interface takes a lesson's id and nothing else. */
const MAX_BODY = '16kb';

/** The REST interface (shared/protocol/rest.ts has the shapes). Every error is {code, message}. */
export function apiRouter({ catalogue, labs, machine, sockets, walks }: Services, links: OneTimeLinks): Router {
  const router = express.Router();
  router.use((_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  // Before the small limit: programs are larger.
  router.use(programsRouter({ catalogue, labs }));
  router.use(express.json({ limit: MAX_BODY }));

  router.get('/lessons', async (_request, response) => {
    response.json(await catalogue.summaries());
  });
  router.get('/machine', async (_request, response) => {
    response.json(await machine());
  });
  router.get('/sockets', machineSockets(sockets));
  router.get('/labs', (_request, response) => {
    response.json(labs.list(personOf(response)));
  });
  router.post('/labs', async (request, response) => {
    const body = createLabSchema.safeParse(request.body);
    if (!body.success) {
      response.status(400).json({ code: 'bad-request', message: 'Send {"lesson": "<id>"} as JSON.' });
      return;
    }
    const opened = await labs.open(body.data.lesson, personOf(response));
    if (opened.ok) response.status(201).location(`/labs/${opened.value.id}`).json(labs.summary(opened.value));
    else refuse(response, statusOf(opened.error.code), opened.error);
  });
  router.delete('/labs/:id', (request, response) => {
    const session = labs.own(request.params.id, personOf(response));
    if (session === null) {
      refuse(response, 404, unknownLab);
      return;
    }
    const refused = labs.whyNotCommand(session, personOf(response));
    if (refused !== null) {
      refuse(response, 409, refused);
      return;
    }
    labs.end(session.id);
    response.status(204).end();
  });
  router.use(recordingsRouter({ catalogue, labs }));
  router.use(walksRouter(walks, links));
  router.use(lecturesRouter(walks.walkthroughs));
  router.use((request, response) => {
    refuse(response, 404, {
      code: 'not-found',
      message: `There is no ${request.method} ${request.baseUrl}${request.path}; see docs/architecture.md for what there is.`,
    });
  });
  return router;
}

const unknownLab: Failure = { code: 'unknown-lab', message: 'That lab does not exist any more; choose a lesson.' };

const refuse = (response: Response, status: number, { code, message }: Failure): void => {
  response.status(status).json({ code, message });
};

/** The status of an answer that says why no lab was opened. */
function statusOf(code: string): number {
  switch (code) {
    case 'unknown-lesson':
      return 404;
    case 'no-recording':
      return 409;
    case 'too-many-labs':
    case 'ending':
      return 503;
    case 'too-many-own':
    case 'too-fast':
      return 429;
    default:
      return 500;
  }
}

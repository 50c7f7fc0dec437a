import express, { type Response, type Router } from 'express';
import type { Failure } from '#shared/base/result';
import { createWalkSchema, type PresenterLink } from '#shared/protocol/rest';
import type { Walks } from '../walks/walks.ts';
import { LINK_MINUTES, type OneTimeLinks } from './one-time-links.ts';
import { personOf } from './person.ts';

/** Walkthroughs and walks over REST (shared/protocol/rest.ts has the shapes). */
export function walksRouter(walks: Walks, links: OneTimeLinks): Router {
  const router = express.Router();

  router.get('/me', (_request, response) => {
    response.json({ role: personOf(response).role });
  });
  router.get('/walkthroughs', (_request, response) => {
    response.json(walks.walkthroughs.summaries());
  });
  router.get('/walks', (_request, response) => {
    response.json(walks.list());
  });
  router.get('/walks/:id', (request, response) => {
    const walk = walks.get(request.params.id, personOf(response));
    if (walk === null) refuse(response, 404, unknownWalk);
    else response.json(walk.state);
  });
  // What the class answered leaves the server's memory by this request alone (the guard lets no viewer ask).
  router.get('/walks/:id/answers', (request, response) => {
    const walk = walks.get(request.params.id, personOf(response));
    if (walk === null) {
      refuse(response, 404, unknownWalk);
      return;
    }
    response.attachment(`answers-${walk.walkthrough.id}-${walk.id}.csv`);
    response.type('text/csv; charset=utf-8').set('Cache-Control', 'no-store').send(walk.answers);
  });
  router.post('/walks', (request, response) => {
    const body = createWalkSchema.safeParse(request.body);
    if (!body.success) {
      refuse(response, 400, { code: 'bad-request', message: 'Send {"walkthrough": "<id>"} as JSON.' });
      return;
    }
    const opened = walks.open(body.data.walkthrough, personOf(response), body.data.alone === true);
    if (opened.ok) response.status(201).json(opened.value.state);
    else refuse(response, opened.error.code === 'unknown-walkthrough' ? 404 : 503, opened.error);
  });
  router.delete('/walks/:id', (request, response) => {
    const { id } = request.params;
    const person = personOf(response);
    if ((person.role === 'presenter' || walks.mayDrive(id, person)) && walks.end(id)) response.status(204).end();
    else refuse(response, 404, unknownWalk);
  });
  // A link for another presenter's browser: it works once.
  router.post('/presenter-links', (_request, response) => {
    const link: PresenterLink = { path: links.issue(), minutes: LINK_MINUTES };
    response.status(201).json(link);
  });
  return router;
}

const unknownWalk: Failure = { code: 'unknown-walk', message: 'That walkthrough has ended; begin it again.' };

const refuse = (response: Response, status: number, { code, message }: Failure): void => {
  response.status(status).json({ code, message });
};

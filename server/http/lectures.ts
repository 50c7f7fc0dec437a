import express, { type Response, type Router } from 'express';
import { failure, type Failure } from '#shared/base/result';
import { readLecture } from '../export/lecture.ts';
import { lecturePage, slidesPage } from '../export/page.ts';
import { readPlayer } from '../export/player.ts';
import { playerPath, productVersion } from '../supervisor/root.ts';
import type { Walkthroughs } from '../walks/walkthroughs.ts';

/** Walkthroughs as files: the lecture, and its slides. With `?notes=no` the presenter's notes are left out. */
export function lecturesRouter(walkthroughs: Walkthroughs): Router {
  const router = express.Router();
  const kinds = [
    { path: 'page', makePage: lecturePage, name: (id: string) => `${id}.html` },
    { path: 'slides', makePage: slidesPage, name: (id: string) => `${id}-slides.html` },
  ] as const;
  for (const { path, makePage, name } of kinds) {
    router.get(`/walkthroughs/:id/${path}`, async (request, response) => {
      const found = walkthroughs.get(request.params['id'] ?? '');
      if (found === null) return refuse(response, 404, unknown);
      const player = await readPlayer(playerPath());
      if (!player.ok) return refuse(response, 503, player.error);
      const lecture = await readLecture(found, request.query['notes'] !== 'no');
      if (!lecture.ok) return refuse(response, 404, lecture.error);
      const page = await makePage(lecture.value, productVersion(), player.value);
      response.attachment(name(found.walkthrough.id.replaceAll(/[^\w.-]/g, '_'))).type('text/html; charset=utf-8');
      response.send(page);
    });
  }
  return router;
}

const unknown = failure('unknown-walkthrough', 'There is no such walkthrough; choose one of the list.');

const refuse = (response: Response, status: number, { code, message }: Failure): void => {
  response.status(status).json({ code, message });
};

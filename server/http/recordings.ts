import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import express, { type Response, type Router } from 'express';
import { failure, type Failure } from '#shared/base/result';
import { recordingHeader } from '#shared/protocol/recording';
import { exportedPage } from '../export/page.ts';
import { readPlayer } from '../export/player.ts';
import type { Catalogue } from '../sessions/catalogue.ts';
import type { Labs } from '../sessions/labs.ts';
import { recordingStream } from '../sessions/recording-file.ts';
import { personOf } from './person.ts';
import { playerPath, productVersion } from '../supervisor/root.ts';

/** Runs as files: what a lab has recorded so far, that as a page of its own, and what ships with a lesson. */
export function recordingsRouter({ catalogue, labs }: { readonly catalogue: Catalogue; readonly labs: Labs }): Router {
  const router = express.Router();
  router.get('/labs/:id/recording', async (request, response) => {
    const session = labs.own(request.params.id, personOf(response));
    if (session === null) return refuse(response, 404, unknownLab);
    const early = labs.mayStart(personOf(response));
    if (early !== null) return refuse(response, 429, early);
    attach(response, session.lesson.id, 'ndjson.gz', 'application/gzip');
    // The events so far: the log may grow meanwhile.
    await send(recordingStream(session.lesson, session.log.read()), response);
  });
  router.get('/labs/:id/page', async (request, response) => {
    const session = labs.own(request.params.id, personOf(response));
    if (session === null) return refuse(response, 404, unknownLab);
    const early = labs.mayStart(personOf(response));
    if (early !== null) return refuse(response, 429, early);
    const player = await readPlayer(playerPath());
    if (!player.ok) return refuse(response, 503, player.error);
    const header = recordingHeader(session.lesson, productVersion());
    const page = await exportedPage({ header, events: session.log.slice(1, session.log.head) }, player.value);
    attach(response, session.lesson.id, 'html', 'text/html; charset=utf-8');
    response.send(page);
  });
  router.get('/lessons/:id/recording', async (request, response) => {
    const shipped = catalogue.get(request.params.id);
    if (shipped === null) return refuse(response, 404, unknownLesson);
    if (shipped.recording === null) return refuse(response, 404, noRecording);
    attach(response, shipped.lesson.id, 'ndjson.gz', 'application/gzip');
    await send(createReadStream(shipped.recording), response);
  });
  return router;
}

const unknownLab = failure('unknown-lab', 'That lab does not exist any more; choose a lesson.');
const unknownLesson = failure('unknown-lesson', 'There is no such lesson; choose one of the list.');
const noRecording = failure('no-recording', 'No recording ships with this lesson; start it as a lab.');

const refuse = (response: Response, status: number, { code, message }: Failure): void => {
  response.status(status).json({ code, message });
};

function attach(response: Response, lesson: string, extension: string, type: string): void {
  response.setHeader('Cache-Control', 'no-store');
  response.attachment(`${lesson.replaceAll(/[^\w.-]/g, '_')}.${extension}`).type(type);
}

/** Sends a stream. Who breaks the download off has gone; nobody is left to be told, and nothing has failed. */
async function send(stream: NodeJS.ReadableStream, response: Response): Promise<void> {
  try {
    await pipeline(stream, response);
  } catch (error) {
    const hasLeft = error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
    if (!hasLeft) throw error;
  }
}

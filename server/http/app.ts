import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express';
import type { Result } from '#shared/base/result';
import type { Machine } from '#shared/protocol/rest';
import type { MachineSockets } from '#shared/protocol/sockets';
import type { Catalogue } from '../sessions/catalogue.ts';
import type { Labs } from '../sessions/labs.ts';
import type { Walks } from '../walks/walks.ts';
import { apiRouter } from './api.ts';
import { judge, type GuardRules } from './guard.ts';
import { headers } from './headers.ts';
import { packed } from './packed.ts';
import { sendNothingThere, sendRefusal } from './plain-page.ts';

export interface Services {
  readonly catalogue: Catalogue;
  readonly labs: Labs;
  readonly walks: Walks;
  readonly machine: () => Promise<Machine>;
  /** One look at this machine's own sockets. */
  readonly sockets: () => Promise<Result<MachineSockets>>;
}

/** The HTTP side: the guard in front of everything, then the REST interface, then the page. */
export function createApp(rules: GuardRules, services: Services, pageFolder: string): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', false);
  app.use(headers());
  app.use(guard(rules));
  app.use('/api', apiRouter(services, rules.links));
  app.use(page(pageFolder));
  app.use((request, response) => {
    response.status(404);
    if (forPeople(request)) sendNothingThere(response, request.path);
    else response.json({ code: 'not-found', message: `There is nothing at ${request.path}; start at /.` });
  });
  app.use(failed);
  return app;
}

/** A browser that a person sits in front of, not a program. */
const forPeople = (request: Request): boolean =>
  !request.path.startsWith('/api/') && request.accepts(['json', 'html']) === 'html';

function guard(rules: GuardRules): RequestHandler {
  return (request, response, next) => {
    const verdict = judge(request, rules);
    if (verdict.allowed) {
      if (verdict.cookie !== null) response.setHeader('Set-Cookie', verdict.cookie);
      response.locals['person'] = verdict.person;
      next();
      return;
    }
    response.status(verdict.status).setHeader('Cache-Control', 'no-store');
    if (forPeople(request)) sendRefusal(response, verdict.message);
    else response.json({ code: verdict.code, message: verdict.message });
  };
}

/** The built page. Its hashed files never change; the page itself is asked for anew each time. */
function page(folder: string): RequestHandler {
  const router = express.Router();
  const assets = join(folder, 'assets');
  router.use('/assets', packed(assets), express.static(assets, { immutable: true, maxAge: '1y', index: false }));
  router.get(
    [
      '/',
      '/sockets',
      '/labs/:id',
      '/recordings/:id',
      '/compare',
      '/programs',
      '/walk/:id',
      '/present/:id',
      '/j/:code',
      '/p/:secret',
      '/wall',
    ],
    (_request, response) => {
      response.setHeader('Cache-Control', 'no-store');
      if (existsSync(join(folder, 'index.html')))
        response.sendFile('index.html', { root: folder, cacheControl: false });
      else response.status(503).json({ code: 'not-built', message: 'The page is not built; run npm run build.' });
    },
  );
  router.use(express.static(folder, { index: false, maxAge: 0 }));
  return router;
}

/** Whatever went wrong: a sentence and a code, never a stack. */
const failed: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const status = clientStatus(error);
  if (status === null) {
    process.stderr.write(`sockscope: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    response.status(500).json({ code: 'server-error', message: 'The server failed; its terminal says more.' });
    return;
  }
  const message =
    status === 413
      ? 'This request is too large; send less.'
      : 'This request is not well formed; send a JSON object such as {"lesson":"tcp-echo"}.';
  response.status(status).json({ code: status === 413 ? 'too-large' : 'bad-request', message });
};

/** The status of an error that express or its body parser blames on the request (http-errors), else null. */
function clientStatus(error: unknown): number | null {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

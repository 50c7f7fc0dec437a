import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { isLoopback } from './guard.ts';

/**
 * helmet's headers, with a policy that lets the page load its own files only. Some of its defaults are off: on plain HTTP,
 * upgrade-insecure-requests and HSTS would blank a page that is asked for by a LAN address. Cross-Origin-Opener-Policy and
 * Origin-Agent-Cluster count in a secure context only, which a browser takes this machine's own address for and no other of
 * plain HTTP; elsewhere they would be a complaint in the console of every page that follows.
 */
export function headers(): RequestHandler {
  const [here, elsewhere] = [helmetWhere(true), helmetWhere(false)];
  return (request, response, next) => {
    (isLoopback(request.headers.host ?? '') ? here : elsewhere)(request, response, next);
  };
}

const helmetWhere = (secureContext: boolean): ReturnType<typeof helmet> =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: secureContext,
    originAgentCluster: secureContext,
  });

import type { RequestHandler } from 'express';
import type { Result } from '#shared/base/result';
import type { MachineSockets } from '#shared/protocol/sockets';

/** 127.0.0.0/8 and ::1, the former also as a socket of both families names it. */
const LOOPBACK = /^(::ffff:)?127\.|^::1$/;

/**
 * GET /api/sockets. What the instructor's machine is connected to is nobody else's business: only who sits at the machine
 * is answered, whatever token a request brings.
 */
export function machineSockets(take: () => Promise<Result<MachineSockets>>): RequestHandler {
  return async (request, response) => {
    if (!LOOPBACK.test(request.socket.remoteAddress ?? '')) {
      response.status(403).json({
        code: 'only-here',
        message: 'The machine’s own sockets are shown on the machine itself only; open this page there.',
      });
      return;
    }
    const look = await take();
    if (look.ok) response.json(look.value);
    else response.status(look.error.code === 'no-looks' ? 501 : 503).json(look.error);
  };
}

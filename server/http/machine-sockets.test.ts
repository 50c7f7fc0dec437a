import type { Request, Response } from 'express';
import { describe, expect, it } from 'vitest';
import { fail, failure, ok } from '#shared/base/result';
import type { MachineSockets } from '#shared/protocol/sockets';
import { machineSockets } from './machine-sockets.ts';

const look: MachineSockets = { at: 1, total: 0, population: {}, sockets: [], missing: [] };

/** The status and the body that somebody at that address is answered with. */
async function answer(remoteAddress: string | undefined, take = () => Promise.resolve(ok(look))): Promise<unknown[]> {
  const said: unknown[] = [200];
  const response = {
    status: (status: number) => {
      said[0] = status;
      return response;
    },
    json: (body: unknown) => said.push(body),
  };
  const handler = machineSockets(take);
  await handler({ socket: { remoteAddress } } as Request, response as unknown as Response, () => undefined);
  return said;
}

describe('GET /api/sockets', () => {
  it.each(['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1'])('answers %s, the machine itself', async (address) => {
    expect(await answer(address)).toEqual([200, look]);
  });

  it.each(['10.0.0.7', '::ffff:10.0.0.127', '2001:db8::1', '::1:2', undefined])(
    'tells %s, another machine, nothing, and takes no look for it',
    async (address) => {
      const takes = (): never => {
        throw new Error('a look was taken');
      };
      expect(await answer(address, takes)).toEqual([403, expect.objectContaining({ code: 'only-here' })]);
    },
  );

  it('says why there is no look', async () => {
    const refuse = (code: string) => () => Promise.resolve(fail(failure(code, 'So it is.')));
    expect(await answer('::1', refuse('no-looks') as never)).toEqual([501, { code: 'no-looks', message: 'So it is.' }]);
    expect((await answer('::1', refuse('look-failed') as never))[0]).toBe(503);
  });
});

import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import type { EngineExit } from './engine-port.ts';
import { startEngine } from './launch.ts';
import { preflight } from './preflight.ts';

/** What Node's spawn() does where no descriptor is left: no pipes, and an error on the next turn. */
vi.mock('node:child_process', () => ({
  spawn: () => {
    const child = new EventEmitter();
    process.nextTick(() => child.emit('error', Object.assign(new Error('spawn unshare EMFILE'), { code: 'EMFILE' })));
    return child;
  },
}));

it('an engine for which no descriptor is left is one that could not be started', async () => {
  const exit = await new Promise<EngineExit>((resolve) => {
    const engine = startEngine('unshare', [], { message: () => undefined, exit: resolve });
    expect(engine.send({ cmd: 'ping', n: 1 })).toBe(false);
    engine.close(10);
  });
  expect(exit).toEqual({ status: null, signal: null, words: 'spawn unshare EMFILE' });
});

it('a machine that cannot be looked at for want of descriptors plays recordings', async () => {
  expect((await preflight({})).tier).toBe('replay');
});

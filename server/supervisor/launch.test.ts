import { getPriority } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { ArrivedMessage } from '#shared/protocol/engine';
import type { EngineExit, EnginePort } from './engine-port.ts';
import { startEngine } from './launch.ts';

interface Started {
  readonly port: EnginePort;
  readonly messages: ArrivedMessage[];
  readonly exit: Promise<EngineExit>;
}

/** Runs a piece of JavaScript as if it were an engine. */
function start(script: string, file = process.execPath, niceness = 0): Started {
  const messages: ArrivedMessage[] = [];
  let port: EnginePort | null = null;
  const exit = new Promise<EngineExit>((resolve) => {
    const listener = { message: (message: ArrivedMessage) => void messages.push(message), exit: resolve };
    port = startEngine(file, ['-e', script], listener, niceness);
  });
  if (port === null) throw new Error('startEngine answers at once');
  return { port, messages, exit };
}

describe('startEngine', () => {
  it('carries lines both ways and ends with the end of input', async () => {
    const { port, messages, exit } = start(`
      require('node:readline').createInterface({ input: process.stdin })
        .on('line', (line) => console.log(JSON.stringify({ type: 'pong', n: JSON.parse(line).n })))
        .on('close', () => process.exit(0));`);
    port.send({ cmd: 'ping', n: 7 });
    await expect.poll(() => messages).toEqual([{ type: 'pong', n: 7 }]);
    port.close(5000);
    expect(await exit).toMatchObject({ status: 0, signal: null });
    expect(port.send({ cmd: 'ping', n: 8 })).toBe(false);
  });

  it('lets one stand back from this process, with all that it starts', async () => {
    const wanted = Math.min(19, getPriority() + 5);
    const { exit } = start(
      `const { getPriority } = require('node:os');
      const wait = () => getPriority() === ${wanted} ? process.exit(7) : setTimeout(wait, 5);
      wait();`,
      process.execPath,
      5,
    );
    expect(await exit).toMatchObject({ status: 7 });
  });

  it('kills one that does not end', async () => {
    const { port, exit } = start(`setInterval(() => {}, 1000);`);
    port.close(50);
    expect(await exit).toMatchObject({ signal: 'SIGKILL' });
  });

  it.each([
    ['no JSON', `console.log('hello'); setInterval(() => {}, 1000);`],
    ['no message', `console.log('{"type":"song"}'); setInterval(() => {}, 1000);`],
  ])('ends one that writes %s, and says so', async (_what, script) => {
    const { exit } = start(script);
    const { signal, words } = await exit;
    expect(signal).toBe('SIGKILL');
    expect(words).toContain('no message');
  });

  it('keeps the last words of one that fails', async () => {
    const { exit } = start(`console.error('x'.repeat(10000) + 'the reason'); process.exitCode = 3;`);
    const { status, words } = await exit;
    expect(status).toBe(3);
    expect(words).toMatch(/the reason$/);
    expect(words.length).toBeLessThan(5000);
  });

  it('says what cannot be started', async () => {
    const { exit } = start('', '/nowhere/engine');
    expect(await exit).toMatchObject({ status: null, words: expect.stringContaining('ENOENT') as string });
  });

  it('stops queueing for one that has stopped reading', async () => {
    const { port, exit } = start(`setInterval(() => {}, 1000);`);
    const text = 'x'.repeat(100_000);
    let sent = 0;
    while (sent < 100 && port.send({ cmd: 'spawn', n: sent, role: text })) sent += 1;
    expect(sent).toBeLessThan(100);
    port.close(0);
    await exit;
  });
});

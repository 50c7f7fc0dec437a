import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Failure } from '#shared/base/result';
import { LINE_BEAT_MS, LINE_DEAD_MS } from '#shared/protocol/replies';
import { PROTOCOL_VERSION } from '#shared/protocol/version';
import type { ServerMessage } from '#shared/protocol/browser';
import { LabConnection } from './lab-connection.ts';
import type { Resume } from './lab-connection.ts';
import type { ConnectionPhase, SocketHandlers } from './line.ts';

class FakeLine {
  readonly sent: unknown[] = [];
  closed = false;
  readonly handlers: SocketHandlers;
  constructor(handlers: SocketHandlers) {
    this.handlers = handlers;
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    this.closed = true;
  }
  say(message: unknown): void {
    this.handlers.message(JSON.stringify(message));
  }
}

const welcome = { type: 'welcome', protocol: PROTOCOL_VERSION, lab: 'l1', log: 'a', head: 0, mode: 'live' };

function dial(resume: Resume | null = null, whyNot: Failure | null = null) {
  const lines: FakeLine[] = [];
  const phases: ConnectionPhase[] = [];
  const messages: ServerMessage[] = [];
  let wake = (): void => undefined;
  const connection = new LabConnection({
    lab: 'l1',
    open: (handlers) => {
      const line = new FakeLine(handlers);
      lines.push(line);
      return line;
    },
    resume: () => resume,
    whyNot: () => Promise.resolve(whyNot),
    wakes: (listener) => {
      wake = listener;
      return () => {
        wake = () => undefined;
      };
    },
    onMessage: (message) => messages.push(message),
    onPhase: (phase) => phases.push(phase),
  });
  const line = (i: number): FakeLine => {
    const found = lines[i];
    if (found === undefined) throw new Error(`line ${i} was never dialled`);
    return found;
  };
  return { connection, lines, line, phases, messages, wake: () => wake() };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('LabConnection', () => {
  it('says hello, is open once welcomed, and hands messages on', () => {
    const { line, phases, messages } = dial();
    line(0).handlers.open();
    expect(line(0).sent).toEqual([{ type: 'hello', protocol: PROTOCOL_VERSION, lab: 'l1' }]);
    expect(phases.map((phase) => phase.kind)).toEqual(['connecting']);
    line(0).say(welcome);
    expect(phases.at(-1)?.kind).toBe('open');
    expect(messages.map((message) => message.type)).toEqual(['welcome']);
  });

  it('dials again after a loss, waiting longer each time, and goes on after what it has', () => {
    // No part of the pause is left to chance here.
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const { line, lines, phases } = dial({ log: 'a', after: 41 });
    line(0).handlers.open();
    line(0).say(welcome);
    line(0).handlers.close();
    expect(phases.at(-1)).toMatchObject({ kind: 'retrying', attempt: 1 });
    vi.advanceTimersByTime(249);
    expect(lines).toHaveLength(1);
    vi.advanceTimersByTime(1);
    line(1).handlers.close();
    vi.advanceTimersByTime(499);
    expect(lines).toHaveLength(2);
    vi.advanceTimersByTime(1);
    line(2).handlers.open();
    expect(line(2).sent).toEqual([{ type: 'hello', protocol: PROTOCOL_VERSION, lab: 'l1', log: 'a', after: 41 }]);
    line(2).say(welcome);
    line(2).handlers.close();
    expect(phases.at(-1)).toMatchObject({ kind: 'retrying', attempt: 1 });
  });

  it('sends only while the line is up', () => {
    const { connection, line } = dial();
    expect(connection.send({ type: 'step' })).toBe(false);
    line(0).handlers.open();
    line(0).say(welcome);
    expect(connection.send({ type: 'step' })).toBe(true);
    expect(line(0).sent.at(-1)).toEqual({ type: 'step' });
    line(0).handlers.close();
    expect(connection.send({ type: 'step' })).toBe(false);
  });

  it.each([
    ['another protocol', { ...welcome, protocol: PROTOCOL_VERSION + 1 }, 'protocol'],
    ['what it does not understand', { type: 'poem' }, 'protocol'],
    ['an unknown lab', { type: 'refused', code: 'unknown-lab', message: 'Gone; choose a lesson.' }, 'unknown-lab'],
  ])('ends for good at %s', (_, message, code) => {
    const { line, lines, phases } = dial();
    line(0).handlers.open();
    line(0).say(message);
    expect(phases.at(-1)).toMatchObject({ kind: 'closed', code });
    expect(line(0).closed).toBe(true);
    vi.advanceTimersByTime(60_000);
    expect(lines).toHaveLength(1);
  });

  it('ends for good where the server turns the page away', async () => {
    const { line, lines, phases } = dial(null, { code: 'wrong-token', message: 'Open the address printed last.' });
    line(0).handlers.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(phases.at(-1)).toMatchObject({ kind: 'closed', code: 'wrong-token' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(lines).toHaveLength(1);
  });

  it('takes a line on which nothing is heard for a broken one: a network that is gone closes nothing', () => {
    const { line, lines, phases } = dial();
    line(0).handlers.open();
    line(0).say(welcome);
    for (let i = 0; i < 10; i++) {
      vi.advanceTimersByTime(LINE_BEAT_MS);
      line(0).say({ type: 'alive' });
    }
    expect(phases.at(-1)?.kind).toBe('open');
    vi.advanceTimersByTime(LINE_DEAD_MS + 1000);
    expect(line(0).closed).toBe(true);
    expect(lines).toHaveLength(2);
  });

  it('looks at once when somebody looks at the page again', () => {
    const { line, lines, wake, phases } = dial();
    line(0).handlers.open();
    line(0).say(welcome);
    wake();
    expect(lines).toHaveLength(1);
    line(0).handlers.close();
    expect(phases.at(-1)?.kind).toBe('retrying');
    wake();
    expect(lines).toHaveLength(2);
    // A machine that slept: no timer ran, and the clock on the wall went on.
    line(1).handlers.open();
    line(1).say(welcome);
    vi.setSystemTime(Date.now() + LINE_DEAD_MS);
    wake();
    expect(line(1).closed).toBe(true);
    expect(phases.at(-1)).toMatchObject({ kind: 'retrying', attempt: 1 });
  });

  it('is silent once closed', () => {
    const { connection, line, lines } = dial();
    connection.close();
    expect(line(0).closed).toBe(true);
    vi.advanceTimersByTime(60_000);
    expect(lines).toHaveLength(1);
  });
});

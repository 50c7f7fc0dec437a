import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EngineCommand } from '#shared/protocol/engine';
import type { LaunchEngine } from '../supervisor/engine-port.ts';
import { LabSession } from './lab-session.ts';
import {
  blocked,
  delivered,
  exited,
  heldCall,
  heldPacket,
  labReady,
  labStart,
  marker,
  pair,
  released,
  returned,
  started,
} from './testing/drafts.ts';
import { ScriptedEngine, type Reaction } from './testing/scripted-engine.ts';

const gone = { status: 1, signal: null, words: '' };

/**
 * A whole small lab: the server accepts, the client sends a SYN, accept returns, both end. Each gate's release brings
 * the next drafts.
 */
const script: Readonly<Record<string, () => unknown[]>> = {
  start: () => [labStart(), labReady()],
  'spawn server': () => [started('server'), ...heldCall(10, 'server', 'accept', 'g1')],
  'release g1': () => [released('g1'), blocked('server', 'accept')],
  'spawn client': () => [started('client'), ...heldCall(20, 'client', 'connect', 'g2')],
  'release g2': () => [released('g2'), ...heldPacket(30, 'p1', 'g3')],
  'release g3': () => [
    released('g3'),
    delivered('p1'),
    returned('server', 'accept', 4),
    ...heldCall(40, 'server', 'exit', 'g4'),
    ...heldCall(50, 'client', 'exit', 'g5'),
  ],
  'release g4': () => [released('g4'), exited('server')],
  'release g5': () => [released('g5'), exited('client')],
};

const name = (command: EngineCommand): string =>
  command.cmd === 'spawn'
    ? `spawn ${command.role}`
    : command.cmd === 'release'
      ? `release ${command.gate}`
      : command.cmd;

const play: Reaction = (command) => script[name(command)]?.() ?? [];

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

afterEach(() => {
  vi.useRealTimers();
});

describe('LabSession', () => {
  it('runs a lab to its end in the lab’s own order, and starts the client by its condition', async () => {
    const engine = new ScriptedEngine(play);
    const session = new LabSession(pair, 'lab', engine.launch);
    expect(await session.runToEnd()).toEqual({ kind: 'finished' });
    await session.ended();
    expect(engine.heard).toEqual([
      'start',
      'spawn server',
      'release g1',
      'spawn client',
      'release g2',
      'release g3',
      'release g4',
      'release g5',
      'end',
    ]);
    expect(session.log.events.at(-1)).toMatchObject({ kind: 'lab.end', reason: 'finished' });
    expect(session.status.engine).toBe('ended');
  });

  it('releases the oldest packet before any program', async () => {
    const engine = new ScriptedEngine((command) =>
      command.cmd === 'start'
        ? [labStart(), started('server'), ...heldCall(1, 'server', 'bind', 'g1'), ...heldPacket(2, 'p1', 'g2')]
        : play(command, engine),
    );
    const session = new LabSession({ ...pair, programs: [] }, 'lab', engine.launch);
    await settle();
    await session.step(false);
    expect(engine.heard).toEqual(['start', 'release g2']);
  });

  it('ends a step only when the engine is quiet, and says so in between', async () => {
    const engine = new ScriptedEngine((command) => (command.cmd === 'release' ? 'silent' : play(command, engine)));
    const session = new LabSession(pair, 'lab', engine.launch);
    await settle();
    expect(session.status.busy).toBe(false);

    let done = false;
    const step = session.step(false).then(() => (done = true));
    await settle();
    expect(session.status.busy).toBe(true);
    expect(await session.step(false)).toMatchObject({ code: 'busy' });
    expect(done).toBe(false);

    const release = engine.commands.at(-1);
    engine.say({ type: 'quiet', n: release?.n ?? 0 });
    await step;
    expect(session.status.busy).toBe(false);
  });

  it('ends a step that started another program when that one has come to rest too', async () => {
    const session = new LabSession(pair, 'lab', new ScriptedEngine(play).launch);
    await settle();
    expect(await session.step(false)).toBeNull();
    expect(session.log.state.gates.map(({ id }) => id)).toEqual(['g2']);
  });

  it('hands on what the engine refuses, and disturbs nothing else', async () => {
    const engine = new ScriptedEngine((command) => {
      if (command.cmd !== 'release') return play(command, engine);
      engine.say({ type: 'refused', n: command.n, code: 'GATE', message: 'No.' });
      return 'silent';
    });
    const session = new LabSession(pair, 'lab', engine.launch);
    await settle();
    expect(await session.step(false)).toEqual({ code: 'GATE', message: 'No.' });
    expect(session.status).toMatchObject({ engine: 'running', busy: false });
  });

  it('refuses a gate that is not closed, and a step with nothing held', async () => {
    const engine = new ScriptedEngine((command) => (command.cmd === 'start' ? [labStart()] : []));
    const session = new LabSession(pair, 'lab', engine.launch);
    await settle();
    expect(await session.release('g9', 'release')).toMatchObject({ code: 'no-such-gate' });
    expect(await session.step(false)).toMatchObject({ code: 'nothing-held' });
  });

  it('asks to stop at lines once, when the first step wants it', async () => {
    const engine = new ScriptedEngine(play);
    const session = new LabSession(pair, 'lab', engine.launch);
    await settle();
    await session.step(true);
    await session.step(true);
    expect(engine.heard.filter((heard) => heard === 'hold')).toHaveLength(1);
  });

  it('plays by itself, at another speed when told, and stops when told', async () => {
    const engine = new ScriptedEngine(play);
    const session = new LabSession(pair, 'lab', engine.launch);
    await settle();
    session.play(60_000);
    await settle();
    expect(session.status.playing).toBe(60_000);
    expect(engine.heard.filter((heard) => heard.startsWith('release'))).toEqual(['release g1']);

    session.play(0);
    await vi.waitFor(() => expect(engine.heard).toContain('release g5'));
    await vi.waitFor(() => expect(session.status.playing).toBeNull());
    expect(session.status.engine).toBe('running');
  });

  it('is stuck when programs sleep and nothing can wake them', async () => {
    const engine = new ScriptedEngine(play);
    const session = new LabSession({ ...pair, programs: pair.programs.slice(0, 1) }, 'lab', engine.launch);
    const end = await session.runToEnd();
    expect(end).toEqual({ kind: 'stuck', why: 'server waits in accept' });
  });

  it('keeps the log of an engine that dies, says so, and begins a new log when restarted', async () => {
    const first = new ScriptedEngine(play);
    const second = new ScriptedEngine(play);
    const engines = [first, second];
    const session = new LabSession(pair, 'lab', (listener) => (engines.shift() ?? second).launch(listener));
    await settle();
    const { log } = session;
    let replaced = 0;
    session.watch({ appended: () => undefined, status: () => undefined, replaced: () => (replaced += 1) });

    first.exit({ status: null, signal: 'SIGKILL', words: '' });
    expect(session.status).toMatchObject({ engine: 'lost', busy: false });
    expect(session.status.message).toContain('SIGKILL');
    expect(log.events.at(-1)).toMatchObject({ kind: 'lab.end', reason: 'failed' });
    expect(log.state.gates).toEqual([]);
    expect(await session.step(false)).toMatchObject({ code: 'ended' });

    session.restart();
    await settle();
    expect(replaced).toBe(1);
    expect(session.log.id).not.toBe(log.id);
    expect(session.log.events[0]).toMatchObject({ seq: 1, kind: 'lab.start' });
    expect(session.status.engine).toBe('running');
    expect(log.head).toBeGreaterThan(4);
  });

  it('starts an engine that never spoke again, twice, and then gives up', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let launched = 0;
    const session = new LabSession(pair, 'lab', (listener) => {
      launched += 1;
      setImmediate(() => listener.exit({ ...gone, words: 'no memory' }));
      return { send: () => true, close: () => undefined };
    });
    for (let i = 0; i < 4; i += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      await vi.runAllTimersAsync();
    }
    expect(launched).toBe(3);
    expect(session.status.engine).toBe('lost');
    expect(session.status.message).toContain('no memory');
  });

  it('tells that an engine does not answer, and that it does again', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    const engine = new ScriptedEngine(play);
    const session = new LabSession(pair, 'lab', engine.launch);
    await settle();
    vi.advanceTimersByTime(3000);
    expect(session.status.engine).toBe('running');
    vi.advanceTimersByTime(3000);
    expect(session.status.engine).toBe('unresponsive');
    engine.say({ type: 'pong', n: 0 });
    expect(session.status).toMatchObject({ engine: 'running' });
    expect(session.status).not.toHaveProperty('message');
  });

  it('does not call a lab running that has only answered so far', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    const engine = new ScriptedEngine(() => 'silent');
    const session = new LabSession(pair, 'lab', engine.launch);
    vi.advanceTimersByTime(6000);
    expect(session.status.engine).toBe('unresponsive');
    engine.say({ type: 'pong', n: 0 });
    expect(session.status.engine).toBe('starting');
    engine.events(labStart(), labReady());
    expect(session.status.engine).toBe('running');
  });

  it('does not blame an engine for the time in which this process itself was stopped', () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    const engine = new ScriptedEngine(play);
    const session = new LabSession(pair, 'lab', engine.launch);
    engine.events(labStart(), labReady());
    vi.advanceTimersByTime(2500);
    // A laptop's lid, a SIGSTOP: half a minute passes, and then one timer comes, late.
    const late = performance.now() + 30_000;
    vi.spyOn(performance, 'now').mockImplementation(() => late);
    vi.advanceTimersByTime(1000);
    vi.restoreAllMocks();
    expect(session.status.engine).toBe('running');
  });

  it('starts one engine at a time, however often it is told to restart', async () => {
    const engines: ScriptedEngine[] = [];
    const session = new LabSession(pair, 'lab', (listener) => {
      engines.push(new ScriptedEngine(play));
      return (engines.at(-1) as ScriptedEngine).launch(listener);
    });
    await settle();
    const answers = Array.from({ length: 50 }, () => session.restart()?.code ?? 'restarted');
    expect(answers.filter((answer) => answer === 'restarted')).toHaveLength(1);
    expect(engines).toHaveLength(2);
    expect(engines[0]?.closed).toBe(true);
    await settle();
    expect(session.restart()).toBeNull();
  });

  it('stays retired: nobody who still watches can bring it back', async () => {
    let launched = 0;
    const session = new LabSession(pair, 'lab', (listener) => {
      launched += 1;
      return new ScriptedEngine(play).launch(listener);
    });
    await settle();
    session.retire();
    await session.ended();
    expect(session.restart()).toMatchObject({ code: 'unknown-lab' });
    expect(session.status.engine).toBe('ended');
    expect(launched).toBe(1);
  });

  it('ends a lab whose log has become too long, and begins a new one when restarted', async () => {
    const engines = [new ScriptedEngine(play), new ScriptedEngine(play)];
    const [engine] = engines as [ScriptedEngine];
    const launch: LaunchEngine = (listener) => (engines.shift() ?? engine).launch(listener);
    const bounds = { events: 2000, pauseMs: 0 };
    const session = new LabSession(pair, 'lab', launch, false, bounds);
    await settle();
    const bulk = Array.from({ length: 500 }, () => marker('again'));
    while (session.log.head < bounds.events) engine.events(...bulk);
    expect(engine.closed).toBe(true);
    await settle();
    expect(session.status).toMatchObject({ engine: 'lost', busy: false });
    expect(session.status.message).toContain('2000 events');
    expect(session.status.message).toContain('endless loop');
    expect(session.log.events.at(-1)).toMatchObject({ kind: 'lab.end', reason: 'failed' });
    session.restart();
    await settle();
    expect(session.status.engine).toBe('running');
    expect(session.log.head).toBeLessThan(20);
  });

  it('plays no faster than its bounds allow, and is in use while it plays', async () => {
    const bounds = { events: 2000, pauseMs: 60_000 };
    const session = new LabSession(pair, 'lab', new ScriptedEngine(play).launch, false, bounds);
    await settle();
    const begun = session.idleSince(Infinity);
    expect(begun).toBeLessThan(Infinity);
    session.play(0);
    expect(session.status.playing).toBe(60_000);
    expect(session.idleSince(Infinity)).toBe(Infinity);
    session.play(null);
    expect(session.idleSince(Infinity)).toBeLessThan(Infinity);
    session.close('stopped');
  });

  it('still says why it was lost after it has been ended', async () => {
    const engine = new ScriptedEngine(play);
    const session = new LabSession(pair, 'lab', engine.launch);
    await settle();
    engine.say({ type: 'fatal', code: 'BUG', message: 'The engine failed: of a bug.' });
    engine.exit(gone);
    session.end();
    expect(session.status).toMatchObject({ engine: 'ended', message: 'The engine failed: of a bug.' });
  });

  it('starts a program of changed ones all the same where what it waits for can happen no more', async () => {
    const dies: Reaction = (command) =>
      ({
        start: [labStart(), labReady()],
        'spawn server': [started('server'), ...heldCall(10, 'server', 'accept', 'g1')],
        'release g1': [released('g1'), exited('server', 1)],
        'spawn client': [started('client'), ...heldCall(20, 'client', 'connect', 'g2')],
        'release g2': [released('g2'), exited('client', 1)],
      })[name(command)] ?? [];
    const engine = new ScriptedEngine(dies);
    const session = new LabSession(pair, 'lab', engine.launch, true);
    await vi.waitFor(() => expect(session.log.state.gates).toHaveLength(1));
    await session.step(false);
    await vi.waitFor(() => expect(engine.heard.at(-1)).toBe('spawn client'));
    await vi.waitFor(() => expect(session.status.busy).toBe(false));
    expect(session.log.events.filter(({ kind }) => kind === 'marker')).toMatchObject([
      { label: expect.stringContaining('“server blocked in accept” did not come true') as string },
    ]);
    await session.step(false);
    expect(engine.heard).toEqual(['start', 'spawn server', 'release g1', 'spawn client', 'release g2']);
    session.close('stopped');
    await session.ended();

    const own = new ScriptedEngine(dies);
    const lesson = new LabSession(pair, 'lab', own.launch);
    await vi.waitFor(() => expect(lesson.log.state.gates).toHaveLength(1));
    await lesson.step(false);
    await settle();
    expect(own.heard).toEqual(['start', 'spawn server', 'release g1']);
    lesson.close('stopped');
    await lesson.ended();
  });
});

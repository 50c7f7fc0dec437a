import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import type { Lesson } from '#shared/lessons/lesson';
import { recordingHeader } from '#shared/protocol/recording';
import { runLesson, type LessonRun } from './coverage/run-lessons.ts';
import { besideSs, type BesideSs } from './engine/testing/beside-ss.ts';
import { differences } from './engine/testing/compiled/compare.ts';
import {
  buildCompiledEngine,
  runCompiled,
  whyNotCompiled,
  type CompiledRun,
} from './engine/testing/compiled/run-compiled.ts';
import { whyNoLab } from './engine/testing/open-lab.ts';
import { whyNot } from './engine/testing/peers.ts';
import { readDifferently, tshark } from './engine/testing/tshark-fields.ts';
import { captureBlocks } from './export/capture.ts';
import { packetsOf } from './export/fate.ts';
import { Catalogue } from './sessions/catalogue.ts';
import { engineLauncher } from './supervisor/launch.ts';
import { ownPrivilege } from './supervisor/privilege.ts';
import { lessonsPath } from './supervisor/root.ts';
import { prepare } from './testing/sockscope.ts';

/**
 * Every shipped lesson, run to its end on this kernel. Its expectations are claims about the kernel, and so is every call, state and
 * packet of its log: each is held against what strace, ss and tshark say, which know nothing of this project.
 */
const lessons = (await Catalogue.read(lessonsPath())).shipped.map(({ lesson }) => lesson);
const noLab = await whyNoLab();
const noStrace = whyNotCompiled();
const noSs = whyNot('ss', 'nsenter');
const noTshark = whyNot('tshark');

/** A lesson that hangs is ended after three minutes by its runner. */
const RUN_MS = 240_000;

interface Runs {
  readonly run: LessonRun;
  /** A run of its own: while ss looks the lab is held, and on a busy machine that may be long enough for a kernel to send again. */
  readonly ss: BesideSs;
  /** The same lesson with compiled programs; the error where their lab failed. */
  readonly compiled: CompiledRun | Error | null;
}

const begun = new Map<Lesson, Promise<Runs>>();

/** A lesson's runs, each made once, side by side in labs of their own: most of a run is waiting for the kernel's timers. */
function runsOf(lesson: Lesson): Promise<Runs> {
  const runs = begun.get(lesson) ?? allRuns(lesson);
  begun.set(lesson, runs);
  return runs;
}

async function allRuns(lesson: Lesson): Promise<Runs> {
  const ss = besideSs(engineLauncher(ownPrivilege()));
  const failed = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
  const [run, compiled] = await Promise.all([
    runLesson(lesson, 'lab'),
    noStrace === null ? runCompiled(lesson).catch(failed) : null,
    noSs === null ? runLesson(lesson, 'lab', () => false, ss.launch) : null,
  ]);
  return { run, ss, compiled };
}

/** What the kernel decides anew at each run, and no program: two runs are compared without it. */
const chosenByKernel: Readonly<Record<string, readonly [RegExp, string]>> = {
  // Which of the sockets on one port gets a connection is a matter of a hash with the client's port in it (SO_REUSEPORT, socket(7)).
  'many-reuseport': [/"(ann|ben)"/g, '"a name"'],
  // What signalfd(2) hands out has the child's process id in it.
  'many-kinds-of-events': [/\bread\(6, "(\\.|[^"\\])*"/g, 'read(6, a signal'],
};

const unless = (context: TestContext, ...reasons: readonly (string | null)[]): void => {
  for (const reason of reasons) if (reason !== null) context.skip(reason);
};

const folder = mkdtempSync(join(tmpdir(), 'sockscope-lessons-'));

beforeAll(async () => {
  if (noLab !== null) return;
  prepare();
  if (noStrace === null) await buildCompiledEngine();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(lessons.map((lesson) => ({ id: lesson.id, lesson })))('$id', ({ id, lesson }) => {
  it('does what it says', { timeout: RUN_MS }, async (context) => {
    unless(context, noLab);
    const { run } = await runsOf(lesson);
    expect(run.faults).toEqual([]);
  });

  it('makes the calls that strace sees the compiled programs make', { timeout: RUN_MS }, async (context) => {
    unless(context, noLab, noStrace);
    const { run, compiled } = await runsOf(lesson);
    if (compiled === null || compiled instanceof Error) throw compiled ?? new Error('not run');
    expect(differences(run.events, compiled, chosenByKernel[id])).toEqual([]);
  });

  it('shows, at held moments, the sockets that ss shows', { timeout: RUN_MS }, async (context) => {
    unless(context, noLab, noSs);
    const { ss } = await runsOf(lesson);
    expect(ss.disagreements).toEqual([]);
    expect(ss.moments).toBeGreaterThanOrEqual(3);
  });

  it('exports the packets that tshark reads', { timeout: RUN_MS }, async (context) => {
    unless(context, noLab, noTshark);
    const { events } = (await runsOf(lesson)).run;
    const packets = packetsOf(events).map(({ event }) => event);
    if (packets.length === 0) return;
    const file = join(folder, `${id}.pcapng`);
    writeFileSync(file, Buffer.concat([...captureBlocks({ header: recordingHeader(lesson, 'test'), events })]));
    expect(readDifferently(packets, await tshark(file))).toEqual([]);
  });
});

it('ss has seen every state of TCP that it lists, as the lessons show it', { timeout: RUN_MS }, async (context) => {
  unless(context, noLab, noSs, begun.size < lessons.length ? 'not all lessons were run' : null);
  const all = await Promise.all([...begun.values()]);
  const agreed = new Set(all.flatMap(({ ss }) => [...ss.agreed]));
  const words = [
    'LISTEN',
    'SYN-SENT',
    'SYN-RECV',
    'ESTAB',
    'FIN-WAIT-1',
    'FIN-WAIT-2',
    'CLOSING',
    'TIME-WAIT',
    'CLOSE-WAIT',
  ];
  const must = [...words, 'LAST-ACK'].map((word) => `tcp ${word}`);
  expect([...agreed]).toEqual(
    expect.arrayContaining([...must, 'udp UNCONN', 'udp ESTAB', 'unix LISTEN', 'unix ESTAB']),
  );
});

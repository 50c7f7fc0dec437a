import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import type { Lesson } from '#shared/lessons/lesson';
import { recordingHeader } from '#shared/protocol/recording';
import { coverageOf, missingEdges } from './coverage/coverage.ts';
import { hasTimeWait, runLesson, type LessonRun } from './coverage/run-lessons.ts';
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
/** One more run, of the echo, that stays until its TIME_WAIT is over: that takes a minute, beside all the others. */
let staying: Promise<LessonRun> | null = null;

/** A lesson's runs, each made once, side by side in labs of their own: most of a run is waiting for the kernel's timers. */
function runsOf(lesson: Lesson): Promise<Runs> {
  const echo = lessons.find(({ id }) => id === 'tcp-echo');
  if (echo) staying ??= runLesson(echo, 'lab', hasTimeWait);
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

describe('all lessons together', () => {
  const notAll = (): string | null => (begun.size < lessons.length ? 'not all lessons were run' : null);

  it('show ss every state of TCP that it lists', { timeout: RUN_MS }, async (context) => {
    unless(context, noLab, noSs, notAll());
    const all = await Promise.all([...begun.values()]);
    const agreed = new Set(all.flatMap(({ ss }) => [...ss.agreed]));
    const open = ['LISTEN', 'SYN-SENT', 'SYN-RECV', 'ESTAB'];
    const closing = ['FIN-WAIT-1', 'FIN-WAIT-2', 'CLOSING', 'TIME-WAIT', 'CLOSE-WAIT', 'LAST-ACK'];
    const must = [...open, ...closing].map((word) => `tcp ${word}`);
    expect([...agreed]).toEqual(
      expect.arrayContaining([...must, 'udp UNCONN', 'udp ESTAB', 'unix LISTEN', 'unix ESTAB']),
    );
  });

  it(
    'show every state, and every edge of figure 5 or what this kernel does instead',
    { timeout: RUN_MS },
    async (context) => {
      unless(context, noLab, notAll(), staying === null ? 'there is no lesson tcp-echo' : null);
      const runs = (await Promise.all([...begun.values()])).map(({ run }) => run);
      const all = [...runs, await (staying as Promise<LessonRun>)];
      const covered = coverageOf(all.map(({ lesson: { id, title }, ...run }) => ({ id, title, ...run })));
      const tcp = covered.find(({ machine }) => machine.id === 'tcp');
      if (!tcp) throw new Error('no state machine of TCP');
      expect(tcp.states.filter(({ seen }) => seen.length === 0).map(({ state }) => state)).toEqual([]);
      expect(missingEdges(tcp).map(({ row }) => `${row.from} -> ${row.to}`)).toEqual([]);
      const unexplained = tcp.edges.filter(({ seen, instead }) => seen.length === 0 && instead?.evidence.length === 0);
      expect(unexplained.map(({ row }) => `${row.from} -> ${row.to}`)).toEqual([]);
      const strange = covered.flatMap(({ others }) => others.filter(({ why }) => why === 'not in the table'));
      expect(strange).toEqual([]);
    },
  );
});

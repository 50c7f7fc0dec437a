import { mkdir, rm } from 'node:fs/promises';
import { cpus, loadavg, userInfo } from 'node:os';
import { join, relative } from 'node:path';
import { Worker } from 'node:worker_threads';
import { reasonOf } from '#shared/base/reason';
import type { Lesson } from '#shared/lessons/lesson';
import { inParallel, runLesson } from '../coverage/run-lessons.ts';
import { Catalogue } from '../sessions/catalogue.ts';
import { writeRecordingFile } from '../sessions/recording-file.ts';
import { preflight } from '../supervisor/preflight.ts';
import { lessonsPath, projectRoot } from '../supervisor/root.ts';
import { exitStatus } from './exit.ts';

const RUNS = 20;
const AT_ONCE = 2;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * `npm run soak [N]`: every lesson N times (20), two at once, with as many busy threads beside them as there are
 * processors, as whoever calls it. Says for each lesson how often it ran as it expects; the logs of other runs are kept
 * as recordings in .cache/soak. Exit status 1 if there was one.
 */
export async function soak(words: readonly string[]): Promise<number> {
  const runs = words.length === 0 ? RUNS : Number(words[0]);
  if (!Number.isInteger(runs) || runs < 1 || words.length > 1) {
    process.stderr.write('soak: Give the number of runs, such as npm run soak 5, or nothing for 20.\n');
    return exitStatus.usage;
  }
  const catalogue = await Catalogue.read(lessonsPath());
  for (const fault of catalogue.faults) process.stderr.write(`${fault}\n`);
  const { tier, why } = await preflight();
  if (tier === 'replay') {
    process.stderr.write(`soak: No lab can run here: ${why} sockscope doctor says more.\n`);
    return exitStatus.lacking;
  }
  const folder = join(projectRoot(), '.cache', 'soak');
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const why = reasonOf(error);
    process.stderr.write(`soak: The logs have no place (${why}); run it as the owner of the project's folder.\n`);
    return exitStatus.failed;
  }

  const busy = cpus().map(() => new Worker('for (;;);', { eval: true }));
  say(
    `${catalogue.ids.length} lessons, ${runs} runs each, tier ${tier}, ${userInfo().username}, ${busy.length} busy threads`,
  );
  let failed = 0;
  for (const { lesson } of catalogue.shipped)
    if (tier === 'lab' || lesson.needs !== 'wire') failed += await soakLesson(lesson, tier, runs, folder);
  await Promise.all(busy.map((worker) => worker.terminate()));
  say(failed === 0 ? 'all as expected' : `${failed} runs not as expected`);
  return failed === 0 && catalogue.faults.length === 0 ? exitStatus.fine : exitStatus.failed;
}

/** Answers how many of the runs were not as the lesson expects. */
async function soakLesson(lesson: Lesson, tier: 'lab' | 'loopback', runs: number, folder: string): Promise<number> {
  const begun = performance.now();
  const failures = await inParallel(Array.from({ length: runs }), AT_ONCE, async (_, index) => {
    const { events, faults } = await runLesson(lesson, tier);
    if (faults.length === 0) return [];
    const file = join(folder, `${lesson.id}-${index + 1}.ndjson.gz`);
    await writeRecordingFile(file, lesson, events);
    return [`  run ${index + 1}: ${faults.join(' ')} (${relative(projectRoot(), file)})`];
  });
  const lines = failures.flat();
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  const load = loadavg()[0]?.toFixed(1) ?? '';
  say(`${lesson.id.padEnd(32)} ${runs - lines.length} of ${runs}  ${seconds} s, load ${load}`);
  for (const line of lines) say(line);
  return lines.length;
}

// `npm test`: the unit tests and beside them the checks, the build, then the tests that need a browser and beside them those
// that need a kernel. The last line says how many passed, failed and were skipped, in all projects together; every skipped test is named
// with its reason.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const summaries = join(root, '.cache', 'tests');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');

rmSync(summaries, { recursive: true, force: true });

/** @typedef {{ name: string, words: string[], summary: string | null }} Step */

/**
 * One after the other; those of one row at the same time: unit tests leave a processor free, and tests with a kernel mostly wait for
 * its timers.
 * @type {Step[][]}
 */
const rows = [
  [
    { name: 'unit', words: ['npm', 'run', '--silent', 'unit'], summary: 'unit.json' },
    { name: 'checks', words: ['npm', 'run', '--silent', 'checks'], summary: null },
  ],
  [{ name: 'build', words: ['npm', 'run', '--silent', 'build'], summary: null }],
  [
    { name: 'browser', words: testProject('browser'), summary: 'browser.json' },
    { name: 'kernel', words: testProject('kernel'), summary: 'kernel.json' },
  ],
];

/** @param {string} project */
function testProject(project) {
  const reporters = ['--reporter=default', '--reporter=./server/bin/summary-reporter.mjs'];
  return [process.execPath, vitest, 'run', '--project', project, '--passWithNoTests', ...reporters];
}

const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const broken = [];
for (const row of rows) {
  const runs = row.map((step, place) => run(step, place === 0));
  for (const done of runs) done.told(await done.ended);
  // What does not check or build is not worth looking at further.
  if (broken.length > 0) break;
}

if (broken.length > 0) process.stdout.write(`Not in order: ${broken.join(', ')}.\n`);
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exitCode = broken.length === 0 && total.failed === 0 && total.passed > 0 ? 0 : 1;

/**
 * Starts a step. The first of a row writes to the screen; what the others say is kept until the first has ended.
 * @param {Step} step @param {boolean} first
 * @returns {{ ended: Promise<number | null>, told: (status: number | null) => void }}
 */
function run({ name, words, summary }, first) {
  const file = summary === null ? null : join(summaries, summary);
  const [program = '', ...rest] = words;
  const child = spawn(program, rest, {
    cwd: root,
    env: file === null ? process.env : { ...process.env, SOCKSCOPE_TEST_SUMMARY: file },
    stdio: first ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  /** @type {Buffer[]} */
  const said = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (/** @type {Buffer} */ part) => said.push(part));
  return {
    ended: once(child, 'close').then(([status]) => /** @type {number | null} */ (status)),
    told(status) {
      process.stdout.write(Buffer.concat(said));
      const added = file === null ? 0 : add(name, file);
      if (status !== 0) broken.push(name);
      if (status === 0 && file !== null && added === 0) {
        process.stdout.write(`No test ran in ${name}.\n`);
        broken.push(name);
      }
    },
  };
}

/** Adds a project's summary to the total and names what was skipped. @param {string} name @param {string} file */
function add(name, file) {
  if (!existsSync(file)) return 0;
  /** @type {import('./summary-reporter.mjs').Summary} */
  const { passed, failed, skipped } = JSON.parse(readFileSync(file, 'utf8'));
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped.length;
  for (const test of skipped) {
    process.stdout.write(`skipped: ${test.name}: ${test.reason ?? 'no reason given'}\n`);
    if (test.reason === null) broken.push(`${name} (a test is skipped without a reason: context.skip('why'))`);
  }
  return passed + failed + skipped.length;
}

// `npm test`: the checks with the unit tests, the build, then the tests that need a kernel or a browser. The last line
// says how many passed, failed and were skipped, in all projects together; every skipped test is named with its reason.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const summaries = join(root, '.cache', 'tests');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');

rmSync(summaries, { recursive: true, force: true });

const steps = [
  { name: 'check', words: ['npm', 'run', '--silent', 'check'], summary: 'unit.json' },
  { name: 'build', words: ['npm', 'run', '--silent', 'build'], summary: null },
  { name: 'kernel', words: testProject('kernel'), summary: 'kernel.json' },
  { name: 'browser', words: testProject('browser'), summary: 'browser.json' },
];

/** @param {string} project */
function testProject(project) {
  const reporters = ['--reporter=default', '--reporter=./server/bin/summary-reporter.mjs'];
  return [process.execPath, vitest, 'run', '--project', project, '--passWithNoTests', ...reporters];
}

const total = { passed: 0, failed: 0, skipped: 0 };
const broken = [];
for (const { name, words, summary } of steps) {
  const file = summary === null ? null : join(summaries, summary);
  const env = file === null ? process.env : { ...process.env, SOCKSCOPE_TEST_SUMMARY: file };
  const [program = '', ...rest] = words;
  const { status } = spawnSync(program, rest, {
    cwd: root,
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const added = file === null ? 0 : add(name, file);
  if (status !== 0) broken.push(name);
  if (status === 0 && file !== null && added === 0) {
    process.stdout.write(`No test ran in ${name}.\n`);
    broken.push(name);
  }
  // What does not check or build is not worth running.
  if (status !== 0 && (name === 'check' || name === 'build')) break;
}

if (broken.length > 0) process.stdout.write(`Not in order: ${broken.join(', ')}.\n`);
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exitCode = broken.length === 0 && total.failed === 0 && total.passed > 0 ? 0 : 1;

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

// A vitest reporter that adds up what ran, for the last line of `npm test`. It writes one JSON file, whose name comes in
// SOCKSCOPE_TEST_SUMMARY.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** @typedef {{ passed: number, failed: number, skipped: { name: string, reason: string | null }[] }} Summary */

/** Vitest makes one of these for a run. */
export default class SummaryReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandled errors outside of any test
   */
  onTestRunEnd(modules, unhandled) {
    /** @type {Summary} */
    const summary = { passed: 0, failed: unhandled.length, skipped: [] };
    for (const module of modules) {
      // A file that could not be loaded has errors and no tests: it counts as one failure.
      summary.failed += module.errors().length;
      for (const suite of module.children.allSuites()) summary.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') summary.passed += 1;
        else if (result.state === 'failed') summary.failed += 1;
        else summary.skipped.push({ name: `${module.relativeModuleId} > ${test.fullName}`, reason: reasonOf(result) });
      }
    }
    const file = process.env.SOCKSCOPE_TEST_SUMMARY;
    if (file === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(summary));
  }
}

/** What context.skip('reason') was given. @param {object} result @returns {string | null} */
const reasonOf = (result) => ('note' in result && typeof result.note === 'string' ? result.note : null);

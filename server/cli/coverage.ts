import { unreachable } from '#shared/base/exhaustive';
import { coverageOf, type CoveredRun, type MachineCoverage } from '../coverage/coverage.ts';
import { coverageMarkdown } from '../coverage/markdown.ts';
import { reportText } from '../coverage/report.ts';
import { hasTimeWait, inParallel, runLesson } from '../coverage/run-lessons.ts';
import { kernelOf } from '../coverage/words.ts';
import { Catalogue } from '../sessions/catalogue.ts';
import { preflight } from '../supervisor/preflight.ts';
import { lessonsPath } from '../supervisor/root.ts';
import { exitStatus } from './exit.ts';
import { noLab, refuse, sayLines } from './say.ts';

/** Labs at once. More would only wait for each other: a lab keeps a processor busy. */
const AT_ONCE = 2;

export type CoverageFormat = 'text' | 'json' | 'markdown';

/**
 * `sockscope coverage`: runs every shipped lesson and says which states and edges of the state machines were observed,
 * from which source, in which lesson. Exit status 1 where a lesson did not run as it expects or the kernel took an edge
 * that no table has.
 */
export async function coverage({ format }: { format: CoverageFormat }): Promise<number> {
  const catalogue = await Catalogue.read(lessonsPath());
  sayLines(catalogue.faults);
  const { tier, why } = await preflight();
  if (tier === 'replay') return refuse(noLab(why), exitStatus.lacking);
  const runs = await runAll(catalogue, tier);
  const machines = coverageOf(runs);
  process.stdout.write(written(format, tier, runs, machines));
  const stray = machines.some(({ others }) => others.some((other) => other.why === 'not in the table'));
  const faulty = catalogue.faults.length > 0 || runs.some(({ faults }) => faults.length > 0);
  return stray || faulty ? exitStatus.failed : exitStatus.fine;
}

/** The first lab that ends in TIME_WAIT stays open for the minute this lasts, so that its end is observed as well. */
function runAll(catalogue: Catalogue, tier: 'lab' | 'loopback'): Promise<readonly CoveredRun[]> {
  let stays = false;
  const lessons = catalogue.shipped.filter(({ lesson }) => tier === 'lab' || lesson.needs !== 'wire');
  return inParallel(lessons, AT_ONCE, async ({ lesson }) => {
    const { id, title } = lesson;
    const { events, faults } = await runLesson(lesson, tier, (session) => {
      if (stays || !hasTimeWait(session)) return false;
      stays = true;
      sayLines([`${id}: stays open until TIME_WAIT is over (a minute)`]);
      return true;
    });
    sayLines([`${id}: ${faults.length === 0 ? 'as expected' : faults.join(' ')}`]);
    return { id, title, events, faults };
  });
}

function written(
  format: CoverageFormat,
  tier: string,
  runs: readonly CoveredRun[],
  machines: readonly MachineCoverage[],
): string {
  switch (format) {
    case 'text':
      return reportText(runs, machines);
    case 'markdown':
      return coverageMarkdown(runs, machines);
    case 'json':
      return `${JSON.stringify({
        kernel: kernelOf(runs.map(({ events }) => events)),
        tier,
        lessons: runs.map(({ id, title, events, faults }) => ({ id, title, events: events.length, faults })),
        machines: machines.map(({ machine: { id, title, reference }, ...rest }) => ({ id, title, reference, ...rest })),
      })}\n`;
    default:
      return unreachable(format);
  }
}

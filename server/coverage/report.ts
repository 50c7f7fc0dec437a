import { missingEdges, type CoveredRun, type EdgeCoverage, type MachineCoverage } from './coverage.ts';
import { columns, kernelOf, placesText, someOf, sourcesOf } from './words.ts';

/** What `sockscope coverage` prints: what was seen, by whom and where (lesson and seq), and what was not. */
export function reportText(runs: readonly CoveredRun[], machines: readonly MachineCoverage[]): string {
  const failed = runs.filter(({ faults }) => faults.length > 0);
  const lines = [
    kernelOf(runs.map(({ events }) => events)) ?? 'no lab was started',
    `${runs.length} lessons run, ${failed.length === 0 ? 'all as expected' : `${failed.length} not as expected`}`,
    ...failed.flatMap(({ id, faults }) => faults.map((fault) => `  ${id}: ${fault}`)),
    ...machines.flatMap((coverage) => ['', ...machineLines(coverage)]),
  ];
  return `${lines.join('\n')}\n`;
}

function machineLines(coverage: MachineCoverage): readonly string[] {
  const { machine, states, edges, others } = coverage;
  const figure = edges.filter(({ row }) => row.figure);
  const beyond = edges.filter(({ row }) => !row.figure);
  const rows = (list: readonly EdgeCoverage[]): readonly string[] => columns(list.map(edgeCells));
  return [
    `${machine.title} (${machine.reference}): ${summary(coverage)}`,
    'states',
    ...columns(states.map(({ state, seen, inferred }) => [`  ${state}`, sourcesOf(seen), seenOrNot(seen, inferred)])),
    'edges of the figure',
    ...rows(figure),
    ...(beyond.length === 0 ? [] : ['edges beyond the figure', ...rows(beyond)]),
    ...(others.length === 0 ? [] : ['seen besides']),
    ...columns(others.map(({ from, to, why, seen }) => [`  ${from} -> ${to}`, why, placesText(seen)])),
  ];
}

/** "11 of 11 states, 17 of 20 edges observed, 2 that this kernel has not, 1 not observed". */
export function summary(coverage: MachineCoverage): string {
  const { states, edges } = coverage;
  const figure = edges.filter(({ row }) => row.figure);
  const seen = figure.filter((edge) => edge.seen.length > 0).length;
  const missing = missingEdges(coverage).length;
  const differs = figure.length - seen - missing;
  const parts = [
    `${states.filter((state) => state.seen.length > 0).length} of ${states.length} states`,
    `${seen} of ${figure.length} edges observed`,
  ];
  if (differs > 0) parts.push(`${differs} that this kernel has not`);
  if (missing > 0) parts.push(`${missing} not observed`);
  return parts.join(', ');
}

function edgeCells({ row, seen, inferred, instead }: EdgeCoverage): readonly string[] {
  const label = row.action === '' ? row.event : `${row.event} / ${row.action}`;
  const cells = [`  ${row.from} -> ${row.to}`, label, sourcesOf(seen)];
  if (seen.length > 0 || instead === null) return [...cells, seenOrNot(seen, inferred)];
  const shown = instead.evidence.map(({ lesson, seq }) => `${lesson} ${seq}`);
  const evidence = shown.length === 0 ? 'no lesson shows it' : `shown in ${someOf([...new Set(shown)])}`;
  return [...cells, `this kernel has it not: ${instead.difference.kernel} (${evidence})`];
}

function seenOrNot(seen: EdgeCoverage['seen'], inferred: EdgeCoverage['inferred']): string {
  const passed = inferred.reduce((sum, { count }) => sum + count, 0);
  const apart = passed === 0 ? '' : ` (and ${passed} times inferred)`;
  return seen.length > 0 ? `${placesText(seen)}${apart}` : `not observed${apart}`;
}

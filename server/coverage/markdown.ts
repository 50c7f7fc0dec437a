import { missingEdges, type CoveredRun, type EdgeCoverage, type MachineCoverage, type OtherEdge } from './coverage.ts';
import { summary } from './report.ts';
import { kernelOf, lessonsOf, someOf, sourcesOf } from './words.ts';

const head = `# What is covered

Every state and every edge below was observed in a real kernel while the lessons that ship with Sockscope ran: by the source
named, in the lessons named. What was only concluded (passed between two looks at the kernel) is counted apart and never as
observed; what was not observed is named as such. \`npx sockscope coverage --markdown\` writes this page; without
\`--markdown\` it also says by which event of the log each was told.
`;

/** docs/coverage.md: the book beside this kernel. Formatted as prettier formats it. */
export function coverageMarkdown(runs: readonly CoveredRun[], machines: readonly MachineCoverage[]): string {
  const failed = runs.filter(({ faults }) => faults.length > 0);
  const kernel = kernelOf(runs.map(({ events }) => events));
  const parts = [
    head,
    `Kernel: ${kernel ?? 'no lab was started'}. Lessons: ${runs.length}${failed.length === 0 ? ', all as they expect' : ''}.\n`,
    ...failed.map(({ id, faults }) => `- \`${id}\` did not run as it expects: ${faults.join(' ')}\n`),
    ...machines.flatMap(machineParts),
    '## The lessons\n',
    table(
      ['lesson', 'what it is'],
      runs.map(({ id, title }) => [`\`${id}\``, title]),
    ),
  ];
  return parts.join('\n');
}

function machineParts(coverage: MachineCoverage): readonly string[] {
  const { machine, states, edges, others } = coverage;
  const figure = edges.filter(({ row }) => row.figure);
  const beyond = edges.filter(({ row }) => !row.figure);
  const missing = missingEdges(coverage);
  return [
    `## ${machine.title}\n`,
    `The book: ${machine.reference}. This kernel: ${summary(coverage)}.\n`,
    table(
      ['state', 'observed by', 'in'],
      states.map(({ state, seen, inferred }) => [
        state,
        sourcesOf(seen) || 'not observed',
        placesAndInferred(seen, inferred),
      ]),
    ),
    table(['the book', 'event / action', 'this kernel', 'in'], figure.map(bookCells)),
    ...(missing.length === 0 ? [] : [`Not observed: ${missing.map(({ row }) => arrow(row)).join(', ')}.\n`]),
    ...(beyond.length === 0
      ? []
      : [
          'What this kernel does beyond the figure, and where that is written:\n',
          table(['edge', 'event / action', 'where', 'why', 'in'], beyond.map(beyondCells)),
        ]),
    ...(others.length === 0
      ? []
      : ['Seen besides, and not counted above:\n', table(['edge', 'why', 'in'], others.map(otherCells))]),
  ];
}

const arrow = ({ from, to }: { readonly from: string; readonly to: string }): string => `${from} → ${to}`;

const label = ({ event, action }: EdgeCoverage['row']): string => (action === '' ? event : `${event} / ${action}`);

function bookCells({ row, seen, inferred, instead }: EdgeCoverage): readonly string[] {
  const cells = [arrow(row), label(row)];
  if (seen.length > 0) return [...cells, `observed (${sourcesOf(seen)})`, placesAndInferred(seen, inferred)];
  if (instead === null) return [...cells, 'not observed', placesAndInferred(seen, inferred)];
  const { difference, evidence } = instead;
  const lessons = [...new Set(evidence.map(({ lesson }) => `\`${lesson}\``))];
  return [
    ...cells,
    `differs: ${difference.kernel} (${difference.where})`,
    lessons.length === 0 ? 'no lesson shows it' : `${someOf(lessons)} (what it does instead)`,
  ];
}

const beyondCells = ({ row, seen, inferred }: EdgeCoverage): readonly string[] => [
  arrow(row),
  label(row),
  row.where,
  row.why,
  placesAndInferred(seen, inferred),
];

const otherCells = (edge: OtherEdge): readonly string[] => [arrow(edge), edge.why, placesAndInferred(edge.seen, [])];

/** How often something happens differs from run to run, so the page names lessons only. */
function placesAndInferred(seen: EdgeCoverage['seen'], inferred: EdgeCoverage['inferred']): string {
  const names = (places: EdgeCoverage['seen']): string => someOf(lessonsOf(places).map((lesson) => `\`${lesson}\``));
  if (seen.length > 0) return names(seen);
  return inferred.length > 0 ? `not observed (inferred in ${names(inferred)})` : 'not observed';
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = titles.map((title, i) => Math.max(3, title.length, ...cells.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return `${[line(titles), rule, ...cells.map(line)].join('\n')}\n`;
}

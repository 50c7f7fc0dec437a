import type { LabEvent } from '#shared/events/event';
import type { Place } from './coverage.ts';

/** How many lessons are named before "and n more". */
const NAMED = 3;

/** The first few of a list of names, and how many more there are. */
export function someOf(names: readonly string[]): string {
  const named = names.slice(0, NAMED).join(', ');
  return names.length > NAMED ? `${named} and ${names.length - NAMED} more` : named;
}

/** The ids of the lessons, each once, in the order of the places. */
export const lessonsOf = (places: readonly Place[]): readonly string[] => [
  ...new Set(places.map(({ lesson }) => lesson)),
];

/** The sources that told it, each once, by name: "ptrace, sock_diag". */
export const sourcesOf = (places: readonly Place[]): string =>
  [...new Set(places.map(({ source }) => source))].sort().join(', ');

/** Where it was seen first in each lesson: "tcp-echo 29, unix-echo 12 and 3 more". */
export const placesText = (places: readonly Place[]): string =>
  someOf(
    lessonsOf(places).map((lesson) => {
      const first = Math.min(...places.filter((place) => place.lesson === lesson).map(({ seq }) => seq));
      return `${lesson} ${first}`;
    }),
  );

/** "Linux 6.18.0, x86_64", as the labs themselves told it; null where no lab came so far. */
export function kernelOf(logs: readonly (readonly LabEvent[])[]): string | null {
  for (const [first] of logs) if (first?.kind === 'lab.start') return `Linux ${first.kernel}, ${first.arch}`;
  return null;
}

/** Lines of cells, each column as wide as its widest cell; the last one is left ragged. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

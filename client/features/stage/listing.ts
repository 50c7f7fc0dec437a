import type { LineResult, ProcessState } from '#shared/model/state';
import { cut } from '../../ui/text-width.ts';

export interface ListingRow {
  /** 1-based line of the program's text. */
  readonly line: number;
  /** Which row of its line it is, from 0: a line too long for one row goes on in the next. */
  readonly part: number;
  readonly last: boolean;
  readonly text: string;
  readonly current: boolean;
  readonly result: LineResult | null;
}

/** Calls whose result is a new descriptor: it is drawn boxed, as in the descriptor table. */
const descriptorCalls = new Set(['socket', 'accept', 'accept4', 'dup', 'dup2', 'open', 'epoll_create1']);

export const returnsDescriptor = (result: LineResult): boolean => result.ret >= 0 && descriptorCalls.has(result.api);

/**
 * The lines of a program around the current one: blank lines left out, the window's common indentation taken off, long
 * lines continued in a second row. Before the program's first line is known the window begins at main.
 * @param rows how many rows there are
 * @param width characters in a row
 */
export function listingWindow(
  text: string,
  process: ProcessState | null,
  rows: number,
  width: number,
): readonly ListingRow[] {
  const at = currentLine(process);
  const written = text
    .split('\n')
    .map((line, i) => ({ line: i + 1, text: line.replaceAll('\t', '    ').trimEnd() }))
    .filter((row) => row.text.trim() !== '');
  const main = Math.max(
    0,
    written.findIndex((row) => /\bmain\s*\(/.test(row.text)),
  );
  const here = at === null ? -1 : written.findIndex((row) => row.line >= at);
  const anchor = here >= 0 ? here : main;
  const above = here >= 0 ? Math.floor((rows - 1) / 2) : 0;
  const start = Math.max(0, Math.min(anchor - above, written.length - rows));
  const window = written.slice(start, start + rows);
  // A closing brace of the function is no reason to push everything else to the right.
  const indent = Math.min(...window.filter((row) => row.text !== '}').map((row) => indentOf(row.text)));
  const laid = window.flatMap((row): ListingRow[] =>
    wrapLine(row.text.slice(Math.min(indent, indentOf(row.text))), width).map((text, part, parts) => ({
      line: row.line,
      part,
      last: part === parts.length - 1,
      text,
      current: row.line === at,
      result: process?.results[row.line] ?? null,
    })),
  );
  if (laid.length <= rows) return laid;
  // Rows that continue push the lines at both ends out of the window; the anchor's stay in its middle.
  const middle = Math.max(
    0,
    laid.findIndex((row) => row.line === written[anchor]?.line),
  );
  const from = Math.max(0, Math.min(middle - above, laid.length - rows));
  return laid.slice(from, from + rows);
}

/** A line in rows of at most `width` characters, broken after a comma, an operator or a space; the rest is indented. */
export function wrapLine(text: string, width: number): readonly string[] {
  if (text.length <= width || width < 12) return [text];
  const place = Math.max(text.lastIndexOf(', ', width - 1) + 1, text.lastIndexOf(' ', width));
  const at = place > width / 3 ? place : width;
  const hanging = ' '.repeat(Math.min(indentOf(text) + 4, Math.floor(width / 3)));
  const rest = hanging + text.slice(at).trimStart();
  return rest.trim() === '' ? [text.slice(0, at)] : [text.slice(0, at).trimEnd(), ...wrapLine(rest, width)];
}

const indentOf = (text: string): number => text.length - text.trimStart().length;

/** The line a process is at: that of its call, else the one it runs, else its last. */
const currentLine = (process: ProcessState | null): number | null =>
  process === null ? null : (process.call?.line ?? process.line);

/**
 * Only the lines that make calls, as short as a lecture needs them: "accept(sfd, NULL, NULL)". The declaration before
 * the call, what checks its result and the semicolon go; long arguments give way to an ellipsis.
 * @param calls names of system calls that the program uses
 */
export function callListing(
  text: string,
  process: ProcessState | null,
  calls: readonly string[],
  rows: number,
  max: number,
): readonly ListingRow[] {
  const at = currentLine(process);
  const written = text.split('\n').flatMap((line, i) => {
    const call = callIn(line, calls);
    return call === null ? [] : [{ line: i + 1, text: shortenCall(call, max) }];
  });
  const found = written.findIndex((row) => at !== null && row.line >= at);
  const here = found >= 0 ? found : at === null ? 0 : written.length - 1;
  const start = Math.max(0, Math.min(here - 1, written.length - rows));
  return written.slice(start, start + rows).map((row) => ({
    ...row,
    part: 0,
    last: true,
    current: row.line === at,
    result: process?.results[row.line] ?? null,
  }));
}

/** The first call of one of these names in a line of C, with its arguments, or null. */
export function callIn(line: string, calls: readonly string[]): string | null {
  const code = line
    .replace(/\/\/.*$/, '')
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, (quoted) => quoted.replaceAll(/[()]/g, '_'));
  for (const match of code.matchAll(/\b([a-z_][a-z0-9_]*)\s*\(/g)) {
    if (match[1] === undefined || !calls.includes(match[1])) continue;
    let depth = 0;
    for (let i = match.index + match[0].length - 1; i < code.length; i++) {
      if (code[i] === '(') depth++;
      if (code[i] === ')') depth--;
      if (depth === 0) return line.slice(match.index, i + 1);
    }
    return line.slice(match.index).trimEnd();
  }
  return null;
}

function shortenCall(call: string, max: number): string {
  const plain = call.replaceAll(/\((?:const )?struct sockaddr \*\)\s*/g, '').replaceAll(/\s+/g, ' ');
  if (plain.length <= max) return plain;
  const open = plain.indexOf('(');
  const args = plain
    .slice(open + 1, -1)
    .split(',')
    .map((text) => text.trim());
  for (let kept = args.length - 1; kept > 0; kept--) {
    const text = `${plain.slice(0, open)}(${args.slice(0, kept).join(', ')}, …)`;
    if (text.length <= max) return text;
  }
  return cut(`${plain.slice(0, open)}(…)`, max);
}

import type { LineResult, ProcessState } from '#shared/model/state';
import { cut } from '../../ui/text-width.ts';

export interface ListingRow {
  /** 1-based line of the program's text. */
  readonly line: number;
  readonly text: string;
  readonly current: boolean;
  readonly result: LineResult | null;
}

/** Calls whose result is a new descriptor: it is drawn boxed, as in the descriptor table. */
const descriptorCalls = new Set(['socket', 'accept', 'accept4', 'dup', 'dup2', 'open', 'epoll_create1']);

export const returnsDescriptor = (result: LineResult): boolean => result.ret >= 0 && descriptorCalls.has(result.api);

/**
 * The lines of a program around the current one: blank lines left out, the window's common indentation taken off.
 * Before the program's first line is known the window starts where its first call is written.
 * @param rows how many lines fit
 * @param firstCall names of calls; the window of an unstarted program begins at main
 */
export function listingWindow(text: string, process: ProcessState | null, rows: number): readonly ListingRow[] {
  const written = text
    .split('\n')
    .map((line, i) => ({ line: i + 1, text: line.replaceAll('\t', '    ').trimEnd() }))
    .filter((row) => row.text.trim() !== '');
  const at = currentLine(process);
  const here = at === null ? -1 : written.findIndex((row) => row.line >= at);
  const anchor =
    here >= 0
      ? here
      : Math.max(
          0,
          written.findIndex((row) => /\bmain\s*\(/.test(row.text)),
        );
  const above = here >= 0 ? Math.floor((rows - 1) / 2) : 0;
  const start = Math.max(0, Math.min(anchor - above, written.length - rows));
  const window = written.slice(start, start + rows);
  // A closing brace of the function is no reason to push everything else to the right.
  const indent = Math.min(...window.filter((row) => row.text !== '}').map((row) => indentOf(row.text)));
  return window.map((row) => ({
    line: row.line,
    text: row.text.slice(Math.min(indent, indentOf(row.text))),
    current: row.line === at,
    result: process?.results[row.line] ?? null,
  }));
}

const indentOf = (text: string): number => text.length - text.trimStart().length;

/** The line a process is at: that of its call, else the one it runs, else its last. */
export const currentLine = (process: ProcessState | null): number | null =>
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

/** Where a program's own statements begin: behind the first line of main's block; the end of the text where there is no main. */
export function mainBegins(text: string): number {
  const main = /\bmain\s*\([^)]*\)\s*\{[^\n]*\n?/.exec(text);
  return main === null ? text.length : main.index + main[0].length;
}

/** What is put where, and where the cursor stands afterwards. */
export interface LineChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  readonly cursor: number;
}

/**
 * Lines put below the statement at `offset`, indented as it is: never between an `if` and what it decides about. A blank line
 * gives its place to them, indented as the line above.
 */
export function linesBelow(text: string, offset: number, lines: readonly string[]): LineChange {
  const all = text.split('\n');
  const at = text.slice(0, offset).split('\n').length - 1;
  const blank = (all[at] ?? '').trim() === '';
  const anchor = blank ? previous(all, at) : at;
  const last = blank ? at : endOf(all, at);
  const opens = /\{\s*$/.test(all[blank ? anchor : last] ?? '');
  const indent = (/^\s*/.exec(all[headOf(all, anchor)] ?? '')?.[0] ?? '') + (opens ? '    ' : '');
  const block = lines.map((line) => (line === '' ? '' : indent + line)).join('\n');
  const end = all.slice(0, last + 1).join('\n').length;
  const from = blank ? end - (all[at] ?? '').length : end;
  const insert = blank ? block : `\n${block}`;
  return { from, to: end, insert, cursor: from + insert.length };
}

/** Whether a statement goes on behind this line: `if (…)`, an argument list that is not closed. */
const goesOn = (line: string): boolean => {
  const code = line.replace(/\/\/.*$/, '').trim();
  return code !== '' && !code.startsWith('#') && !/([;{}:]|\*\/)$/.test(code);
};

/** The nearest line above `at` that is not blank. */
function previous(lines: readonly string[], at: number): number {
  let line = at - 1;
  while (line > 0 && (lines[line] ?? '').trim() === '') line -= 1;
  return Math.max(0, line);
}

/** The first line of the statement that `at` is part of. */
function headOf(lines: readonly string[], at: number): number {
  let line = at;
  while (line > 0 && !/^\s*\{/.test(lines[line] ?? '') && goesOn(lines[line - 1] ?? '')) line -= 1;
  return line;
}

/** Its last line. */
function endOf(lines: readonly string[], at: number): number {
  let line = at;
  while (line < lines.length - 1 && goesOn(lines[line] ?? '')) line += 1;
  return line;
}

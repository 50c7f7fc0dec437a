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
 * Lines put below the one at `offset`, indented as it is; a blank line gives its place to them, indented as the line above.
 */
export function linesBelow(text: string, offset: number, lines: readonly string[]): LineChange {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const next = text.indexOf('\n', offset);
  const end = next < 0 ? text.length : next;
  const here = text.slice(start, end);
  const blank = here.trim() === '';
  const model = blank ? (text.slice(0, start).trimEnd().split('\n').at(-1) ?? '') : here;
  const opens = /\{\s*$/.test(model);
  const indent = (/^\s*/.exec(model)?.[0] ?? '') + (opens ? '    ' : '');
  const block = lines.map((line) => (line === '' ? '' : indent + line)).join('\n');
  const from = blank ? start : end;
  const insert = blank ? block : `\n${block}`;
  return { from, to: end, insert, cursor: from + insert.length };
}

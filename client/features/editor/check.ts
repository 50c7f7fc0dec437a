import { compileProgram } from '#shared/labc/compile';
import type { Diagnostic } from '#shared/lessons/lesson';
import { MAX_PROGRAM_LENGTH } from '#shared/protocol/programs';

/** The faults of a program's text, as the lab itself would find them before it starts anything. */
export function faultsOf(file: string, text: string): readonly Diagnostic[] {
  if (text.length > MAX_PROGRAM_LENGTH) {
    const message = `This program has ${text.length} characters, and one may have ${MAX_PROGRAM_LENGTH}: shorten it.`;
    return [{ file, line: 1, column: 1, message }];
  }
  const compiled = compileProgram({ file, text });
  return compiled.ok ? [] : compiled.error;
}

/** Where a fault begins and ends in a text, in characters from its start: the word that stands there, or one sign. */
export function spanOf(text: string, line: number, column: number): { readonly from: number; readonly to: number } {
  const lines = text.split('\n');
  const at = Math.max(0, Math.min(line, lines.length) - 1);
  const start = lines.slice(0, at).reduce((sum, one) => sum + one.length + 1, 0);
  const here = lines[at] ?? '';
  const offset = Math.max(0, Math.min(column - 1, here.length));
  const word = /^\w+/.exec(here.slice(offset))?.[0] ?? '';
  // At the end of a line there is nothing to underline: its last sign is.
  const end = Math.min(here.length, offset + Math.max(1, word.length));
  const from = end > offset ? offset : Math.max(0, end - 1);
  return { from: start + from, to: start + end };
}

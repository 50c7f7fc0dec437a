import { isMap, isScalar, LineCounter, parseDocument, type ParsedNode, type YAMLMap } from 'yaml';
import { fail, ok, type Result } from '../base/result.ts';
import type { Diagnostic } from './lesson.ts';

export interface FrontMatter {
  readonly root: YAMLMap.Parsed | null;
  /** What follows the front matter, and the 1-based line it begins on. */
  readonly body: string;
  readonly bodyLine: number;
  readonly at: (node: ParsedNode | null | undefined, message: string) => Diagnostic;
}

/** One fault in YAML often brings others with it: nobody reads thousands. */
const MOST_FAULTS = 20;

const FENCE = /^---[ \t]*$/;

/**
 * Splits lesson.md into its front matter (YAML 1.2 between two lines of three dashes) and the text below. What is wrong
 * with the YAML itself is reported with its place in the whole file.
 */
export function readFrontMatter(file: string, text: string): Result<FrontMatter, readonly Diagnostic[]> {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const first = lines[0] ?? '';
  if (!FENCE.test(first)) {
    const message =
      'the file has to begin with a line of three dashes (---): put the front matter between two of them.';
    return fail([{ file, line: 1, column: 1, message }]);
  }
  const end = lines.findIndex((line, i) => i > 0 && FENCE.test(line));
  if (end < 0) {
    const message = 'the front matter has no end: add a line of three dashes (---) after it.';
    return fail([{ file, line: 1, column: 1, message }]);
  }
  const counter = new LineCounter();
  const document = parseDocument(lines.slice(1, end).join('\n'), { lineCounter: counter, prettyErrors: false });
  // The YAML begins on line 2 of the file.
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(1, line) + 1, column: Math.max(1, col) };
  };
  if (document.errors.length > 0) {
    return fail(
      document.errors.slice(0, MOST_FAULTS).map((error) => ({
        file,
        ...place(error.pos[0]),
        message: `${sentence(error.message)}; mend the YAML here.`,
      })),
    );
  }
  const root = document.contents;
  if (root !== null && !isMap(root) && !(isScalar(root) && root.value === null)) {
    const message = 'the front matter has to be a list of keys such as "title: Echo over TCP".';
    return fail([{ file, ...place(root.range[0]), message }]);
  }
  return ok({
    root: isMap(root) ? root : null,
    body: lines.slice(end + 1).join('\n'),
    bodyLine: end + 2,
    at: (node, message) => ({ file, ...(node ? place(node.range[0]) : { line: 1, column: 1 }), message }),
  });
}

const sentence = (message: string): string => message.split('\n', 1)[0]?.replace(/[.:]?\s*$/, '') ?? message;

/** A scalar as the text a person wrote; null for lists and maps. Numbers are taken as they stand: args: [7000]. */
export function scalarText(node: ParsedNode | null): string | null {
  if (!isScalar(node)) return null;
  if (typeof node.value === 'string') return node.value;
  if (typeof node.value === 'number' || typeof node.value === 'boolean') return node.source;
  return null;
}

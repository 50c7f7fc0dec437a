import { isMap, isScalar, type ParsedNode, type YAMLMap } from 'yaml';
import { fail, ok, type Result } from '../base/result.ts';
import type { Diagnostic } from './lesson.ts';
import { readYaml } from './yaml.ts';

export interface FrontMatter {
  readonly root: YAMLMap.Parsed | null;
  /** What follows the front matter, and the 1-based line it begins on. */
  readonly body: string;
  readonly bodyLine: number;
  readonly at: (node: ParsedNode | null | undefined, message: string) => Diagnostic;
}

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
  // The YAML begins on line 2 of the file.
  const yaml = readYaml(file, lines.slice(1, end).join('\n'), 2);
  if (!yaml.ok) return yaml;
  const { root, at } = yaml.value;
  if (root !== null && !isMap(root) && !(isScalar(root) && root.value === null)) {
    return fail([at(root, 'the front matter has to be a list of keys such as "title: Echo over TCP".')]);
  }
  return ok({
    root: isMap(root) ? root : null,
    body: lines.slice(end + 1).join('\n'),
    bodyLine: end + 2,
    at: (node, message) => (node ? at(node, message) : { file, line: 1, column: 1, message }),
  });
}

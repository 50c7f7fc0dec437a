import { isCollection, isMap, isPair, isScalar, LineCounter, parseDocument, type ParsedNode, type YAMLMap } from 'yaml';
import { fail, ok, type Result } from '../base/result.ts';
import type { Diagnostic } from './lesson.ts';

/** A piece of YAML inside a larger file, with places counted in the whole file. */
export interface Yaml {
  readonly root: ParsedNode | null;
  readonly at: (node: ParsedNode | null | undefined, message: string) => Diagnostic;
}

/** One fault in YAML often brings others with it: nobody reads thousands. */
const MOST_FAULTS = 20;

/**
 * Reads YAML 1.2 that begins on `firstLine` (1-based) of `file`. What is wrong with the YAML itself is reported with its
 * place in the file; `at` gives the place of a node, and without one that of the first line.
 */
export function readYaml(file: string, text: string, firstLine: number): Result<Yaml, readonly Diagnostic[]> {
  const counter = new LineCounter();
  // The library compares each key with all before it: of twenty thousand that takes seconds, so it is done below.
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: false });
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(1, line) + firstLine - 1, column: Math.max(1, col) };
  };
  const faults = [
    ...document.errors.slice(0, MOST_FAULTS).map((error) => ({ at: error.pos[0], message: sentence(error.message) })),
    ...repeatedKeys(document.contents).map((at) => ({ at, message: 'Map keys must be unique' })),
  ];
  if (faults.length > 0) {
    return fail(
      faults
        .toSorted((a, b) => a.at - b.at)
        .slice(0, MOST_FAULTS)
        .map(({ at, message }) => ({ file, ...place(at), message: `${message}; mend the YAML here.` })),
    );
  }
  return ok({
    root: document.contents,
    at: (node, message) => ({ file, ...(node ? place(node.range[0]) : { line: firstLine, column: 1 }), message }),
  });
}

/** Offsets of the keys that their map has already, a few of them. */
function repeatedKeys(root: ParsedNode | null): readonly number[] {
  const found: number[] = [];
  const todo: unknown[] = [root];
  while (todo.length > 0 && found.length < MOST_FAULTS) {
    const node = todo.pop();
    if (isPair(node)) todo.push(node.value, node.key);
    if (!isCollection(node)) continue;
    const seen = new Set<unknown>();
    for (const { key } of isMap<ParsedNode>(node) ? node.items : []) {
      if (!isScalar(key)) continue;
      if (seen.has(key.value)) found.push(key.range[0]);
      seen.add(key.value);
    }
    for (let i = node.items.length - 1; i >= 0; i--) todo.push(node.items[i]);
  }
  return found;
}

const sentence = (message: string): string => message.split('\n', 1)[0]?.replace(/[.:]?\s*$/, '') ?? message;

/** The value under a key; null where the key is absent or its value is empty. */
export function valueOf(map: YAMLMap.Parsed | null, key: string): ParsedNode | null {
  const pair = map?.items.find((candidate) => scalarText(candidate.key) === key);
  const value = pair?.value ?? null;
  return value !== null && 'value' in value && value.value === null ? null : value;
}

/** A scalar as the text a person wrote; null for lists and maps. Numbers are taken as they stand: args: [7000]. */
export function scalarText(node: ParsedNode | null): string | null {
  if (!isScalar(node)) return null;
  if (typeof node.value === 'string') return node.value;
  if (typeof node.value === 'number' || typeof node.value === 'boolean') return node.source;
  return null;
}

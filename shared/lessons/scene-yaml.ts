import { isSeq, type ParsedNode, type YAMLMap } from 'yaml';
import { scalarText } from './yaml.ts';

/** Takes down a fault at a place of the file; null: at the scene's heading. */
export type Fault = (node: ParsedNode | null, message: string) => void;

/** Finds keys that do not exist there. */
export function knownKeys(map: YAMLMap.Parsed, keys: readonly string[], what: string, fault: Fault): void {
  for (const { key } of map.items) {
    const name = scalarText(key);
    if (name !== null && keys.includes(name)) continue;
    fault(key, `${what} has no key ${name ?? 'like this'}; the keys are ${keys.join(', ')}.`);
  }
}

/** One text, or a list of texts. */
export function texts(
  node: ParsedNode | null,
  key: string,
  fault: Fault,
): readonly { node: ParsedNode; text: string }[] {
  if (node === null) return [];
  return (isSeq(node) ? node.items : [node]).flatMap((item) => {
    const text = scalarText(item);
    // YAML reads a colon in it as a key and its value.
    if (text === null)
      fault(item, `${key} is a text, or a list of texts; write one with a colon in single quotes ('…').`);
    return text === null ? [] : [{ node: item, text }];
  });
}

import { nearest, SyntaxFault } from './diagnostics.ts';
import { parseStatement } from './parse-statements.ts';
import type { Statement } from './tree.ts';
import type { Frame, Unit } from './unit.ts';

/** `out:` before a statement. A label has its whole function for its scope, and a name space of its own (C11 6.2.1, 6.2.3). */
export function parseLabelled(unit: Unit, frame: Frame): Statement {
  const { cursor } = unit;
  const at = cursor.next();
  const label = at.text;
  cursor.next();
  const before = frame.labels.get(label);
  if (before !== undefined)
    unit.report.add(at, `The label ${label} is on line ${String(before.line)} already: choose another name.`);
  frame.labels.set(label, at);
  if (cursor.at('}')) throw new SyntaxFault(at, `A label stands before a statement: write ; behind ${label}:.`);
  return { kind: 'labelled', at, label, body: parseStatement(unit) };
}

/** `goto out;`: the label may come later, so whether it is there is looked at when the function has been read. */
export function parseGoto(unit: Unit, frame: Frame): Statement {
  const { cursor } = unit;
  const at = cursor.next();
  const name = cursor.expectName("the label's name");
  cursor.expect(';', 'behind the label');
  frame.jumps.push({ label: name.text, at: name });
  return { kind: 'goto', at, label: name.text };
}

/** Tells each goto whose label is nowhere in its function. */
export function checkJumps(unit: Unit, { symbol, labels, jumps }: Frame): void {
  for (const { label, at } of jumps) {
    if (labels.has(label)) continue;
    const near = nearest(label, [...labels.keys()]);
    const advice = near === undefined ? `write ${label}: before a statement of it` : `did you mean ${near}?`;
    unit.report.add(at, `${symbol.name} has no label ${label}: ${advice}${near === undefined ? '.' : ''}`);
  }
}

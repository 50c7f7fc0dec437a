import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { conditionForms, parseCondition } from './conditions.ts';
import { parseRule, ruleForms } from './rules.ts';

const page = readFileSync(new URL('../../docs/conditions.md', import.meta.url), 'utf8');

/** The lines of all blocks of this kind. */
const examples = (kind: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${kind}\\n([^]*?)^\`\`\``, 'gm'))].flatMap(([, lines = '']) =>
    lines.trimEnd().split('\n'),
  );

describe('docs/conditions.md', () => {
  it('has examples that are read, each', () => {
    const faults = [...examples('conditions').map(parseCondition), ...examples('rules').map(parseRule)].flatMap(
      (result) => (result.ok ? [] : [result.error.message]),
    );
    expect(faults).toEqual([]);
  });

  it('has an example of every form', () => {
    expect(conditionForms.filter((form) => !examples('conditions').some((one) => sameForm(one, form)))).toEqual([]);
    expect(ruleForms.filter((form) => !examples('rules').includes(form))).toEqual([]);
  });
});

/** Two conditions are of one form where they are about the same things. */
function sameForm(one: string, other: string): boolean {
  const shapes = [one, other].map((text) => {
    const read = parseCondition(text);
    return read.ok ? shapeOf(read.value) : text;
  });
  return shapes[0] === shapes[1];
}

const shapeOf = (value: unknown): string =>
  JSON.stringify(value, (key, part: unknown) =>
    key === '' || key === 'kind' || typeof part === 'object' ? part : typeof part,
  );

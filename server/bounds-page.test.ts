import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from './supervisor/root.ts';

interface Row {
  readonly what: string;
  readonly number: string;
  readonly name: string;
  readonly file: string;
}

const text = (path: string): string => readFileSync(join(projectRoot(), path), 'utf8');

const rows: readonly Row[] = text('docs/bounds.md')
  .split('\n')
  .flatMap((line) => {
    const found = /^\| (.+?) +\| ([\d,]+(?: \w+)?) +\| `([\w.]+)` +\| `([\w/.-]+)` +\|$/.exec(line);
    return found === null
      ? []
      : [{ what: found[1] ?? '', number: found[2] ?? '', name: found[3] ?? '', file: found[4] ?? '' }];
  });

const units: Readonly<Record<string, number>> = { '': 1, kB: 1, KiB: 1024, MiB: 1024 * 1024, s: 1000, min: 60_000 };

/** The number as the page writes it: of bytes, of milliseconds, or a count. `16 kB` is how express writes a body's limit. */
function written(number: string): number {
  const [digits = '', unit = ''] = number.split(' ');
  const factor = units[unit];
  if (factor === undefined) throw new Error(`the page has a unit ${unit}`);
  return Number(digits.replaceAll(',', '')) * factor;
}

/** The number as the code writes it: factors, one after the other; `NAME.field` is a field of an object. Null where there is none. */
function coded({ name, file }: Row): number | null {
  const code = text(file);
  const [constant = '', field] = name.split('.');
  const from = field === undefined ? 0 : code.indexOf(`${constant}:`);
  const found = new RegExp(`\\b${field ?? constant}(?: =|:) ([\\d'][\\w' *]*)`).exec(code.slice(from));
  const factors = (found?.[1] ?? '')
    .split('*')
    .map((factor) => Number(factor.replaceAll(/[_']|kb/g, '').trim() || Number.NaN));
  const product = factors.reduce((all, factor) => all * factor, 1);
  return from < 0 || Number.isNaN(product) ? null : product;
}

describe('docs/bounds.md', () => {
  it('lists bounds', () => {
    const lines = text('docs/bounds.md')
      .split('\n')
      .filter((line) => /^\| .*`.*`.*`.*` *\|$/.test(line));
    expect(rows.length).toBeGreaterThan(40);
    expect(rows).toHaveLength(lines.length);
  });

  it.each(rows.map((row) => [`${row.what}: ${row.number}`, row] as const))('%s, as the code has it', (_, row) => {
    expect(coded(row)).toBe(written(row.number));
  });
});

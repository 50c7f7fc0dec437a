import { type Directive, lengthSize, parseFormat } from './format.ts';
import type { Expression } from './tree.ts';
import { decay } from './typing.ts';
import { type CType, type FunctionType, typeText, withoutConst } from './types.ts';
import type { Unit } from './unit.ts';

/** Compares printf's format with what is given to it, where the format is a string constant. */
export function checkFormat(unit: Unit, type: FunctionType, given: readonly Expression[]): void {
  const index = type.parameters.findIndex((one) => one.name === 'format');
  const format = given[index];
  if (!type.variadic || format?.kind !== 'string') return;
  const rest = given.slice(index + 1);
  let next = 0;
  for (const piece of parseFormat(unit.strings[format.index] ?? '')) {
    if (piece === '%') {
      unit.report.add(
        format.at,
        'This format has a % that lab C does not know: %d, %u, %ld, %zd, %x, %c, %s and %p are there, %% is a percent sign.',
      );
      return;
    }
    if (typeof piece === 'string' || piece.conversion === '%') continue;
    const stars = [piece.width, piece.precision].filter((one) => one === '*').length;
    for (let star = 0; star < stars; star++) checkNumber(unit, rest[next++], 4, `The * in ${piece.text}`);
    const value = rest[next++];
    if (value === undefined) {
      unit.report.add(format.at, `${piece.text} wants a value, but none is left: add an argument behind the format.`);
      return;
    }
    checkDirective(unit, piece, value);
  }
  const extra = rest[next];
  if (extra !== undefined)
    unit.report.add(extra.at, 'The format has no % for this value: add one, or remove the value.');
}

function checkNumber(unit: Unit, given: Expression | undefined, size: number, what: string): void {
  if (given === undefined || given.kind === 'poison') return;
  const { type } = decay(given);
  if (type.kind !== 'integer' || Math.max(type.size, 4) !== size)
    unit.report.add(
      given.at,
      `${what} wants ${size === 8 ? 'a long' : 'an int'}, this is ${typeText(withoutConst(type))}${advice(type)}.`,
    );
}

function checkDirective(unit: Unit, directive: Directive, given: Expression): void {
  if (given.kind === 'poison') return;
  const { type } = decay(given);
  switch (directive.conversion) {
    case 's':
      if (type.kind !== 'pointer' || type.to.kind !== 'integer' || type.to.size !== 1)
        unit.report.add(given.at, `%s wants a text (char *), this is ${typeText(withoutConst(type))}${advice(type)}.`);
      return;
    case 'p':
      if (type.kind !== 'pointer')
        unit.report.add(given.at, `%p wants a pointer, this is ${typeText(withoutConst(type))}${advice(type)}.`);
      return;
    case 'c':
      checkNumber(unit, given, 4, '%c');
      return;
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X':
    case 'o':
    case '%':
      checkNumber(unit, given, lengthSize[directive.length], directive.text);
  }
}

/** The directive that fits a type. */
function advice(type: CType): string {
  if (type.kind === 'pointer') return type.to.kind === 'integer' && type.to.size === 1 ? ': write %s' : ': write %p';
  if (type.kind !== 'integer') return '';
  if (type.size < 8) return type.signed ? ': write %d' : ': write %u';
  const z = type.name === 'size_t' || type.name === 'ssize_t';
  return `: write %${z ? 'z' : 'l'}${type.signed ? 'd' : 'u'}`;
}

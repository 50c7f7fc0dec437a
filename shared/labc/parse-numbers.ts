import { type Integer } from './arithmetic.ts';
import type { Token } from './lexer.ts';
import type { Expression } from './tree.ts';
import { constant, refuse } from './typing.ts';
import { type IntegerType, intType, longType, unsignedLongType, unsignedType } from './types.ts';
import type { Unit } from './unit.ts';

const largest = (type: IntegerType): bigint => (1n << BigInt(type.size * 8 - (type.signed ? 1 : 0))) - 1n;

/** An integer constant: 7000, 0x1f, 017, 0b101, with u and l behind it. Its type is the first that holds it (C11 6.4.4.1). */
export function parseNumber(unit: Unit, token: Token): Expression {
  const text = token.text.toLowerCase();
  const match = /^(0x[0-9a-f]+|0b[01]+|0[0-7]*|[1-9][0-9]*)((?:u|l|ll|ul|ull|lu|llu)?)$/.exec(text);
  if (match === null) return refuse(unit, token, fault(text));
  const [, digits = '0', suffix = ''] = match;
  const value = BigInt(digits.length > 1 && /^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const types = [intType, unsignedType, longType, unsignedLongType].filter(
    (type) =>
      !(suffix.includes('l') && type.size < 8) &&
      !(suffix.includes('u') && type.signed) &&
      !(digits.startsWith('0') ? false : !suffix.includes('u') && !type.signed),
  );
  const type = types.find((one) => value <= largest(one));
  if (type === undefined) return refuse(unit, token, `${token.text} is too large for a long: write a smaller number.`);
  const small: Integer = Number.isSafeInteger(Number(value)) ? Number(value) : value;
  return constant(small, type, token);
}

function fault(text: string): string {
  if (/^[0-9.]+([ef][-+]?[0-9]*)?f?$/.test(text) && /[.ef]/.test(text))
    return 'Lab C has no floating-point numbers: write a whole number.';
  if (/^0[0-9]+$/.test(text)) return 'A number that begins with 0 is octal and has no 8 or 9: remove the 0.';
  return `${text} is no number: a name begins with a letter, a number has digits only.`;
}

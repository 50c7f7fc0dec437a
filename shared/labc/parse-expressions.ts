import { unreachable } from '../base/exhaustive.ts';
import type { ArithmeticOperator, Integer } from './arithmetic.ts';
import { shown } from './cursor.ts';
import { type Position, SyntaxFault } from './diagnostics.ts';
import type { Token } from './lexer.ts';
import { assignment, binary, conditional, stepped, unary } from './operators.ts';
import { parseCall, parseCallThrough, parseName, parseOffsetof } from './parse-names.ts';
import { parseTypeName, refuseUnsupported, startsType } from './parse-types.ts';
import { parseNumber } from './parse-numbers.ts';
import type { Expression } from './tree.ts';
import { cast, indexed, member } from './places.ts';
import { constant, constantValue, decay, poison, refuse, stringType } from './typing.ts';
import { intType, isComplete, sizeOf, sizeType, typeText } from './types.ts';
import type { Unit } from './unit.ts';

/** How tightly the operators between two operands bind (C11 6.5.5 to 6.5.14). */
const precedence: Readonly<Record<string, number>> = {
  '*': 10,
  '/': 10,
  '%': 10,
  '+': 9,
  '-': 9,
  '<<': 8,
  '>>': 8,
  '<': 7,
  '<=': 7,
  '>': 7,
  '>=': 7,
  '==': 6,
  '!=': 6,
  '&': 5,
  '^': 4,
  '|': 3,
  '&&': 2,
  '||': 1,
};

const assignmentOperators = new Set('= += -= *= /= %= &= |= ^= <<= >>='.split(' '));

/** An expression as a whole, commas included. */
export function parseExpression(unit: Unit): Expression {
  let left = parseAssignment(unit);
  while (unit.cursor.at(',')) {
    const at = unit.cursor.next();
    unit.cursor.spend();
    const right = decay(parseAssignment(unit));
    left = { kind: 'comma', left, right, type: right.type, at };
  }
  return left;
}

/** An expression without a comma at its outermost level: an argument, an initialiser. */
export function parseAssignment(unit: Unit): Expression {
  const { cursor } = unit;
  const left = parseConditional(unit);
  const token = cursor.peek();
  if (token.kind !== 'punctuation' || !assignmentOperators.has(token.text)) return left;
  cursor.next();
  cursor.spend();
  const right = parseAssignment(unit);
  const operator = token.text === '=' ? null : (token.text.slice(0, -1) as ArithmeticOperator);
  return assignment(unit, left, operator, right, token);
}

function parseConditional(unit: Unit): Expression {
  const { cursor } = unit;
  const condition = parseBinary(unit, 1);
  if (!cursor.at('?')) return condition;
  const at = cursor.next();
  cursor.spend();
  const yes = parseExpression(unit);
  cursor.expect(':', 'between the two values of ? :');
  const no = parseConditional(unit);
  return conditional(unit, condition, yes, no, at);
}

function parseBinary(unit: Unit, least: number): Expression {
  const { cursor } = unit;
  let left = parseUnary(unit);
  for (;;) {
    const token = cursor.peek();
    const level =
      token.kind === 'punctuation' && Object.hasOwn(precedence, token.text) ? precedence[token.text] : undefined;
    if (level === undefined || level < least) return left;
    cursor.next();
    cursor.spend();
    left = binary(unit, token.text, left, parseBinary(unit, level + 1), token);
  }
}

function parseUnary(unit: Unit): Expression {
  const { cursor } = unit;
  cursor.spend();
  const token = cursor.peek();
  if (token.kind === 'name') {
    if (token.text === 'sizeof') return parseSizeof(unit);
    if (token.text === 'offsetof') return parseOffsetof(unit);
    return parsePostfix(unit);
  }
  switch (token.text) {
    case '++':
    case '--':
      cursor.next();
      return stepped(unit, parseUnary(unit), token.text, true, token);
    case '+':
    case '-':
    case '!':
    case '~':
    case '*':
    case '&':
      if (token.kind !== 'punctuation') break;
      cursor.next();
      return unary(unit, token.text, parseUnary(unit), token);
    case '(':
      if (token.kind === 'punctuation' && startsType(unit, 1)) return parseCast(unit);
      break;
    case '&&':
      throw new SyntaxFault(token, 'A value stands before &&: write one here, or & for an address.');
    default:
  }
  return parsePostfix(unit);
}

function parseCast(unit: Unit): Expression {
  const { cursor } = unit;
  const at = cursor.next();
  const type = parseTypeName(unit);
  cursor.expect(')', 'behind the type');
  if (cursor.at('{'))
    throw new SyntaxFault(cursor.peek(), 'Lab C has no values in braces here: declare a variable with them.');
  return cast(unit, type, parseUnary(unit), at);
}

function parseSizeof(unit: Unit): Expression {
  const { cursor } = unit;
  const at = cursor.next();
  let type = intType as Expression['type'];
  if (cursor.at('(') && startsType(unit, 1)) {
    cursor.next();
    type = parseTypeName(unit);
    cursor.expect(')', 'behind the type');
  } else {
    const of = parseUnary(unit);
    if (of.kind === 'poison') return poison(at);
    if (of.kind === 'variable' && of.type.kind === 'pointer' && of.type.writtenAsArray === true) {
      const { name } = of.variable;
      return refuse(unit, at, `${name} is a pointer in this function, and sizeof gives 8: pass its size along.`);
    }
    type = of.type;
  }
  if (!isComplete(type)) return refuse(unit, at, `${typeText(type)} has no size: take a variable's.`);
  return constant(sizeOf(type), sizeType, at);
}

function parsePostfix(unit: Unit): Expression {
  const { cursor } = unit;
  let value = parsePrimary(unit);
  for (;;) {
    const token = cursor.peek();
    if (token.kind !== 'punctuation') return value;
    switch (token.text) {
      case '[': {
        cursor.next();
        const index = parseExpression(unit);
        cursor.expect(']', 'behind the index');
        value = indexed(unit, value, index, token);
        break;
      }
      case '.':
      case '->': {
        cursor.next();
        value = member(unit, value, cursor.expectName("the member's name"), token.text === '->', token);
        break;
      }
      case '++':
      case '--':
        cursor.next();
        value = stepped(unit, value, token.text, false, token);
        break;
      case '(':
        value = parseCallThrough(unit, value);
        break;
      default:
        return value;
    }
    cursor.spend();
  }
}

function parsePrimary(unit: Unit): Expression {
  const { cursor } = unit;
  const token = cursor.peek();
  refuseUnsupported(token);
  switch (token.kind) {
    case 'number':
      return parseNumber(unit, cursor.next());
    case 'char':
      return parseCharacter(unit, cursor.next());
    case 'string': {
      cursor.next();
      const bytes = token.value ?? '';
      return { kind: 'string', index: unit.string(bytes), type: stringType(bytes), at: token };
    }
    case 'name':
      return cursor.at('(', 1) && unit.lookUp(token.text) === undefined ? parseCall(unit) : parseName(unit);
    case 'punctuation':
      if (cursor.accept('(')) {
        const inner = parseExpression(unit);
        cursor.expect(')', 'to close the parenthesis');
        unit.parenthesised.add(inner);
        return inner;
      }
      throw unexpected(token);
    case 'end':
      throw unexpected(token);
    default:
      return unreachable(token.kind);
  }
}

function unexpected(token: Token): SyntaxFault {
  if (token.text === '{')
    return new SyntaxFault(token, 'Values in braces stand in declarations only: write one value here.');
  const at: Position = token.text === ';' || token.text === ')' || token.kind === 'end' ? token.behind : token;
  return new SyntaxFault(at, `Write a value here: ${shown(token)} cannot stand in its place.`);
}

function parseCharacter(unit: Unit, token: Token): Expression {
  const bytes = token.value ?? '';
  if (bytes.length !== 1) {
    const advice =
      bytes.length === 0
        ? "Write a character between the quotes: 'a'."
        : `Single quotes hold one character: write "${token.text.slice(1, -1)}" for a text.`;
    return refuse(unit, token, advice);
  }
  return constant((bytes.charCodeAt(0) << 24) >> 24, intType, token);
}

/** An integer constant expression: an array's length, a case. Tells it where it is none, and gives 1. */
export function parseConstant(unit: Unit, what: string): Integer {
  const at = unit.cursor.peek();
  const expression = decay(parseConditional(unit));
  if (expression.kind === 'poison') return 1;
  const value = expression.type.kind === 'integer' ? constantValue(expression) : null;
  if (value !== null) return value;
  unit.report.add(at, `${what} is a constant in lab C: write a number or a #define's name.`);
  return 1;
}

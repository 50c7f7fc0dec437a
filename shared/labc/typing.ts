import { unreachable } from '../base/exhaustive.ts';
import { adviceFor } from './advice.ts';
import { calculate, complement, convert, DivisionFault, type Integer, negate } from './arithmetic.ts';
import type { Position } from './diagnostics.ts';
import { sameType } from './same-type.ts';
import { type Expression, isPlace, type Place } from './tree.ts';
import {
  charType,
  type CType,
  intType,
  type IntegerType,
  longType,
  pointerTo,
  typeText,
  unsignedLongType,
  unsignedType,
  withoutConst,
} from './types.ts';
import type { Unit } from './unit.ts';

export const poison = (at: Position): Expression => ({ kind: 'poison', type: intType, at });

/** Tells a mistake and goes on with something that causes no other. */
export function refuse(unit: Unit, at: Position, message: string): Expression {
  unit.report.add(at, message);
  return poison(at);
}

export const constant = (value: Integer, type: CType, at: Position): Expression => ({
  kind: 'constant',
  value,
  type,
  at,
});

/** What an array is in nearly every expression: a pointer to its first element (C11 6.3.2.1). Also drops const of values. */
export function decay(expression: Expression): Expression {
  const { type, at } = expression;
  if (type.kind === 'array' && isPlace(expression))
    return { kind: 'address', of: expression, type: pointerTo(type.of), at };
  return expression;
}

/** int, or the type itself where it is wider (C11 6.3.1.1). */
export function promoted(type: IntegerType): IntegerType {
  if (type.size < 4) return intType;
  if (type.size === 4) return type.signed ? intType : unsignedType;
  return type.signed ? longType : unsignedLongType;
}

/** The type two numbers are brought to before an operator joins them (C11 6.3.1.8). */
export function common(left: IntegerType, right: IntegerType): IntegerType {
  const [a, b] = [promoted(left), promoted(right)];
  if (a.size !== b.size) return a.size > b.size ? a : b;
  return a.signed ? b : a;
}

/** The value in another type; constants are converted at once. */
export function converted(of: Expression, type: CType): Expression {
  if (of.kind === 'poison') return of;
  const target = withoutConst(type);
  if (of.kind === 'constant' && target.kind === 'integer') return constant(narrowed(of.value, target), target, of.at);
  if (of.type.kind === 'integer' && target.kind === 'integer' && !target.truth) {
    if (of.type.size === target.size && of.type.signed === target.signed) return of;
  }
  return { kind: 'convert', of, type: target, at: of.at };
}

const narrowed = (value: Integer, type: IntegerType): Integer =>
  type.truth === true ? (value === 0 ? 0 : 1) : convert(value, type.size, type.signed);

const isNull = (value: Expression): boolean =>
  value.kind === 'constant' && value.value === 0 && (value.type.kind === 'integer' || isVoidPointer(value.type));

const isVoidPointer = (type: CType): boolean => type.kind === 'pointer' && type.to.kind === 'void';

/** `what` names the place the value goes to: "argument 2 (addr) of bind", "fd". */
export function assignable(unit: Unit, to: CType, given: Expression, what: string): Expression {
  const value = decay(given);
  const from = value.type;
  if (value.kind === 'poison') return value;
  if (from.kind === 'void')
    return refuse(unit, value.at, `This has no value, but ${what} wants ${typeText(withoutConst(to))}.`);
  if (to.kind === 'integer' && from.kind === 'integer') return converted(value, to);
  if (to.kind === 'integer' && from.kind === 'pointer' && to.truth === true) return converted(value, to);
  if (to.kind === 'struct' && from.kind === 'struct' && to.body === from.body) return value;
  if (to.kind === 'pointer' && isNull(value)) return constant(0, withoutConst(to), value.at);
  const wish = typeText(withoutConst(to));
  if (to.kind === 'pointer' && from.kind === 'pointer') {
    const target = withoutConst(to.to);
    const source = withoutConst(from.to);
    if (sameType(target, source) || target.kind === 'void' || source.kind === 'void') {
      if (from.to.constant !== true || to.to.constant === true) return value;
      return refuse(
        unit,
        value.at,
        `What this points to is const, but ${what} may change it: declare ${what} const too.`,
      );
    }
    return refuse(
      unit,
      value.at,
      `${capital(what)} wants ${wish}, this is ${typeText(from)}: ${adviceFor(to, value)}.`,
    );
  }
  return refuse(
    unit,
    value.at,
    `${capital(what)} wants ${wish}, this is ${typeText(withoutConst(from))}: ${adviceFor(to, value)}.`,
  );
}

/** Names stay as they are written; only our own word begins a sentence. */
const capital = (text: string): string => text.replace(/^argument /, 'Argument ');

/** A number or a pointer, for conditions and the logical operators. */
export function scalar(unit: Unit, given: Expression): Expression {
  const value = decay(given);
  const { kind } = value.type;
  if (value.kind === 'poison' || kind === 'integer' || kind === 'pointer') return value;
  return refuse(unit, value.at, `A condition is a number or a pointer, this is ${typeText(value.type)}.`);
}

/** The value of an expression that needs no program to run, or null. */
export function constantValue(expression: Expression): Integer | null {
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'convert': {
      const value = constantValue(expression.of);
      return value === null || expression.type.kind !== 'integer' ? value : narrowed(value, expression.type);
    }
    case 'arithmetic': {
      const left = constantValue(expression.left);
      const right = constantValue(expression.right);
      if (left === null || right === null) return null;
      try {
        return calculate(expression.operator, left, right, expression.type.size, expression.type.signed);
      } catch (error) {
        if (error instanceof DivisionFault) return null;
        throw error;
      }
    }
    case 'negate':
    case 'complement': {
      const value = constantValue(expression.of);
      const work = expression.kind === 'negate' ? negate : complement;
      return value === null ? null : work(value, expression.type.size, expression.type.signed);
    }
    case 'compare': {
      const left = constantValue(expression.left);
      const right = constantValue(expression.right);
      return left === null || right === null ? null : Number(compared(expression.operator, left, right));
    }
    case 'not': {
      const value = constantValue(expression.of);
      return value === null ? null : Number(value === 0);
    }
    case 'logical': {
      const left = constantValue(expression.left);
      const right = constantValue(expression.right);
      if (left === null || right === null) return null;
      return Number(expression.operator === '&&' ? left !== 0 && right !== 0 : left !== 0 || right !== 0);
    }
    case 'conditional': {
      const condition = constantValue(expression.condition);
      return condition === null ? null : constantValue(condition === 0 ? expression.no : expression.yes);
    }
    case 'address':
    case 'advance':
    case 'assign':
    case 'call':
    case 'callThrough':
    case 'comma':
    case 'dereference':
    case 'distance':
    case 'function':
    case 'library':
    case 'member':
    case 'move':
    case 'poison':
    case 'step':
    case 'stream':
    case 'string':
    case 'system':
    case 'update':
    case 'variable':
      return null;
    default:
      return unreachable(expression);
  }
}

export function compared(operator: '==' | '!=' | '<' | '<=' | '>' | '>=', left: Integer, right: Integer): boolean {
  switch (operator) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return unreachable(operator);
  }
}

/** Whether a static variable may begin with it: a constant, or the address of something static. */
export function isStaticValue(expression: Expression): boolean {
  if (['poison', 'string', 'function'].includes(expression.kind) || constantValue(expression) !== null) return true;
  if (expression.kind === 'convert') return isStaticValue(expression.of);
  if (expression.kind === 'advance')
    return isStaticValue(expression.pointer) && constantValue(expression.index) !== null;
  return expression.kind === 'address' && isStaticPlace(expression.of);
}

function isStaticPlace(place: Place): boolean {
  if (place.kind === 'variable') return place.variable.storage === 'static';
  if (place.kind === 'member') return isStaticPlace(place.object);
  return place.kind === 'string' || isStaticValue(place.pointer);
}

export const stringType = (bytes: string): CType => ({ kind: 'array', of: charType, length: bytes.length + 1 });

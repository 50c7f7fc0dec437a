import type { ArithmeticOperator } from './arithmetic.ts';
import type { Position } from './diagnostics.ts';
import { addressed, dereferenced, writable } from './places.ts';
import { sameType } from './same-type.ts';
import type { CompareOperator, Expression } from './tree.ts';
import {
  assignable,
  common,
  constant,
  constantValue,
  converted,
  decay,
  poison,
  promoted,
  refuse,
  scalar,
} from './typing.ts';
import {
  intType,
  type IntegerType,
  isComplete,
  longType,
  type PointerType,
  sizeOf,
  typeText,
  withoutConst,
} from './types.ts';
import type { Unit } from './unit.ts';

const isNull = (one: Expression): boolean => one.kind === 'constant' && one.value === 0;

/** + - ! ~ * & before a value. */
export function unary(unit: Unit, operator: string, of: Expression, at: Position): Expression {
  if (operator === '*') return dereferenced(unit, of, at);
  if (operator === '&') return addressed(unit, of, at);
  if (operator === '!') {
    const value = scalar(unit, of);
    return value.kind === 'poison' ? value : folded({ kind: 'not', of: value, type: intType, at });
  }
  const value = decay(of);
  if (value.kind === 'poison') return value;
  if (value.type.kind !== 'integer')
    return refuse(unit, at, `${operator} wants a number, this is ${typeText(withoutConst(value.type))}.`);
  const type = promoted(value.type);
  const wide = converted(value, type);
  if (operator === '+') return wide;
  return folded({ kind: operator === '-' ? 'negate' : 'complement', of: wide, type, at });
}

/** A constant where the value is known already. */
function folded(expression: Expression): Expression {
  const value = constantValue(expression);
  return value === null ? expression : constant(value, expression.type, expression.at);
}

export function binary(unit: Unit, operator: string, a: Expression, b: Expression, at: Position): Expression {
  switch (operator) {
    case '&&':
    case '||': {
      const left = scalar(unit, a);
      const right = scalar(unit, b);
      if (left.kind === 'poison' || right.kind === 'poison') return poison(at);
      return { kind: 'logical', operator, left, right, type: intType, at };
    }
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparison(unit, operator, decay(a), decay(b), at);
    default:
      return arithmetic(unit, operator as ArithmeticOperator, decay(a), decay(b), at);
  }
}

function comparison(
  unit: Unit,
  operator: CompareOperator,
  left: Expression,
  right: Expression,
  at: Position,
): Expression {
  if (left.kind === 'poison' || right.kind === 'poison') return poison(at);
  if (left.type.kind === 'integer' && right.type.kind === 'integer') {
    const type = common(left.type, right.type);
    return folded({
      kind: 'compare',
      operator,
      left: converted(left, type),
      right: converted(right, type),
      type: intType,
      at,
    });
  }
  if ([left, right].some((one) => one.kind === 'address' && one.of.kind === 'string'))
    return refuse(unit, at, `${operator} compares addresses here, not texts: write strcmp(a, b) ${operator} 0.`);
  const bothPointers = left.type.kind === 'pointer' && right.type.kind === 'pointer';
  if (bothPointers && !pointersAgree(left.type, right.type))
    return refuse(unit, at, `${typeText(left.type)} and ${typeText(right.type)} cannot be compared: cast one of them.`);
  if (
    bothPointers ||
    (left.type.kind === 'pointer' && isNull(right)) ||
    (right.type.kind === 'pointer' && isNull(left))
  )
    return { kind: 'compare', operator, left, right, type: intType, at };
  const [a, b] = [typeText(withoutConst(left.type)), typeText(withoutConst(right.type))];
  return refuse(unit, at, `${operator} cannot compare ${a} with ${b}${textHint(left, right)}.`);
}

const textHint = (left: Expression, right: Expression): string =>
  [left, right].some((one) => one.type.kind === 'pointer' && one.type.to.kind === 'integer' && one.type.to.size === 1)
    ? ": write strcmp(a, b) == 0 for texts, 'a' for one character"
    : ': compare two numbers or two pointers';

const pointersAgree = (a: PointerType, b: PointerType): boolean =>
  a.to.kind === 'void' || b.to.kind === 'void' || sameType(withoutConst(a.to), withoutConst(b.to));

function arithmetic(
  unit: Unit,
  operator: ArithmeticOperator,
  left: Expression,
  right: Expression,
  at: Position,
): Expression {
  if (left.kind === 'poison' || right.kind === 'poison') return poison(at);
  if (left.type.kind === 'integer' && right.type.kind === 'integer')
    return integers(unit, operator, left, left.type, right, right.type, at);
  if (operator === '+' || operator === '-') {
    if (left.type.kind === 'pointer' && right.type.kind === 'integer')
      return advanced(unit, left, left.type, right, operator === '+' ? 1 : -1, at);
    if (operator === '+' && left.type.kind === 'integer' && right.type.kind === 'pointer')
      return advanced(unit, right, right.type, left, 1, at);
    if (operator === '-' && left.type.kind === 'pointer' && right.type.kind === 'pointer')
      return distance(unit, left, left.type, right, right.type, at);
  }
  const [a, b] = [typeText(withoutConst(left.type)), typeText(withoutConst(right.type))];
  return refuse(unit, at, `${operator} cannot join ${a} and ${b}: both sides are numbers.`);
}

function integers(
  unit: Unit,
  operator: ArithmeticOperator,
  left: Expression,
  leftType: IntegerType,
  right: Expression,
  rightType: IntegerType,
  at: Position,
): Expression {
  if ((operator === '/' || operator === '%') && constantValue(right) === 0)
    return refuse(unit, at, `${operator} 0 has no result: divide by something else.`);
  const isShift = operator === '<<' || operator === '>>';
  const type = isShift ? promoted(leftType) : common(leftType, rightType);
  const other = isShift ? promoted(rightType) : type;
  return folded({
    kind: 'arithmetic',
    operator,
    left: converted(left, type),
    right: converted(right, other),
    type,
    at,
  });
}

function advanced(
  unit: Unit,
  pointer: Expression,
  type: PointerType,
  index: Expression,
  sign: number,
  at: Position,
): Expression {
  if (!isComplete(type.to)) return refuse(unit, at, `A ${typeText(type)} cannot be moved: cast it to char * first.`);
  const scale = sign * sizeOf(type.to);
  return { kind: 'advance', pointer, index: converted(index, longType), scale, type: withoutConst(type), at };
}

function distance(
  unit: Unit,
  left: Expression,
  a: PointerType,
  right: Expression,
  b: PointerType,
  at: Position,
): Expression {
  if (!sameType(withoutConst(a.to), withoutConst(b.to)) || !isComplete(a.to))
    return refuse(unit, at, `${typeText(a)} - ${typeText(b)} has no result: both point to the same type.`);
  return { kind: 'distance', left, right, scale: sizeOf(a.to), type: longType, at };
}

export function conditional(
  unit: Unit,
  condition: Expression,
  yes: Expression,
  no: Expression,
  at: Position,
): Expression {
  const test = scalar(unit, condition);
  const [a, b] = [decay(yes), decay(no)];
  if (test.kind === 'poison' || a.kind === 'poison' || b.kind === 'poison') return poison(at);
  if (a.type.kind === 'integer' && b.type.kind === 'integer') {
    const type = common(a.type, b.type);
    return { kind: 'conditional', condition: test, yes: converted(a, type), no: converted(b, type), type, at };
  }
  if (a.type.kind === 'pointer' && (isNull(b) || (b.type.kind === 'pointer' && pointersAgree(a.type, b.type)))) {
    const constSide = b.type.kind === 'pointer' && b.type.to.constant === true ? b.type : a.type;
    return { kind: 'conditional', condition: test, yes: a, no: b, type: isNull(b) ? a.type : constSide, at };
  }
  if (b.type.kind === 'pointer' && isNull(a))
    return { kind: 'conditional', condition: test, yes: a, no: b, type: b.type, at };
  if (a.type.kind === 'void' && b.type.kind === 'void')
    return { kind: 'conditional', condition: test, yes: a, no: b, type: a.type, at };
  const [left, right] = [typeText(withoutConst(a.type)), typeText(withoutConst(b.type))];
  return refuse(unit, at, `The two values of ? : are ${left} and ${right}: make them one type.`);
}

/** target = value, or target operator= value. */
export function assignment(
  unit: Unit,
  left: Expression,
  operator: ArithmeticOperator | null,
  given: Expression,
  at: Position,
): Expression {
  const target = writable(unit, left, at);
  if (target === null) return poison(at);
  const type = withoutConst(target.type);
  if (operator === null) {
    const name =
      target.kind === 'variable' ? target.variable.name : target.kind === 'member' ? target.name : 'the left side';
    const value = assignable(unit, type, given, name);
    return value.kind === 'poison' ? value : { kind: 'assign', target, value, type, at };
  }
  const value = decay(given);
  if (value.kind === 'poison') return value;
  if (type.kind === 'pointer' && value.type.kind === 'integer' && (operator === '+' || operator === '-')) {
    if (!isComplete(type.to)) return refuse(unit, at, `A ${typeText(type)} cannot be moved: cast it to char * first.`);
    const scale = (operator === '+' ? 1 : -1) * sizeOf(type.to);
    return { kind: 'move', target, value: converted(value, longType), scale, type, at };
  }
  if (type.kind !== 'integer' || value.type.kind !== 'integer')
    return refuse(
      unit,
      at,
      `${operator}= cannot join ${typeText(type)} and ${typeText(withoutConst(value.type))}: both are numbers.`,
    );
  if ((operator === '/' || operator === '%') && constantValue(value) === 0)
    return refuse(unit, at, `${operator}= 0 has no result: divide by something else.`);
  const isShift = operator === '<<' || operator === '>>';
  const shared = isShift ? promoted(type) : common(type, value.type);
  const right = converted(value, isShift ? promoted(value.type) : shared);
  return { kind: 'update', target, operator, value: right, common: shared, type, at };
}

/** ++ and -- on either side. */
export function stepped(unit: Unit, of: Expression, operator: string, prefix: boolean, at: Position): Expression {
  const target = writable(unit, of, at);
  if (target === null) return poison(at);
  const type = withoutConst(target.type);
  const sign = operator === '++' ? 1 : -1;
  if (type.kind === 'integer' && type.truth !== true) return { kind: 'step', target, by: sign, prefix, type, at };
  if (type.kind === 'pointer' && isComplete(type.to))
    return { kind: 'step', target, by: sign * sizeOf(type.to), prefix, type, at };
  return refuse(unit, at, `${operator} wants a number or a pointer, this is ${typeText(type)}.`);
}

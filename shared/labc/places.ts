import { nearest, type Position } from './diagnostics.ts';
import type { Token } from './lexer.ts';
import { type Expression, isPlace, type Place } from './tree.ts';
import { converted, decay, poison, refuse } from './typing.ts';
import {
  type CType,
  findMember,
  isComplete,
  longType,
  memberNames,
  sizeOf,
  structText,
  typeText,
  withConst,
  withoutConst,
} from './types.ts';
import type { Unit } from './unit.ts';

/** *pointer */
export function dereferenced(unit: Unit, given: Expression, at: Position): Expression {
  const pointer = decay(given);
  if (pointer.kind === 'poison') return pointer;
  if (pointer.type.kind !== 'pointer')
    return refuse(unit, at, `* wants a pointer, this is ${typeText(withoutConst(pointer.type))}: remove the *.`);
  // What a pointer to a function points to is that pointer again (C11 6.3.2.1).
  if (pointer.type.to.kind === 'function') return pointer;
  if (!isComplete(pointer.type.to))
    return refuse(
      unit,
      at,
      `What a ${typeText(pointer.type)} points to has no size: cast it to another pointer first.`,
    );
  return { kind: 'dereference', pointer, type: pointer.type.to, at };
}

/** array[index] */
export function indexed(unit: Unit, array: Expression, given: Expression, at: Position): Expression {
  const [left, right] = [decay(array), decay(given)];
  // a[2] and 2[a] are the same in C.
  const [base, index] = left.type.kind === 'integer' && right.type.kind === 'pointer' ? [right, left] : [left, right];
  if (base.kind === 'poison' || index.kind === 'poison') return poison(at);
  if (base.type.kind !== 'pointer')
    return refuse(unit, at, `[ ] wants an array or a pointer before it, this is ${typeText(withoutConst(base.type))}.`);
  if (index.type.kind !== 'integer')
    return refuse(unit, index.at, `An index is a number, this is ${typeText(index.type)}.`);
  if (!isComplete(base.type.to))
    return refuse(unit, at, `What a ${typeText(base.type)} points to has no size: cast it to char * first.`);
  const pointer: Expression = {
    kind: 'advance',
    pointer: base,
    index: converted(index, longType),
    scale: sizeOf(base.type.to),
    type: base.type,
    at,
  };
  return { kind: 'dereference', pointer, type: base.type.to, at };
}

/** object.name and pointer->name */
export function member(unit: Unit, given: Expression, name: Token, arrow: boolean, at: Position): Expression {
  if (given.kind === 'poison') return given;
  const { type } = given;
  if (arrow && type.kind === 'struct')
    return refuse(unit, at, `This is a struct, not a pointer: write .${name.text} instead.`);
  if (!arrow && type.kind === 'pointer' && type.to.kind === 'struct')
    return refuse(unit, at, `This is a pointer: write ->${name.text} instead.`);
  const object = arrow ? dereferenced(unit, given, at) : given;
  if (object.kind === 'poison') return object;
  if (object.type.kind !== 'struct' || !isPlace(object))
    return refuse(unit, at, `Only a struct has members, this is ${typeText(withoutConst(type))}.`);
  const { body } = object.type;
  const found = findMember(body, name.text);
  if (found === undefined) {
    const names = memberNames(body);
    const near = nearest(name.text, names);
    const advice = near === undefined ? `it has ${names.join(', ')}` : `did you mean ${near}?`;
    return refuse(
      unit,
      name,
      `${structText(body)} has no member ${name.text}: ${advice}${advice.endsWith('?') ? '' : '.'}`,
    );
  }
  const memberType = object.type.constant === true ? constantThroughout(found.type) : found.type;
  return { kind: 'member', object, offset: found.offset, name: name.text, type: memberType, at };
}

/** A member of a const struct is const, and so is each element of an array in it. */
const constantThroughout = (type: CType): CType =>
  type.kind === 'array' ? { ...type, of: constantThroughout(type.of) } : withConst(type);

const simple = (one: CType): boolean => one.kind === 'integer' || one.kind === 'pointer';

/** (type)value */
export function cast(unit: Unit, type: CType, given: Expression, at: Position): Expression {
  const value = decay(given);
  const from = value.type;
  if (value.kind === 'poison') return value;
  if (type.kind === 'void') return { kind: 'convert', of: value, type, at };
  if (type.kind === 'pointer' && from.kind === 'struct' && isPlace(value))
    return refuse(unit, value.at, `This is the struct, not its address: write (${typeText(type)})& before it.`);
  if (!simple(type) || !simple(from))
    return refuse(
      unit,
      at,
      `A ${typeText(withoutConst(from))} cannot become ${typeText(type)}: cast a pointer to it instead.`,
    );
  if (from.kind !== type.kind && (from.kind === 'integer' ? from.size : type.kind === 'integer' ? type.size : 8) < 8) {
    const isZero = value.kind === 'constant' && value.value === 0;
    if (!isZero) return refuse(unit, at, 'An int is too small for an address: use long or uintptr_t between the two.');
  }
  if (type.kind === 'integer') return { ...converted(value, type), at };
  return { kind: 'convert', of: value, type: withoutConst(type), at };
}

/** The address of a place. */
export function addressed(unit: Unit, of: Expression, at: Position): Expression {
  if (of.kind === 'poison' || of.kind === 'function') return of;
  if (isPlace(of)) return { kind: 'address', of, type: { kind: 'pointer', to: of.type }, at };
  return refuse(unit, at, '& wants a variable behind it: give the value a variable first.');
}

/** A place that may be written: not a value, not const, not an array. */
export function writable(unit: Unit, of: Expression, at: Position): Place | null {
  if (of.kind === 'poison') return null;
  if (!isPlace(of)) {
    const operator = of.kind === 'compare' || of.kind === 'conditional' || of.kind === 'logical';
    refuse(unit, at, `= wants a variable on its left${operator ? '; put the assignment in parentheses' : ''}.`);
  } else if (of.type.kind === 'array') {
    const isText = of.type.of.kind === 'integer' && of.type.of.size === 1;
    refuse(unit, at, `An array cannot be assigned: ${isText ? 'use strcpy or memcpy' : 'use memcpy'}.`);
  } else if (of.type.constant === true) {
    refuse(unit, at, 'This is const and cannot be changed: remove the const from its declaration.');
  } else {
    return of;
  }
  return null;
}

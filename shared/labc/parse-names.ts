import { constants } from '../abi/constants.ts';
import { libraryFunctions, refusals, systemCalls } from './calls.ts';
import { nearest, SyntaxFault } from './diagnostics.ts';
import { checkFormat } from './check-format.ts';
import type { Token } from './lexer.ts';
import { parseAssignment } from './parse-expressions.ts';
import { isKeyword } from './parse-types.ts';
import { prelude } from './prelude.ts';
import type { Expression } from './tree.ts';
import { assignable, constant, converted, decay, poison, promoted, refuse } from './typing.ts';
import { type FunctionType, intType, namedTypes, pointerTo, typeText, unsignedType, voidType } from './types.ts';
import type { Unit } from './unit.ts';

const streams: Readonly<Record<string, number>> = { stdin: 0, stdout: 1, stderr: 2 };

/** A variable, or a name that the headers give to a number. */
export function parseName(unit: Unit): Expression {
  const at = unit.cursor.next();
  const name = at.text;
  if (isKeyword(name)) throw new SyntaxFault(at, `${name} cannot stand here: write a value or a name.`);
  const variable = unit.lookUp(name);
  if (variable !== undefined) return { kind: 'variable', variable, type: variable.type, at };
  if (name === 'NULL') return constant(0, pointerTo(voidType), at);
  const fd = Object.hasOwn(streams, name) ? streams[name] : undefined;
  if (fd !== undefined) return { kind: 'stream', fd, type: pointerTo(namedTypes['FILE'] ?? voidType), at };
  if (name === 'true' || name === 'false') return constant(name === 'true' ? 1 : 0, intType, at);
  const number = Object.hasOwn(constants, name) ? constants[name] : undefined;
  if (number !== undefined) {
    // An internet address is an in_addr_t, whatever its size (netinet/in.h).
    const unsigned = number > 0x7fffffff || name.startsWith('INADDR_');
    return constant(number, unsigned ? unsignedType : intType, at);
  }
  if (unit.functions.has(name) || systemCalls.has(name) || libraryFunctions.has(name))
    return refuse(
      unit,
      at,
      `${name} is a function: write ${name}(...) to call it; lab C has no pointers to functions.`,
    );
  const near = nearest(name, unit.names());
  return refuse(
    unit,
    at,
    near === undefined
      ? `${name} is not declared: write int ${name}; above, say.`
      : `${name} is not declared: did you mean ${near}?`,
  );
}

/** name(arguments): a function of the program's own, a system call, or a function of the C library. */
export function parseCall(unit: Unit): Expression {
  const { cursor } = unit;
  const at = cursor.next();
  cursor.next();
  const given: Expression[] = [];
  while (!cursor.at(')')) {
    if (given.length > 0) cursor.expect(',', 'between the arguments');
    given.push(parseAssignment(unit));
  }
  cursor.expect(')', 'behind the arguments');
  const name = at.text;
  if (isKeyword(name)) throw new SyntaxFault(at, `${name} is a word of C, not a function: remove the ( behind it.`);
  if (unit.lookUp(name) !== undefined)
    return refuse(unit, at, `${name} is a variable, not a function: remove the parentheses.`);

  const own = unit.functions.get(name);
  if (own !== undefined) {
    const values = checkArguments(unit, at, own.type, given);
    return { kind: 'call', callee: own, arguments: values, type: own.type.result, at };
  }
  const type = prelude().functions.get(name);
  if (type === undefined) return unknownFunction(unit, at);
  const values = checkArguments(unit, at, type, given);
  checkFormat(unit, type, given);
  const system = systemCalls.get(name);
  if (system !== undefined) return { kind: 'system', callee: system, arguments: values, type: type.result, at };
  const callee = libraryFunctions.get(name);
  if (callee === undefined) throw new Error(`${name} has a prototype but no entry`);
  return { kind: 'library', callee, arguments: values, type: type.result, at };
}

function unknownFunction(unit: Unit, at: Token): Expression {
  const advice = refusals.get(at.text);
  if (advice !== undefined) return refuse(unit, at, `Lab C has no ${at.text}: ${advice}.`);
  const near = nearest(at.text, [...unit.functions.keys(), ...systemCalls.keys(), ...libraryFunctions.keys()]);
  const hint = near === undefined ? 'declare it above this line' : `did you mean ${near}?`;
  return refuse(unit, at, `The function ${at.text} is not known here: ${hint}${hint.endsWith('?') ? '' : '.'}`);
}

/** The arguments as the parameters want them; behind ... as C promotes them. */
function checkArguments(unit: Unit, at: Token, type: FunctionType, given: readonly Expression[]): Expression[] {
  const { parameters } = type;
  const wanted = parameters.length;
  if (given.length < wanted || (given.length > wanted && !type.variadic)) {
    const list = parameters.map((one) => named(typeText(one.type), one.name)).join(', ');
    const least = type.variadic ? 'at least ' : '';
    const what =
      wanted === 0 ? 'no arguments' : `${least}${String(wanted)} argument${wanted === 1 ? '' : 's'} (${list})`;
    unit.report.add(at, `${at.text} wants ${what}, not ${String(given.length)}.`);
    return given.map((one) => poison(one.at));
  }
  return given.map((value, index) => {
    const parameter = parameters[index];
    if (parameter === undefined) return promotedArgument(unit, value);
    const name = parameter.name === '' ? '' : ` (${parameter.name})`;
    return assignable(unit, parameter.type, value, `argument ${String(index + 1)}${name} of ${at.text}`);
  });
}

const named = (type: string, name: string): string =>
  (type.endsWith('*') ? `${type}${name}` : `${type} ${name}`).trim();

function promotedArgument(unit: Unit, given: Expression): Expression {
  const value = decay(given);
  if (value.kind === 'poison' || value.type.kind === 'pointer') return value;
  if (value.type.kind === 'integer') return converted(value, promoted(value.type));
  return refuse(unit, value.at, `A ${typeText(value.type)} cannot be given here: give a number or a pointer.`);
}

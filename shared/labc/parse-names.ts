import { constants } from '../abi/constants.ts';
import { counted } from '../base/counted.ts';
import { systemCalls } from './calls.ts';
import { nearest, SyntaxFault } from './diagnostics.ts';
import type { Integer } from './arithmetic.ts';
import { checkFormat } from './check-format.ts';
import { foldable } from './folding.ts';
import type { Token } from './lexer.ts';
import { libraryFunctions } from './library-functions.ts';
import { parseAssignment } from './parse-expressions.ts';
import { isKeyword, parseTypeName } from './parse-types.ts';
import { prelude } from './prelude.ts';
import { refusals } from './refusals.ts';
import type { Expression } from './tree.ts';
import { assignable, constant, constantValue, converted, decay, poison, promoted, refuse } from './typing.ts';
import {
  type CType,
  findMember,
  type FunctionType,
  intType,
  namedTypes,
  pointerTo,
  sizeType,
  typeText,
  unsignedType,
  voidType,
} from './types.ts';
import type { Unit } from './unit.ts';

/** What signal(2) takes and gives beside a function of the program's own (signal.h). */
const handlers: Readonly<Record<string, Integer>> = { SIG_DFL: 0, SIG_IGN: 1, SIG_ERR: 2n ** 64n - 1n };

/** Words that begin a statement, for advice on a mistyped one. */
const statementWords = ['return', 'while', 'break', 'continue', 'switch', 'else'];

const streams: Readonly<Record<string, number>> = { stdin: 0, stdout: 1, stderr: 2 };

/** A variable, or a name that the headers give to a number. */
export function parseName(unit: Unit): Expression {
  const at = unit.cursor.next();
  const name = at.text;
  if (isKeyword(name)) throw new SyntaxFault(at, `${name} cannot stand here: write a value or a name.`);
  const variable = unit.lookUp(name);
  if (variable !== undefined) return { kind: 'variable', variable, type: variable.type, at };
  if (unit.typedefs.has(name)) throw new SyntaxFault(at, `${name} is a type: write a value or a variable here.`);
  if (name === 'NULL') return constant(0, pointerTo(voidType), at);
  const fd = Object.hasOwn(streams, name) ? streams[name] : undefined;
  if (fd !== undefined) return { kind: 'stream', fd, type: pointerTo(namedTypes['FILE'] ?? voidType), at };
  if (name === 'true' || name === 'false') return constant(name === 'true' ? 1 : 0, intType, at);
  const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
  if (handler !== undefined) return constant(handler, unit.typedefs.get('sighandler_t') ?? pointerTo(voidType), at);
  const enumerator = unit.enumerators.get(name);
  if (enumerator !== undefined) return constant(enumerator, intType, at);
  const number = Object.hasOwn(constants, name) ? constants[name] : undefined;
  if (number !== undefined) {
    // An internet address is an in_addr_t, whatever its size (netinet/in.h).
    const unsigned = number > 0x7fffffff || name.startsWith('INADDR_');
    return constant(number, unsigned ? unsignedType : intType, at);
  }
  const own = unit.functions.get(name);
  if (own !== undefined) return { kind: 'function', symbol: own, type: pointerTo(own.type), at };
  if (systemCalls.has(name) || libraryFunctions.has(name))
    return refuse(
      unit,
      at,
      `${name} is the C library's: write ${name}(...) to call it, or point to a function of your own that does.`,
    );
  const refused = refusals.get(name);
  if (refused !== undefined) return refuse(unit, at, `Lab C has no ${name}: ${refused}.`);
  const near = nearest(name, [...statementWords, ...unit.names()]);
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
  const given = parseArguments(unit);
  const name = at.text;
  if (isKeyword(name)) throw new SyntaxFault(at, `${name} is a word of C, not a function: remove the ( behind it.`);

  const own = unit.functions.get(name);
  if (own !== undefined) {
    const values = checkArguments(unit, at, own.type, given);
    return { kind: 'call', callee: own, arguments: values, type: own.type.result, at };
  }
  const type = prelude().functions.get(name);
  if (type === undefined) return unknownFunction(unit, at);
  const values = checkArguments(unit, at, type, given);
  checkFormat(unit, type, given);
  const known = foldedCall(name, values, type.result, at);
  if (known !== null) return known;
  const system = systemCalls.get(name);
  if (system !== undefined && values.length > system.parameters)
    return refuse(unit, at, `${name} wants at most ${String(system.parameters)} arguments: remove the rest.`);
  if (system !== undefined) return { kind: 'system', callee: system, arguments: values, type: type.result, at };
  const callee = libraryFunctions.get(name);
  if (callee === undefined) throw new Error(`${name} has a prototype but no entry`);
  return { kind: 'library', callee, arguments: values, type: type.result, at };
}

/** What stands between the parentheses of a call. */
function parseArguments(unit: Unit): Expression[] {
  const { cursor } = unit;
  cursor.next();
  const given: Expression[] = [];
  while (!cursor.at(')')) {
    if (cursor.at(';') || cursor.at('}')) break;
    if (given.length > 0) cursor.expect(',', 'between the arguments');
    given.push(parseAssignment(unit));
  }
  cursor.expect(')', 'behind the arguments');
  return given;
}

/** (*handler)(3), table[i](3): a call of what a pointer to a function points to. */
export function parseCallThrough(unit: Unit, called: Expression): Expression {
  const at = unit.cursor.peek();
  const given = parseArguments(unit);
  const pointer = decay(called);
  if (pointer.kind === 'poison') return pointer;
  if (pointer.type.kind !== 'pointer' || pointer.type.to.kind !== 'function') {
    const what =
      called.kind === 'variable' ? `${called.variable.name} is a variable` : 'What stands before ( is a value';
    return refuse(unit, called.at, `${what}, not a function: remove the parentheses.`);
  }
  const { to } = pointer.type;
  const name = called.kind === 'variable' ? called.variable.name : 'this function';
  const values = checkArguments(unit, { ...at, text: name }, to, given);
  return { kind: 'callThrough', pointer, arguments: values, type: to.result, at: called.at };
}

/** CMSG_SPACE(sizeof(int)) is a constant, as the header's macro makes it. */
function foldedCall(name: string, values: readonly Expression[], type: CType, at: Token): Expression | null {
  const work = Object.hasOwn(foldable, name) ? foldable[name] : undefined;
  const given = values[0] === undefined ? null : constantValue(values[0]);
  return work === undefined || given === null ? null : constant(work(given), type, at);
}

/** offsetof(struct sockaddr_un, sun_path): a member's place, also of a member of a member (stddef.h). */
export function parseOffsetof(unit: Unit): Expression {
  const { cursor } = unit;
  const at = cursor.next();
  cursor.expect('(', 'behind offsetof');
  let inside = parseTypeName(unit);
  let offset = 0;
  do {
    cursor.expect(offset === 0 && cursor.at(',') ? ',' : '.', 'between the type and its member');
    const name = cursor.expectName("the member's name");
    const found = inside.kind === 'struct' ? findMember(inside.body, name.text) : undefined;
    if (found === undefined)
      throw new SyntaxFault(name, `${typeText(inside)} has no member ${name.text}: write one that it has.`);
    offset += found.offset;
    inside = found.type;
  } while (cursor.at('.'));
  cursor.expect(')', 'behind the member');
  return constant(offset, sizeType, at);
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
    const what = wanted === 0 ? 'no arguments' : `${least}${counted(wanted, 'argument')} (${list})`;
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

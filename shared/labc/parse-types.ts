import { type Position, nearest, SyntaxFault } from './diagnostics.ts';
import { shown } from './cursor.ts';
import type { Token } from './lexer.ts';
import { parseConstant } from './parse-expressions.ts';
import { parseEnum, parseStruct } from './parse-structs.ts';
import { refusals } from './refusals.ts';
import {
  basicTypes,
  type CType,
  isComplete,
  namedTypes,
  type Parameter,
  pointerTo,
  sizeOf,
  typeText,
  withConst,
} from './types.ts';
import type { Unit } from './unit.ts';

const basicWords = new Set('char short int long signed unsigned'.split(' '));

/** Words of C that lab C does not have, and what to write instead. */
const unsupported: ReadonlyMap<string, string> = new Map(
  Object.entries({
    float: 'Lab C has no floating-point numbers: use int or long.',
    double: 'Lab C has no floating-point numbers: use int or long.',
    register: 'Lab C has no register: remove the word.',
    extern: 'A program in lab C is one file: remove extern.',
    inline: 'Lab C has no inline: remove the word.',
    auto: 'Lab C has no auto: write the type.',
    restrict: 'Lab C has no restrict: remove the word.',
  }),
);

const otherWords = new Set(
  'const volatile static struct union enum typedef void if else while do for return break continue goto switch case default sizeof offsetof'.split(
    ' ',
  ),
);

/** Words that cannot be names. */
export const isKeyword = (word: string): boolean =>
  basicWords.has(word) || otherWords.has(word) || unsupported.has(word) || Object.hasOwn(namedTypes, word);

const typeWords = new Set('const volatile static struct union enum typedef void'.split(' '));

/** Throws where the token is a word of C that lab C leaves out. */
export function refuseUnsupported(token: Token): void {
  const message = token.kind === 'name' ? unsupported.get(token.text) : undefined;
  if (message !== undefined) throw new SyntaxFault(token, message);
}

/** Whether a type begins here (and not a variable of that name). */
export function startsType(unit: Unit, ahead = 0): boolean {
  const { kind, text } = unit.cursor.peek(ahead);
  if (kind !== 'name') return false;
  if (basicWords.has(text) || typeWords.has(text)) return true;
  if (unsupported.has(text)) return true;
  return isTypeName(unit, text);
}

/** Whether the headers or a typedef make it the name of a type, and no variable hides that. */
const isTypeName = (unit: Unit, name: string): boolean =>
  (Object.hasOwn(namedTypes, name) || unit.typedefs.has(name)) && unit.lookUp(name) === undefined;

export interface Specifiers {
  readonly type: CType;
  readonly isStatic: boolean;
  /** What follows are names for the type, not variables. */
  readonly isTypedef: boolean;
}

/** `static const unsigned long`, `struct sockaddr_in`, `size_t`: what stands before the declared names. */
export function parseSpecifiers(unit: Unit): Specifiers {
  const { cursor } = unit;
  const start = cursor.peek();
  const words: string[] = [];
  let type: CType | null = null;
  let constant = false;
  let isStatic = false;
  const isTypedef = cursor.accept('typedef');
  for (;;) {
    const token = cursor.peek();
    refuseUnsupported(token);
    if (token.kind !== 'name') break;
    if (cursor.accept('const')) constant = true;
    // Nothing is kept from memory here, so that volatile asks for nothing more (C11 6.7.3).
    else if (cursor.accept('volatile')) continue;
    else if (cursor.accept('static')) isStatic = true;
    else if (basicWords.has(token.text) && type === null) words.push(cursor.next().text);
    else if (type !== null || words.length > 0) break;
    else if (cursor.accept('void')) type = { kind: 'void' };
    else if (cursor.at('struct') || cursor.at('union')) type = parseStruct(unit, isTypedef);
    else if (cursor.accept('enum')) type = parseEnum(unit);
    else if (cursor.at('typedef')) throw new SyntaxFault(token, 'Write typedef first, before the type.');
    else if (isTypeName(unit, token.text)) type = namedType(unit, cursor.next().text);
    else break;
  }
  type ??= words.length > 0 ? basicType(words, start) : null;
  if (type === null) throw new SyntaxFault(cursor.peek(), missingType(unit, cursor.peek()));
  return { type: constant ? withConst(type) : type, isStatic, isTypedef };
}

const namedType = (unit: Unit, name: string): CType | null =>
  unit.typedefs.get(name) ?? (Object.hasOwn(namedTypes, name) ? (namedTypes[name] ?? null) : null);

/** Advice where a type is wanted and this token is none. */
export function missingType(unit: Unit, token: Token): string {
  const known = [...basicWords, ...Object.keys(namedTypes), ...unit.typedefs.keys(), ...otherWords];
  const refused = token.kind === 'name' ? refusals.get(token.text) : undefined;
  if (refused !== undefined) return `Lab C has no ${token.text}: ${refused}.`;
  const near = token.kind === 'name' ? nearest(token.text, known) : undefined;
  if (near !== undefined) return `Lab C does not know ${token.text}: did you mean ${near}?`;
  return `Write a type here instead of ${shown(token)}: int, char, struct sockaddr_in, say.`;
}

/** `long unsigned int` and `unsigned long` are one type: words are sorted, and int and signed fall away beside others. */
function basicType(words: readonly string[], at: Position): CType {
  const rest = words.filter((word) => word !== 'int' && !(word === 'signed' && !words.includes('char')));
  const key = rest.length === 0 ? 'int' : [...rest].sort().join(' ');
  const ints = words.filter((word) => word === 'int').length;
  const type = basicTypes[key];
  if (type === undefined || ints > 1 || (ints === 1 && words.includes('char')))
    throw new SyntaxFault(at, `C has no type ${words.join(' ')}: write int, unsigned, long or char.`);
  return type;
}

export interface Declarator {
  /** null in a type without a name: (char *), sizeof(int[4]), a prototype's parameter. */
  readonly name: Token | null;
  readonly type: CType;
}

/** `*argv[]`, `buf[128]`, `(*row)[3]`, `add(int a, int b)`: a name with what is wrapped around it. */
export function parseDeclarator(unit: Unit, base: CType): Declarator {
  const { cursor } = unit;
  let type = base;
  while (cursor.accept('*')) {
    cursor.spend();
    type = pointerTo(type);
    for (;;) {
      if (cursor.accept('const')) type = withConst(type);
      else if (!cursor.accept('volatile')) break;
    }
  }
  if (cursor.at('(') && !startsType(unit, 1) && !cursor.at(')', 1))
    return cursor.nested(() => parenthesised(unit, type));
  let name: Token | null = null;
  if (cursor.peek().kind === 'name') {
    refuseUnsupported(cursor.peek());
    if (isKeyword(cursor.peek().text))
      throw new SyntaxFault(cursor.peek(), `${cursor.peek().text} is a word of C: write a name here.`);
    name = cursor.next();
  }
  return { name, type: parseSuffix(unit, type) };
}

/** The part in parentheses is wrapped around what follows it, so it is read once more when that is known. */
function parenthesised(unit: Unit, base: CType): Declarator {
  const { cursor } = unit;
  cursor.next();
  const inside = cursor.mark();
  parseDeclarator(unit, { kind: 'void' });
  cursor.expect(')', 'behind the name');
  const type = parseSuffix(unit, base);
  const behind = cursor.mark();
  cursor.rewind(inside);
  const inner = parseDeclarator(unit, type);
  cursor.rewind(behind);
  return inner;
}

function parseSuffix(unit: Unit, base: CType): CType {
  const { cursor } = unit;
  if (cursor.at('(')) return parseParameters(unit, base);
  if (!cursor.at('[')) return base;
  const open = cursor.next();
  const length = cursor.at(']') ? null : arrayLength(unit);
  cursor.expect(']', "behind the array's length");
  const of = cursor.nested(() => parseSuffix(unit, base));
  if (of.kind === 'function' || of.kind === 'void' || (of.kind === 'array' && of.length === null))
    throw new SyntaxFault(open, `An array cannot hold ${typeText(of)}: give each element a type with a size.`);
  if (length !== null && length * sizeOf(of) > 1 << 24)
    throw new SyntaxFault(open, 'This array is larger than the memory of a program in lab C: make it smaller.');
  return { kind: 'array', of, length };
}

function arrayLength(unit: Unit): number {
  const at = unit.cursor.peek();
  const length = parseConstant(unit, "An array's length");
  if (typeof length === 'number' && length > 0 && length <= 1 << 24) return length;
  unit.report.add(at, "An array's length is a number from 1 on: write char buf[128], say.");
  return 1;
}

function parseParameters(unit: Unit, result: CType): CType {
  const { cursor } = unit;
  const open = cursor.next();
  if (result.kind === 'array' || result.kind === 'struct' || result.kind === 'function')
    throw new SyntaxFault(open, `A function in lab C cannot return ${typeText(result)}: give it a pointer to fill.`);
  const parameters: Parameter[] = [];
  let variadic = false;
  if (cursor.at('void') && cursor.at(')', 1)) cursor.next();
  while (!cursor.at(')')) {
    if (parameters.length > 0) cursor.expect(',', 'between the parameters');
    if (cursor.at('...') && parameters.length > 0) {
      cursor.next();
      variadic = true;
      break;
    }
    parameters.push(parseParameter(unit));
  }
  cursor.expect(')', 'behind the parameters');
  return { kind: 'function', result, parameters, variadic };
}

function parseParameter(unit: Unit): Parameter {
  const at = unit.cursor.peek();
  const { type, isTypedef } = parseSpecifiers(unit);
  if (isTypedef) throw new SyntaxFault(at, 'A typedef stands above the function: move it there.');
  const declared = parseDeclarator(unit, type);
  const name = declared.name?.text ?? '';
  if (declared.type.kind === 'array') return { name, type: { ...pointerTo(declared.type.of), writtenAsArray: true } };
  // A parameter that is a function is a pointer to one (C11 6.7.6.3).
  if (declared.type.kind === 'function') return { name, type: pointerTo(declared.type) };
  if (!isComplete(declared.type))
    throw new SyntaxFault(at, `A parameter cannot be of type ${typeText(declared.type)}: write a pointer to it.`);
  return { name, type: declared.type };
}

/** A type without a name, as casts and sizeof have it. */
export function parseTypeName(unit: Unit): CType {
  const { type } = parseSpecifiers(unit);
  const { name, type: whole } = parseDeclarator(unit, type);
  if (name !== null) throw new SyntaxFault(name, `A type stands alone here: remove ${name.text}.`);
  return whole;
}

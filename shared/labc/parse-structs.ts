import { type Position, nearest, SyntaxFault } from './diagnostics.ts';
import type { Token } from './lexer.ts';
import { parseConstant } from './parse-expressions.ts';
import { parseDeclarator, parseSpecifiers } from './parse-types.ts';
import { refusals } from './refusals.ts';
import {
  type CType,
  emptyBody,
  intType,
  isComplete,
  layOut,
  type Parameter,
  type StructBody,
  structText,
  unsignedType,
} from './types.ts';
import type { Unit } from './unit.ts';

const mostMembers = 500;
const mostEnumerators = 1000;

/** What a struct, union or enum without a tag is called until a typedef names it. */
const unnamed = '(unnamed)';

/** struct name, struct name { … }, struct { … }, and the same with union. */
export function parseStruct(unit: Unit, isTypedef: boolean): CType {
  const { cursor } = unit;
  const word = cursor.next();
  const union = word.text === 'union';
  if (cursor.at('{')) return membersOf(unit, word, emptyBody(unnamed, { tagged: false, union }));
  const name = cursor.expectName(`the ${word.text}'s name`);
  const known = unit.structs.get(name.text);
  if (known !== undefined && known.union !== union)
    throw new SyntaxFault(word, `${name.text} is a ${known.union ? 'union' : 'struct'}: write that before it.`);
  if (!cursor.at('{')) {
    if (known !== undefined) return { kind: 'struct', body: known };
    // struct name; and typedef struct name other; tell of one that is written below.
    if (cursor.at(';') || isTypedef) return announced(unit, name, emptyBody(name.text, { union }));
    throw new SyntaxFault(name, unknownStruct(unit, name, word.text));
  }
  if (known !== undefined && known.members !== null)
    throw new SyntaxFault(name, `${structText(known)} is declared already: choose another name.`);
  const body = known ?? emptyBody(name.text, { union });
  announced(unit, name, body);
  return membersOf(unit, name, body);
}

function unknownStruct(unit: Unit, name: Token, word: string): string {
  const refused = refusals.get(name.text);
  if (refused !== undefined) return `Lab C has no ${word} ${name.text}: ${refused}.`;
  const near = nearest(name.text, unit.structs.keys());
  const advice =
    near === undefined ? 'declare it above, or use struct sockaddr_in or sockaddr_un' : `did you mean ${near}?`;
  return `Lab C does not know ${word} ${name.text}: ${advice}${advice.endsWith('?') ? '' : '.'}`;
}

function announced(unit: Unit, at: Position, body: StructBody): CType {
  refuseInFunction(unit, at, structText(body));
  unit.structs.set(body.name, body);
  return { kind: 'struct', body };
}

function refuseInFunction(unit: Unit, at: Position, what: string): void {
  if (unit.frame !== null) throw new SyntaxFault(at, `Declare ${what} above the function, not in it.`);
}

/** The members in braces. */
function membersOf(unit: Unit, at: Position, body: StructBody): CType {
  const { cursor } = unit;
  refuseInFunction(unit, at, body.tagged ? structText(body) : `this ${body.union ? 'union' : 'struct'}`);
  cursor.next();
  const fields: Parameter[] = [];
  while (!cursor.accept('}')) cursor.nested(() => memberLine(unit, fields));
  layOut(body, fields, unit.packed.has(body.name));
  return { kind: 'struct', body };
}

/** `int a, *b;` inside a struct; `union { … };` lends its members to the struct around it. */
function memberLine(unit: Unit, fields: Parameter[]): void {
  const { cursor } = unit;
  const start = cursor.peek();
  const { type, isTypedef } = parseSpecifiers(unit);
  if (isTypedef) throw new SyntaxFault(start, 'A typedef stands above the struct, not in it: move it there.');
  if (cursor.at(';') && type.kind === 'struct' && !type.body.tagged) {
    fields.push({ name: '', type });
  } else {
    do {
      const field = parseDeclarator(unit, type);
      if (field.name === null) throw new SyntaxFault(cursor.peek(), "Write the member's name here.");
      const { text } = field.name;
      if (!isComplete(field.type)) unit.report.add(field.name, `${text} has no size: give its type one.`);
      if (fields.some((one) => one.name === text)) unit.report.add(field.name, `${text} is a member already.`);
      fields.push({ name: text, type: field.type });
      if (fields.length > mostMembers)
        throw new SyntaxFault(field.name, `A struct in lab C has at most ${String(mostMembers)} members.`);
    } while (cursor.accept(','));
  }
  cursor.expect(';', 'behind the member');
}

/**
 * enum name, enum name { A, B = 5 }, enum { … }. The names are ints (C11 6.4.4.3); the type itself is unsigned where none
 * of them is negative, as gcc makes it.
 */
export function parseEnum(unit: Unit): CType {
  const { cursor } = unit;
  const tag = cursor.at('{') ? null : cursor.expectName("the enum's name");
  if (!cursor.at('{')) {
    const name = tag?.text ?? '';
    const known = unit.enums.get(name);
    if (known === undefined)
      throw new SyntaxFault(tag ?? cursor.peek(), `Lab C does not know enum ${name}: declare it above.`);
    return known;
  }
  const open = cursor.next();
  refuseInFunction(unit, tag ?? open, tag === null ? 'this enum' : `enum ${tag.text}`);
  if (tag !== null && unit.enums.has(tag.text))
    throw new SyntaxFault(tag, `enum ${tag.text} is declared already: choose another name.`);
  const names = enumerators(unit);
  const base = Math.min(...names.keys()) < 0 ? intType : unsignedType;
  const type: CType = { ...base, name: tag === null ? unnamed : `enum ${tag.text}`, enumerators: names };
  if (tag !== null) unit.enums.set(tag.text, type);
  return type;
}

function enumerators(unit: Unit): ReadonlyMap<number, string> {
  const { cursor } = unit;
  const names = new Map<number, string>();
  let next = 0;
  while (!cursor.at('}')) {
    cursor.restart();
    const name = cursor.expectName('a name of the enum');
    if (cursor.accept('=')) next = Number(parseConstant(unit, "An enum's number"));
    unit.declareEnumerator(name.text, next, name);
    if (!names.has(next)) names.set(next, name.text);
    next++;
    if (unit.enumerators.size > mostEnumerators)
      throw new SyntaxFault(name, `The enums of a program in lab C have at most ${String(mostEnumerators)} names.`);
    if (!cursor.accept(',')) break;
  }
  if (names.size === 0) throw new SyntaxFault(cursor.peek(), 'Write a name between the braces of the enum.');
  cursor.expect('}', "behind the enum's names");
  return names;
}

/** `typedef struct { … } client;`: each declared name stands for its type from here on. */
export function parseTypedef(unit: Unit, base: CType): void {
  const { cursor } = unit;
  do {
    const { name, type } = parseDeclarator(unit, base);
    if (name === null) throw new SyntaxFault(cursor.peek(), 'Write the new name of the type here.');
    if (type.kind === 'function')
      throw new SyntaxFault(
        name,
        `Lab C names pointers to functions only: write (*${name.text}) instead of ${name.text}.`,
      );
    unit.declareType(name.text, named(type, name.text), name);
  } while (cursor.accept(','));
  cursor.expect(';', 'at the end of the typedef');
}

/** Numbers, and structs without a tag, are shown by the name that the program gives them. */
function named(type: CType, name: string): CType {
  if (type.kind === 'struct' && type.body.name === unnamed) type.body.name = name;
  if (type.kind === 'integer' && (type.enumerators === undefined || type.name === unnamed)) return { ...type, name };
  return type;
}

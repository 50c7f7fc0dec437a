import { libraryFunctions, structs, systemCalls } from './calls.ts';
import { Cursor } from './cursor.ts';
import { Report } from './diagnostics.ts';
import { tokenize } from './lexer.ts';
import { parseDeclarator, parseSpecifiers } from './parse-types.ts';
import type { FunctionType, StructBody } from './types.ts';
import { Unit } from './unit.ts';

/** What the headers declare, read once from the tables in calls.ts by the same parser that reads programs. */
export interface Prelude {
  readonly structs: ReadonlyMap<string, StructBody>;
  readonly functions: ReadonlyMap<string, FunctionType>;
}

let read: Prelude | null = null;

export function prelude(): Prelude {
  read ??= readPrelude();
  return read;
}

function readPrelude(): Prelude {
  const report = new Report('prelude');
  const unit = new Unit(new Cursor(tokenize(structs)), report, new Map());
  while (unit.cursor.peek().kind !== 'end') {
    parseSpecifiers(unit);
    unit.cursor.expect(';', 'behind the struct');
  }
  const functions = new Map<string, FunctionType>();
  for (const [name, { prototype }] of [...systemCalls, ...libraryFunctions]) {
    const one = new Unit(new Cursor(tokenize(prototype)), report, unit.structs);
    const { type } = parseDeclarator(one, parseSpecifiers(one).type);
    if (type.kind !== 'function') throw new Error(`not a prototype: ${prototype}`);
    functions.set(name, type);
  }
  return { structs: unit.structs, functions };
}

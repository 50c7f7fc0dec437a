import { systemCalls } from './calls.ts';
import { Cursor } from './cursor.ts';
import { Report } from './diagnostics.ts';
import { headerTypes, packedStructs } from './headers.ts';
import { tokenize } from './lexer.ts';
import { libraryFunctions } from './library-functions.ts';
import { parseTypedef } from './parse-structs.ts';
import { parseDeclarator, parseSpecifiers } from './parse-types.ts';
import { type CType, type FunctionType, type StructBody } from './types.ts';
import { Unit } from './unit.ts';

/** What the headers declare, read once from the tables (headers.ts, calls.ts) by the same parser that reads programs. */
export interface Prelude {
  readonly structs: ReadonlyMap<string, StructBody>;
  readonly typedefs: ReadonlyMap<string, CType>;
  readonly functions: ReadonlyMap<string, FunctionType>;
}

let read: Prelude | null = null;

export function prelude(): Prelude {
  read ??= readPrelude();
  return read;
}

function readPrelude(): Prelude {
  const report = new Report('prelude');
  const unit = new Unit(new Cursor(tokenize(headerTypes)), report, { packed: packedStructs });
  while (unit.cursor.peek().kind !== 'end') {
    const { type, isTypedef } = parseSpecifiers(unit);
    if (isTypedef) parseTypedef(unit, type);
    else unit.cursor.expect(';', 'behind the struct');
  }
  const functions = new Map<string, FunctionType>();
  for (const [name, { prototype }] of [...systemCalls, ...libraryFunctions]) {
    const one = new Unit(new Cursor(tokenize(prototype)), report, unit);
    const { type } = parseDeclarator(one, parseSpecifiers(one).type);
    if (type.kind !== 'function') throw new Error(`not a prototype: ${prototype}`);
    functions.set(name, type);
  }
  const [fault] = report.diagnostics;
  if (fault !== undefined) throw new Error(`the headers' tables: ${fault.message}`);
  return { structs: unit.structs, typedefs: unit.typedefs, functions };
}

import { type Position, SyntaxFault } from './diagnostics.ts';
import { initialiser, parseInitialValue } from './parse-initialisers.ts';
import { checkJumps } from './parse-labels.ts';
import { parseBody } from './parse-statements.ts';
import { type Declarator, parseDeclarator, parseSpecifiers } from './parse-types.ts';
import { parseTypedef } from './parse-structs.ts';
import { prelude } from './prelude.ts';
import { sameFunction, sameType } from './same-type.ts';
import type { FunctionSymbol, Program } from './tree.ts';
import { alignUp, type CType, type FunctionType, intType, isComplete } from './types.ts';
import type { Unit } from './unit.ts';

/** Reads a whole program: functions, their prototypes, globals and structs. */
export function parseProgram(unit: Unit): Program {
  const { cursor } = unit;
  while (cursor.peek().kind !== 'end') {
    cursor.restart();
    if (cursor.accept(';')) continue;
    topLevel(unit);
  }
  for (const symbol of unit.functions.values()) {
    if (symbol.body === null)
      unit.report.add(symbol.at, `${symbol.name} is declared but nowhere written: add its block, or remove the line.`);
  }
  checkMain(unit);
  return {
    functions: [...unit.functions.values()],
    globals: unit.globals,
    initialisers: unit.initialisers,
    staticSize: unit.staticSize,
    strings: unit.strings,
  };
}

function topLevel(unit: Unit): void {
  const { cursor } = unit;
  const start = cursor.peek();
  if (start.text === '}') throw new SyntaxFault(start, 'This } closes nothing: remove it, or a } before it.');
  if (['if', 'while', 'for', 'return', 'do', 'switch'].includes(start.text))
    throw new SyntaxFault(
      start,
      `${start.text} stands in a function: write int main(void) { before it, or remove a } above.`,
    );
  if (start.kind === 'name' && cursor.at('(', 1))
    throw new SyntaxFault(
      start,
      `Write the type before ${start.text}: int ${start.text}(…), or void where it returns nothing.`,
    );
  const { type, isTypedef } = parseSpecifiers(unit);
  if (isTypedef) {
    parseTypedef(unit, type);
    return;
  }
  if (cursor.accept(';')) return;
  do {
    const declared = parseDeclarator(unit, type);
    const { name } = declared;
    if (name === null) throw new SyntaxFault(cursor.peek(), 'Write a name here: a declaration has a type and a name.');
    if (declared.type.kind === 'function') {
      const symbol = declareFunction(unit, name.text, declared.type, name);
      if (cursor.at('{')) {
        define(unit, symbol, declared.type, name);
        return;
      }
    } else {
      global(unit, declared, name);
    }
  } while (cursor.accept(','));
  cursor.expect(';', 'at the end of the declaration');
}

function global(unit: Unit, declared: Declarator, name: Position & { readonly text: string }): void {
  const { cursor } = unit;
  const known = isComplete(declared.type) ? unit.declare(name.text, declared.type, name, true) : null;
  const value = cursor.accept('=') ? parseInitialValue(unit, declared.type, name.text) : null;
  const type: CType = value?.type ?? declared.type;
  if (!isComplete(type)) unit.report.add(name, `${name.text} has no size: write how much it holds, or another type.`);
  if (unit.functions.has(name.text)) unit.report.add(name, `${name.text} is a function already: choose another name.`);
  const variable = known ?? unit.declare(name.text, type, name, true);
  if (value !== null) unit.initialisers.push(initialiser(unit, variable, value));
}

function declareFunction(unit: Unit, name: string, type: FunctionType, at: Position): FunctionSymbol {
  if (prelude().functions.has(name)) unit.report.add(at, `${name} is the C library's: choose another name.`);
  if (unit.lookUp(name) !== undefined || unit.enumerators.has(name))
    unit.report.add(at, `${name} is a variable already: choose another name.`);
  if (type.variadic) unit.report.add(at, 'Lab C has no functions with ... of your own: list the parameters.');
  const known = unit.functions.get(name);
  if (known !== undefined) {
    if (!sameFunction(known.type, type))
      unit.report.add(at, `${name} was declared differently on line ${String(known.at.line)}: make the two equal.`);
    return known;
  }
  const symbol: FunctionSymbol = { kind: 'function', name, type, at, body: null };
  unit.functions.set(name, symbol);
  return symbol;
}

function define(unit: Unit, symbol: FunctionSymbol, type: FunctionType, at: Position): void {
  if (symbol.body !== null) unit.report.add(at, `${symbol.name} is written twice: remove one of the two.`);
  unit.frame = { symbol, size: 0, labels: new Map(), jumps: [] };
  const frame = unit.frame;
  unit.scoped(() => {
    const open = unit.cursor.peek();
    const parameters = type.parameters.map((one) => {
      if (one.name === '') unit.report.add(at, `Give every parameter of ${symbol.name} a name.`);
      return unit.declare(one.name, one.type, at, false);
    });
    const statements = parseBody(unit);
    checkJumps(unit, frame);
    const end = unit.cursor.peek().behind;
    symbol.body = {
      parameters,
      block: { kind: 'block', at: open, statements },
      frameSize: alignUp(frame.size, 16),
      end: { line: end.line, column: Math.max(end.column - 1, 1) },
    };
  });
  unit.frame = null;
}

const isText = (type: CType): boolean => type.kind === 'pointer' && type.to.kind === 'integer' && type.to.size === 1;

function checkMain(unit: Unit): void {
  const main = unit.functions.get('main');
  if (main === undefined) {
    unit.report.add({ line: 1, column: 1 }, 'A program begins in main: write int main(void) { … }.');
    return;
  }
  const { result, parameters } = main.type;
  const [count, list] = parameters;
  const fits =
    parameters.length === 0 ||
    (parameters.length === 2 &&
      count !== undefined &&
      sameType(count.type, intType) &&
      list?.type.kind === 'pointer' &&
      isText(list.type.to));
  if (!fits || !sameType(result, intType))
    unit.report.add(main.at, 'main is int main(void) or int main(int argc, char *argv[]): write one of the two.');
}

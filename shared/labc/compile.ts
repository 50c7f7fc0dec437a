import { fail, ok, type Result } from '../base/result.ts';
import type { Diagnostic } from '../lessons/lesson.ts';
import { op } from './code.ts';
import { Cursor } from './cursor.ts';
import { Report, SyntaxFault } from './diagnostics.ts';
import { storageOf } from './emit-expressions.ts';
import { emitInitialiser, FunctionEmitter } from './emit-statements.ts';
import { Emitter } from './emitter.ts';
import { parseProgram } from './parse-program.ts';
import { hidden } from './library-variables.ts';
import { prelude } from './prelude.ts';
import { preprocess } from './preprocess.ts';
import type { CompiledFunction, CompiledProgram } from './program.ts';
import type { FunctionSymbol, Program, Variable } from './tree.ts';
import { alignUp, sizeOf } from './types.ts';
import { Unit } from './unit.ts';

/** Memory of a machine: at least so much, and so much beside data and frames for recursion and printed text. */
const leastMemory = 0x10000;
const spareMemory = 0x8000;
/** The actors (server/engine/actor) make room for no more than this. */
const largestMemory = 0x100000;

/**
 * Compiles one program of lab C. Nothing runs before its whole text is found good; otherwise the result is the list of
 * faults, in the order of the text: one syntax error, or all errors of meaning (at most twenty).
 */
export function compileProgram(source: {
  readonly file: string;
  readonly text: string;
}): Result<CompiledProgram, readonly Diagnostic[]> {
  const report = new Report(source.file);
  const program = read(source.text, report);
  if (program === null || report.diagnostics.length > 0) {
    return fail(report.diagnostics.toSorted((a, b) => a.line - b.line || a.column - b.column));
  }
  const compiled = emitProgram(source.file, program);
  if (compiled.memorySize <= largestMemory) return ok(compiled);
  const message = `The variables take more than the ${String(largestMemory >> 10)} KiB a program in the lab has: make the arrays smaller.`;
  return fail([{ file: source.file, line: 1, column: 1, message }]);
}

function read(text: string, report: Report): Program | null {
  try {
    return parseProgram(new Unit(new Cursor(preprocess(text)), report, prelude()));
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error;
    report.add(error.at, error.message);
    return null;
  }
}

function emitProgram(file: string, program: Program): CompiledProgram {
  const emitter = new Emitter(program);
  for (const one of program.initialisers) emitInitialiser(emitter, one);
  const main = program.functions.find((one) => one.name === 'main');
  if (main === undefined) throw new Error('a checked program has a main');
  if (main.type.parameters.length > 0) emitter.emit(op.commandLine);
  emitter.emit(op.call, program.functions.indexOf(main));
  const functions = program.functions.map((symbol) => emitFunction(emitter, symbol));
  const statics = program.globals.map(({ name, type, offset }) => ({ name, type, offset, from: 0, to: emitter.here }));
  const frames = functions.reduce((sum, one) => sum + one.frameSize, 0);
  return {
    file,
    code: Int32Array.from(emitter.code),
    wide: emitter.wide,
    library: emitter.library,
    system: emitter.system,
    functions,
    globals: statics,
    data: dataOf(emitter, program),
    readOnly: emitter.readOnly,
    memorySize: Math.max(leastMemory, alignUp(emitter.readOnly.to + frames + spareMemory, 0x1000)),
    calls: emitter.calls.toSorted((a, b) => a.line - b.line || a.column - b.column),
  };
}

function emitFunction(emitter: Emitter, symbol: FunctionSymbol): CompiledFunction {
  const { body } = symbol;
  if (body === null) throw new Error(`${symbol.name} has no block`);
  const entry = emitter.here;
  const writer = new FunctionEmitter(emitter);
  for (const parameter of body.parameters) writer.show(parameter, entry);
  for (const parameter of body.parameters.toReversed()) takeParameter(emitter, parameter);
  writer.statement(body.block);
  writer.line(body.end);
  emitter.emit(op.push, 0, op.return);
  writer.close(0);
  return {
    name: symbol.name,
    line: symbol.at.line,
    entry,
    frameSize: body.frameSize,
    parameters: body.parameters.length,
    locals: writer.compiledLocals(),
  };
}

/** Arguments lie on the stack, the last one on top; a struct comes as its address and is copied. */
function takeParameter(emitter: Emitter, { type, offset }: Variable): void {
  if (type.kind === 'struct') {
    emitter.emit(op.localAddress, offset, op.copyIn, sizeOf(type));
  } else {
    emitter.emit(op.setLocal, storageOf(type), offset);
  }
}

/** Statics begin as zero (their initialisers run before main), string constants lie behind them. */
function dataOf(emitter: Emitter, program: Program): Uint8Array {
  const data = new Uint8Array(emitter.readOnly.to);
  data[hidden.in6addrLoopback + 15] = 1;
  program.strings.forEach((text, index) => {
    const start = emitter.stringOffset(index);
    for (let i = 0; i < text.length; i++) data[start + i] = text.charCodeAt(i);
  });
  return data;
}

import type { Integer } from './arithmetic.ts';
import type { SystemCall } from './calls.ts';
import type { LibraryFunction } from './library-functions.ts';
import type { CallSite } from './program.ts';
import type { FunctionSymbol, Program } from './tree.ts';
import { alignUp } from './types.ts';
import { hidden } from './library-variables.ts';

/** Where a jump's target is still to be written. */
export type Patch = number & { readonly patch?: never };

/** Collects code and the tables it points into. */
export class Emitter {
  readonly code: number[] = [];
  readonly wide: Integer[] = [];
  readonly library: LibraryFunction[] = [];
  readonly system: SystemCall[] = [];
  readonly calls: CallSite[] = [];
  readonly readOnly: { readonly from: number; readonly to: number };
  private readonly stringOffsets: number[] = [];
  private readonly functions: readonly FunctionSymbol[];

  constructor(program: Program) {
    this.functions = program.functions;
    const from = alignUp(program.staticSize, 16);
    let offset = from;
    for (const text of program.strings) {
      this.stringOffsets.push(offset);
      offset += text.length + 1;
    }
    this.readOnly = { from, to: offset };
  }

  get here(): number {
    return this.code.length;
  }

  emit(...words: number[]): void {
    this.code.push(...words);
  }

  emitJump(operation: number): Patch {
    this.code.push(operation, -1);
    return this.code.length - 1;
  }

  /** Lets a jump go to what is emitted next. */
  land(patch: Patch): void {
    this.code[patch] = this.code.length;
  }

  wideConstant(value: Integer): number {
    const known = this.wide.indexOf(value);
    return known >= 0 ? known : this.wide.push(value) - 1;
  }

  stringOffset(index: number): number {
    const offset = this.stringOffsets[index];
    if (offset === undefined) throw new Error(`no string ${String(index)}`);
    return offset;
  }

  streamOffset(fd: number): number {
    return hidden.streams + fd;
  }

  functionIndex(symbol: FunctionSymbol): number {
    return this.functions.indexOf(symbol);
  }

  libraryIndex(callee: LibraryFunction): number {
    const known = this.library.indexOf(callee);
    return known >= 0 ? known : this.library.push(callee) - 1;
  }

  systemIndex(callee: SystemCall): number {
    const known = this.system.indexOf(callee);
    return known >= 0 ? known : this.system.push(callee) - 1;
  }

  callSite(site: CallSite): void {
    this.calls.push(site);
  }
}

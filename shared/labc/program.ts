import type { SystemCall } from './calls.ts';
import type { LibraryFunction } from './library-functions.ts';
import type { CType } from './types.ts';

/** A variable as the machine shows it: where it lies, and between which instructions it is in scope. */
export interface CompiledVariable {
  readonly name: string;
  readonly type: CType;
  /** From the start of the frame; of the data, for globals and statics. */
  readonly offset: number;
  readonly from: number;
  readonly to: number;
}

export interface CompiledFunction {
  readonly name: string;
  /** Where its name stands. */
  readonly line: number;
  /** Index of its first instruction. */
  readonly entry: number;
  readonly frameSize: number;
  readonly parameters: number;
  /** Parameters and locals in the order of the text. Statics of the function are among them, marked. */
  readonly locals: readonly CompiledVariable[];
}

/** A system call in the text, or a library function that leads to one (printf: write). */
export interface CallSite {
  readonly line: number;
  readonly column: number;
  /** What the source says. */
  readonly api: string;
  /** The kernel's name. */
  readonly call: string;
}

/** A program ready to run. It is not changed by running: any number of machines may share it. */
export interface CompiledProgram {
  readonly file: string;
  readonly code: Int32Array;
  /** Constants that do not fit 32 bits. */
  readonly wide: readonly (number | bigint)[];
  readonly library: readonly LibraryFunction[];
  readonly system: readonly SystemCall[];
  readonly functions: readonly CompiledFunction[];
  readonly globals: readonly CompiledVariable[];
  /** What memory begins with: statics (zero), then the string constants. */
  readonly data: Uint8Array;
  /** The part of the data that holds string constants: writing there is SIGSEGV, as in a real process. */
  readonly readOnly: { readonly from: number; readonly to: number };
  /** Bytes of memory that a machine of this program has. */
  readonly memorySize: number;
  /** Every place that asks the kernel for something, in the order of the text. */
  readonly calls: readonly CallSite[];
}

import type { ArithmeticOperator, Integer } from './arithmetic.ts';
import type { Position } from './diagnostics.ts';
import type { SystemCall } from './calls.ts';
import type { LibraryFunction } from './library-functions.ts';
import type { CType, FunctionType, IntegerType } from './types.ts';

/** A checked program as a tree: every expression has its type and every conversion is written out. */
export interface Variable {
  readonly name: string;
  readonly type: CType;
  /** static: among the program's data from start to end. local: in the frame of the function that runs. */
  readonly storage: 'static' | 'local';
  /** Bytes from the start of the data or of the frame. */
  readonly offset: number;
  readonly at: Position;
}

export interface FunctionSymbol {
  readonly kind: 'function';
  readonly name: string;
  readonly type: FunctionType;
  readonly at: Position;
  /** null while there is only a declaration. */
  body: FunctionBody | null;
}

interface FunctionBody {
  readonly parameters: readonly Variable[];
  readonly block: Statement;
  /** Bytes of all locals. */
  readonly frameSize: number;
  /** Where the closing brace stands: the line of a return that is not written. */
  readonly end: Position;
}

interface Typed<T extends CType = CType> {
  readonly type: T;
  readonly at: Position;
}

/** What has an address. */
export type Place =
  | ({ readonly kind: 'variable'; readonly variable: Variable } & Typed)
  /** A string constant, by its number in the program. */
  | ({ readonly kind: 'string'; readonly index: number } & Typed)
  | ({ readonly kind: 'dereference'; readonly pointer: Expression } & Typed)
  | ({ readonly kind: 'member'; readonly object: Place; readonly offset: number; readonly name: string } & Typed);

export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

export type Expression =
  | Place
  | ({ readonly kind: 'constant'; readonly value: Integer } & Typed)
  /** stdin, stdout, stderr: the address of a byte of their own. */
  | ({ readonly kind: 'stream'; readonly fd: number } & Typed)
  /** A function's name where it is not called: its address (C11 6.3.2.1). */
  | ({ readonly kind: 'function'; readonly symbol: FunctionSymbol } & Typed)
  /** &place, and what an array is in an expression: the address of its first element. */
  | ({ readonly kind: 'address'; readonly of: Place } & Typed)
  | ({ readonly kind: 'convert'; readonly of: Expression } & Typed)
  | ({
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: Expression;
      readonly right: Expression;
    } & Typed<IntegerType>)
  /** pointer + index * scale; scale is negative for a subtraction. */
  | ({
      readonly kind: 'advance';
      readonly pointer: Expression;
      readonly index: Expression;
      readonly scale: number;
    } & Typed)
  | ({
      readonly kind: 'distance';
      readonly left: Expression;
      readonly right: Expression;
      readonly scale: number;
    } & Typed)
  | ({
      readonly kind: 'compare';
      readonly operator: CompareOperator;
      readonly left: Expression;
      readonly right: Expression;
    } & Typed)
  | ({
      readonly kind: 'logical';
      readonly operator: '&&' | '||';
      readonly left: Expression;
      readonly right: Expression;
    } & Typed)
  | ({ readonly kind: 'not'; readonly of: Expression } & Typed)
  | ({ readonly kind: 'negate' | 'complement'; readonly of: Expression } & Typed<IntegerType>)
  | ({
      readonly kind: 'conditional';
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    } & Typed)
  | ({ readonly kind: 'assign'; readonly target: Place; readonly value: Expression } & Typed)
  /** target operator= value, worked out in the type `common`. */
  | ({
      readonly kind: 'update';
      readonly target: Place;
      readonly operator: ArithmeticOperator;
      readonly value: Expression;
      readonly common: IntegerType;
    } & Typed)
  /** pointer += value and -=. */
  | ({ readonly kind: 'move'; readonly target: Place; readonly value: Expression; readonly scale: number } & Typed)
  /** ++ and --; `by` is the size of what a pointer points to. */
  | ({ readonly kind: 'step'; readonly target: Place; readonly by: number; readonly prefix: boolean } & Typed)
  | ({ readonly kind: 'comma'; readonly left: Expression; readonly right: Expression } & Typed)
  | ({ readonly kind: 'call'; readonly callee: FunctionSymbol; readonly arguments: readonly Expression[] } & Typed)
  /** A call of what a pointer points to. */
  | ({ readonly kind: 'callThrough'; readonly pointer: Expression; readonly arguments: readonly Expression[] } & Typed)
  | ({ readonly kind: 'library'; readonly callee: LibraryFunction; readonly arguments: readonly Expression[] } & Typed)
  | ({ readonly kind: 'system'; readonly callee: SystemCall; readonly arguments: readonly Expression[] } & Typed)
  /** Stands for what was refused, so that one mistake is told once. */
  | ({ readonly kind: 'poison' } & Typed);

/** One value of an initialiser, `offset` bytes into the variable. */
export interface Store {
  readonly offset: number;
  readonly type: CType;
  /** For an array of char: the string whose bytes are copied. */
  readonly value: Expression;
}

export interface Initialiser {
  readonly variable: Variable;
  /** Bytes that no store writes become zero: set where the initialiser has braces or is shorter than its array. */
  readonly zero: boolean;
  readonly stores: readonly Store[];
}

export type Statement =
  | { readonly kind: 'empty'; readonly at: Position }
  | { readonly kind: 'expression'; readonly at: Position; readonly expression: Expression }
  | {
      readonly kind: 'declare';
      readonly at: Position;
      readonly variable: Variable;
      readonly initialiser: Initialiser | null;
    }
  | { readonly kind: 'block'; readonly at: Position; readonly statements: readonly Statement[] }
  | {
      readonly kind: 'if';
      readonly at: Position;
      readonly condition: Expression;
      readonly yes: Statement;
      readonly no: Statement | null;
    }
  | { readonly kind: 'while'; readonly at: Position; readonly condition: Expression; readonly body: Statement }
  | { readonly kind: 'do'; readonly at: Position; readonly condition: Expression; readonly body: Statement }
  | {
      readonly kind: 'for';
      readonly at: Position;
      readonly start: Statement;
      readonly condition: Expression | null;
      readonly step: Expression | null;
      readonly body: Statement;
    }
  | {
      readonly kind: 'switch';
      readonly at: Position;
      readonly value: Expression;
      /** Where the value is kept while its case is looked for. */
      readonly keep: Variable;
      /** In the order of the text; value null is default. */
      readonly body: readonly (
        Statement | { readonly kind: 'case'; readonly at: Position; readonly value: Integer | null }
      )[];
    }
  | { readonly kind: 'break' | 'continue'; readonly at: Position }
  | { readonly kind: 'goto'; readonly at: Position; readonly label: string }
  | { readonly kind: 'labelled'; readonly at: Position; readonly label: string; readonly body: Statement }
  | { readonly kind: 'return'; readonly at: Position; readonly value: Expression | null };

/** A whole program, checked. */
export interface Program {
  readonly functions: readonly FunctionSymbol[];
  readonly globals: readonly Variable[];
  /** Initialisers of what is static, in the order of the text. */
  readonly initialisers: readonly Initialiser[];
  /** Bytes of all statics. */
  readonly staticSize: number;
  /** The string constants, a character a byte, without their closing NUL. */
  readonly strings: readonly string[];
}

/** Whether it has an address: something that & can be written before (C11 6.3.2.1, an lvalue). */
export const isPlace = (expression: Expression): expression is Place =>
  expression.kind === 'variable' ||
  expression.kind === 'string' ||
  expression.kind === 'dereference' ||
  expression.kind === 'member';

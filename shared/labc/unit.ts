import type { Cursor } from './cursor.ts';
import { type Position, Report } from './diagnostics.ts';
import { constants } from '../abi/constants.ts';
import { hidden, libraryVariable, libraryVariableNames } from './library-variables.ts';
import type { Expression, FunctionSymbol, Initialiser, Variable } from './tree.ts';
import { alignOf, alignUp, type CType, namedTypes, sizeOf, type StructBody } from './types.ts';

/** The function that is being read: its locals and its labels so far, and the labels that it jumps to. */
export interface Frame {
  readonly symbol: FunctionSymbol;
  size: number;
  readonly labels: Map<string, Position>;
  readonly jumps: { readonly label: string; readonly at: Position }[];
}

/** Types that are there before the text begins. */
export interface KnownTypes {
  readonly structs?: ReadonlyMap<string, StructBody>;
  readonly typedefs?: ReadonlyMap<string, CType>;
  readonly packed?: ReadonlySet<string>;
}

/** One program while it is being read: what it has declared so far, and what was wrong with it. */
export class Unit {
  readonly report: Report;
  readonly cursor: Cursor;
  readonly functions = new Map<string, FunctionSymbol>();
  readonly structs: Map<string, StructBody>;
  /** The types that typedef has named. */
  readonly typedefs: Map<string, CType>;
  readonly enums = new Map<string, CType>();
  /** The names in the program's enums, and their numbers. */
  readonly enumerators = new Map<string, number>();
  /** Structs whose members are to lie without gaps. */
  readonly packed: ReadonlySet<string>;
  readonly globals: Variable[] = [];
  readonly initialisers: Initialiser[] = [];
  readonly strings: string[] = [];
  readonly scopes: Map<string, Variable>[] = [new Map()];
  staticSize: number = hidden.size;
  frame: Frame | null = null;
  /** How many loops, and loops or switches, are around the statement that is being read. */
  loops = 0;
  breakable = 0;
  /** What stands in parentheses of its own: if ((n = read())) is meant so. */
  readonly parenthesised = new WeakSet<Expression>();

  constructor(cursor: Cursor, report: Report, known: KnownTypes = {}) {
    this.cursor = cursor;
    this.report = report;
    this.structs = new Map(known.structs);
    this.typedefs = new Map(known.typedefs);
    this.packed = known.packed ?? new Set();
  }

  lookUp(name: string): Variable | undefined {
    for (let i = this.scopes.length - 1; i >= 0; i--) {
      const found = this.scopes[i]?.get(name);
      if (found !== undefined) return found;
    }
    return libraryVariable(name, this.structs);
  }

  /** Reads something with a scope of its own. */
  scoped<T>(read: () => T): T {
    this.scopes.push(new Map());
    try {
      return read();
    } finally {
      this.scopes.pop();
    }
  }

  /** Makes a variable and gives it its place. `lasting`: static storage, also inside a function. */
  declare(name: string, type: CType, at: Position, lasting: boolean): Variable {
    const storage = lasting || this.frame === null ? 'static' : 'local';
    const variable = { name, type, storage, offset: this.allocate(type, storage), at } as const;
    const scope = this.scopes.at(-1);
    const before = scope?.get(name);
    if (before !== undefined)
      this.report.add(at, `${name} is declared on line ${String(before.at.line)} already: choose another name.`);
    else if (scope === this.scopes[0] && (this.enumerators.has(name) || this.typedefs.has(name)))
      this.report.add(at, `${name} is declared above already: choose another name.`);
    else this.refuseLibraryName(name, at);
    scope?.set(name, variable);
    if (storage === 'static') this.globals.push(variable);
    return variable;
  }

  declareEnumerator(name: string, value: number, at: Position): void {
    if (this.isTaken(name)) this.report.add(at, `${name} is declared above already: choose another name.`);
    else this.refuseLibraryName(name, at);
    this.enumerators.set(name, value);
  }

  declareType(name: string, type: CType, at: Position): void {
    if (this.isTaken(name) || Object.hasOwn(namedTypes, name))
      this.report.add(at, `${name} is declared above already: choose another name.`);
    this.typedefs.set(name, type);
  }

  private isTaken(name: string): boolean {
    const variable = this.scopes[0]?.has(name) === true;
    return variable || this.enumerators.has(name) || this.typedefs.has(name) || this.functions.has(name);
  }

  private refuseLibraryName(name: string, at: Position): void {
    if (Object.hasOwn(constants, name) || libraryVariableNames.has(name) || name === 'NULL')
      this.report.add(at, `${name} is a name of the C library: choose another name.`);
  }

  /** A place for a variable that the program does not name. */
  temporary(type: CType, at: Position): Variable {
    return { name: '', type, storage: 'local', offset: this.allocate(type, 'local'), at };
  }

  private allocate(type: CType, storage: 'static' | 'local'): number {
    const start = storage === 'static' ? this.staticSize : (this.frame?.size ?? 0);
    const offset = alignUp(start, alignOf(type));
    const end = offset + sizeOf(type);
    if (storage === 'static') this.staticSize = end;
    else if (this.frame !== null) this.frame.size = end;
    return offset;
  }

  string(bytes: string): number {
    const known = this.strings.indexOf(bytes);
    return known >= 0 ? known : this.strings.push(bytes) - 1;
  }

  /** The names that a program may use at this place, for advice on a mistyped one. */
  *names(): Iterable<string> {
    for (const scope of this.scopes) yield* scope.keys();
    yield* this.enumerators.keys();
    yield* libraryVariableNames;
    yield* ['SIG_IGN', 'SIG_DFL', 'SIG_ERR', 'NULL', 'true', 'false', 'stdin', 'stdout', 'stderr'];
    yield* Object.keys(constants);
  }
}

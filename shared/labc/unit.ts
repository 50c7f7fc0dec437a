import { constants } from '../abi/constants.ts';
import type { Cursor } from './cursor.ts';
import { type Position, Report } from './diagnostics.ts';
import type { Expression, FunctionSymbol, Initialiser, Variable } from './tree.ts';
import { alignOf, alignUp, type CType, intType, sizeOf, type StructBody } from './types.ts';

/** What the first bytes of every program's data are: the library's own variables. */
export const hidden = {
  errno: 0,
  /** One byte each for stdin, stdout and stderr: only their addresses matter. */
  streams: 4,
  /** inet_ntoa's result: "255.255.255.255" and its NUL. */
  inetNtoa: 8,
  /** strerror's last four results, 64 bytes each. */
  strerror: 24,
  size: 280,
} as const;

export const errnoVariable: Variable = {
  name: 'errno',
  type: intType,
  storage: 'static',
  offset: hidden.errno,
  at: { line: 1, column: 1 },
};

/** The function that is being read: its locals so far. */
export interface Frame {
  readonly symbol: FunctionSymbol;
  size: number;
}

/** One program while it is being read: what it has declared so far, and what was wrong with it. */
export class Unit {
  readonly report: Report;
  readonly cursor: Cursor;
  readonly functions = new Map<string, FunctionSymbol>();
  readonly structs: Map<string, StructBody>;
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

  constructor(cursor: Cursor, report: Report, structs: ReadonlyMap<string, StructBody>) {
    this.cursor = cursor;
    this.report = report;
    this.structs = new Map(structs);
  }

  lookUp(name: string): Variable | undefined {
    for (let i = this.scopes.length - 1; i >= 0; i--) {
      const found = this.scopes[i]?.get(name);
      if (found !== undefined) return found;
    }
    return name === 'errno' ? errnoVariable : undefined;
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
    else if (name in constants || name === 'errno' || name === 'NULL')
      this.report.add(at, `${name} is a name of the C library: choose another name.`);
    scope?.set(name, variable);
    if (storage === 'static') this.globals.push(variable);
    return variable;
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
    yield* ['errno', 'NULL', 'stdin', 'stdout', 'stderr'];
    yield* Object.keys(constants);
  }
}

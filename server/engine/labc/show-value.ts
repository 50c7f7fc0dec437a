import { unreachable } from '#shared/base/exhaustive';
import { storage } from '#shared/labc/code';
import { storageOf } from '#shared/labc/emit-expressions';
import { escape } from '#shared/labc/escapes';
import { type CType, type IntegerType, sizeOf, type StructBody, withoutConst } from '#shared/labc/types';
import type { Memory } from './memory.ts';
import { structShowers } from './show-struct.ts';

/** A variable and where it lies. */
export interface ShownPlace {
  readonly name: string;
  readonly type: CType;
  readonly address: number;
}

const longestText = 40;
const mostElements = 8;

/** Writes values as a C programmer would; what never got a value is a question mark. */
export class Shower {
  readonly memory: Memory;
  private readonly places: readonly ShownPlace[];
  private readonly functionNames: (address: number) => string | null;

  constructor(memory: Memory, places: readonly ShownPlace[], functionNames: (address: number) => string | null) {
    this.memory = memory;
    this.places = places;
    this.functionNames = functionNames;
  }

  value(type: CType, address: number): string {
    switch (type.kind) {
      case 'integer':
        return this.memory.isWritten(address) ? this.integer(type, address) : '?';
      case 'pointer':
        return this.memory.isWritten(address) ? this.pointer(type.to, address) : '?';
      case 'array':
        return this.array(type.of, type.length ?? 0, address);
      case 'struct':
        return this.struct(type.body, address);
      case 'void':
      case 'function':
        return '?';
      default:
        return unreachable(type);
    }
  }

  private integer(type: IntegerType, address: number): string {
    const number = this.memory.load(storageOf(type), address);
    if (type.truth === true) return number === 0 ? 'false' : 'true';
    const name = type.enumerators?.get(Number(number));
    if (name !== undefined) return name;
    return type.name === 'char' ? character(Number(number)) : String(number);
  }

  /** Bytes up to the first NUL or the first one without a value. */
  text(address: number, room: number): string {
    const bytes: number[] = [];
    for (const [index, byte] of this.memory.readUpTo(address, room).entries()) {
      if (byte === 0 || !this.memory.isWritten(address + index)) break;
      bytes.push(byte);
      if (bytes.length > longestText) return `"${escape(bytes.slice(0, longestText))}"…`;
    }
    return `"${escape(bytes)}"`;
  }

  private array(of: CType, length: number, address: number): string {
    const isChar = of.kind === 'integer' && of.size === 1 && of.truth !== true;
    if (!this.anyWritten(address, length * sizeOf(of))) return '?';
    if (isChar) return this.memory.isWritten(address) ? this.text(address, length) : '?';
    const shown = Array.from({ length: Math.min(length, mostElements) }, (_, i) =>
      this.value(of, address + i * sizeOf(of)),
    );
    return `{${shown.join(', ')}${length > mostElements ? ', …' : ''}}`;
  }

  private anyWritten(address: number, size: number): boolean {
    for (let i = address; i < address + size; i++) if (this.memory.isWritten(i)) return true;
    return false;
  }

  pointer(to: CType, at: number): string {
    const address = Number(this.memory.load(storage.u64, at));
    if (address === 0) return 'NULL';
    const plain = withoutConst(to);
    const number = `0x${address.toString(16)}`;
    if (plain.kind === 'function') return this.functionNames(address) ?? special(address) ?? number;
    if (!this.memory.holds(address, 1)) return number;
    if (plain.kind === 'integer' && plain.size === 1) return this.text(address, Infinity);
    if (plain.kind === 'pointer') return this.list(plain, address);
    const variable = this.places.find((one) => one.address === address && sizeOf(one.type) > 0);
    return variable === undefined ? number : `&${variable.name}`;
  }

  /** char **argv and the like: the elements up to the closing NULL. */
  private list(of: CType, address: number): string {
    const shown: string[] = [];
    for (let at = address; this.memory.holds(at, 8) && shown.length < mostElements; at += 8) {
      if (!this.memory.isWritten(at)) break;
      const one = this.value(of, at);
      if (one === 'NULL') break;
      shown.push(one);
    }
    return `{${shown.join(', ')}}`;
  }

  private struct(body: StructBody, address: number): string {
    if (!this.anyWritten(address, body.size)) return '?';
    const special = structShowers[body.name]?.(this, address, body.size) ?? null;
    return special ?? `{${this.members(body, address).join(', ')}}`;
  }

  /** Those of an unnamed struct or union within stand beside the others. */
  private members(body: StructBody, address: number): readonly string[] {
    return (body.members ?? []).flatMap(({ name, type, offset }) =>
      name === '' && type.kind === 'struct'
        ? this.members(type.body, address + offset)
        : [`${name} = ${this.value(type, address + offset)}`],
    );
  }
}

/** What signal(2) takes and gives beside functions: 1 and -1; SIG_DFL is NULL. */
const special = (address: number): string | null =>
  address === 1 ? 'SIG_IGN' : address >= 0xffff_ffff_ffff_0000 ? 'SIG_ERR' : null;

/** 'a' for what can be read, else the number. */
const character = (code: number): string => {
  if (code === 39 || code === 92) return `'\\${String.fromCharCode(code)}'`;
  if (code === 10) return "'\\n'";
  return code >= 32 && code < 127 ? `'${String.fromCharCode(code)}'` : String(code);
};

import { unreachable } from '#shared/base/exhaustive';
import type { Variable } from '#shared/events/program';
import { storageOf } from '#shared/labc/emit-expressions';
import { escape } from '#shared/labc/escapes';
import type { CompiledProgram, CompiledVariable } from '#shared/labc/program';
import { type CType, type Member, sizeOf, type StructBody, typeText, withoutConst } from '#shared/labc/types';
import { addressText } from './internet-address.ts';
import type { Memory } from './memory.ts';

/** Where a machine stands. */
export interface Standpoint {
  readonly pc: number;
  readonly fp: number;
  /** Index of the function; -1 before main. */
  readonly function: number;
}

const longestText = 40;
const mostElements = 8;

/** Parameters, locals and globals in scope, an inner one in place of an outer one of the same name, as they are now. */
export function variablesAt(program: CompiledProgram, memory: Memory, at: Standpoint): Variable[] {
  const locals = program.functions[at.function]?.locals ?? [];
  const inScope = locals.filter((one) => one.from < at.pc && at.pc <= one.to);
  const visible = inScope.filter((one, index) => inScope.findLastIndex((other) => other.name === one.name) === index);
  const hidden = new Set(visible.map((one) => one.name));
  const places: Place[] = [
    ...visible.map((one) => ({ ...one, offset: at.fp + one.offset })),
    ...program.globals.filter((one) => !hidden.has(one.name)),
  ];
  const shower = new Shower(memory, places);
  return places.map(({ name, type, offset }) => ({ name, type: typeText(type), value: shower.value(type, offset) }));
}

type Place = Pick<CompiledVariable, 'name' | 'type' | 'offset'>;

/** Writes values as a C programmer would; what never got a value is a question mark. */
class Shower {
  private readonly memory: Memory;
  private readonly places: readonly Place[];

  constructor(memory: Memory, places: readonly Place[]) {
    this.memory = memory;
    this.places = places;
  }

  value(type: CType, offset: number): string {
    switch (type.kind) {
      case 'integer': {
        if (!this.memory.isWritten(offset)) return '?';
        const number = this.memory.load(storageOf(type), this.memory.base + offset);
        if (type.truth === true) return number === 0 ? 'false' : 'true';
        return type.name === 'char' ? character(Number(number)) : String(number);
      }
      case 'pointer':
        return this.memory.isWritten(offset) ? this.pointer(type.to, offset) : '?';
      case 'array':
        return this.array(type.of, type.length ?? 0, offset);
      case 'struct':
        return this.struct(type.body, offset);
      case 'void':
      case 'function':
        return '?';
      default:
        return unreachable(type);
    }
  }

  /** Bytes up to the first NUL or the first one without a value. */
  private text(offset: number, room: number): string {
    const bytes: number[] = [];
    for (let i = offset; i < offset + room && this.memory.isWritten(i); i++) {
      const byte = this.memory.bytes[i] ?? 0;
      if (byte === 0) break;
      bytes.push(byte);
      if (bytes.length > longestText) return `"${escape(bytes.slice(0, longestText))}"…`;
    }
    return `"${escape(bytes)}"`;
  }

  private array(of: CType, length: number, offset: number): string {
    const isChar = of.kind === 'integer' && of.size === 1 && of.truth !== true;
    if (!this.anyWritten(offset, length * sizeOf(of))) return '?';
    if (isChar) return this.memory.isWritten(offset) ? this.text(offset, length) : '?';
    const shown = Array.from({ length: Math.min(length, mostElements) }, (_, i) =>
      this.value(of, offset + i * sizeOf(of)),
    );
    return `{${shown.join(', ')}${length > mostElements ? ', …' : ''}}`;
  }

  private anyWritten(offset: number, size: number): boolean {
    for (let i = offset; i < offset + size; i++) if (this.memory.isWritten(i)) return true;
    return false;
  }

  private pointer(to: CType, offset: number): string {
    const address = Number(this.memory.load(7, this.memory.base + offset));
    if (address === 0) return 'NULL';
    const target = address - this.memory.base;
    if (target < 0 || target >= this.memory.bytes.length) return `0x${address.toString(16)}`;
    const plain = withoutConst(to);
    if (plain.kind === 'integer' && plain.size === 1) return this.text(target, this.memory.bytes.length - target);
    if (plain.kind === 'pointer') return this.list(plain, target);
    const variable = this.places.find((one) => one.offset === target && sizeOf(one.type) > 0);
    return variable === undefined ? `0x${address.toString(16)}` : `&${variable.name}`;
  }

  /** char **argv and the like: the elements up to the closing NULL. */
  private list(of: CType, target: number): string {
    const shown: string[] = [];
    for (let i = target; i + 8 <= this.memory.bytes.length && shown.length < mostElements; i += 8) {
      if (!this.memory.isWritten(i)) break;
      const one = this.value(of, i);
      if (one === 'NULL') break;
      shown.push(one);
    }
    return `{${shown.join(', ')}}`;
  }

  private struct(body: StructBody, offset: number): string {
    if (!this.anyWritten(offset, body.size)) return '?';
    const bytes = this.memory.bytes.subarray(offset, offset + body.size);
    const isAddress = body.name.startsWith('sockaddr');
    if (isAddress && bytes.every((byte) => byte === 0)) return '{0}';
    if (body.name === 'in_addr') return `{${this.address(offset)}}`;
    const family = (bytes[0] ?? 0) | ((bytes[1] ?? 0) << 8);
    if (isAddress && (body.name === 'sockaddr_in' || family === 2)) {
      const port = ((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0);
      return `{${this.address(offset + 4)}:${String(port)}}`;
    }
    if (isAddress && (body.name === 'sockaddr_un' || family === 1)) return `{${this.text(offset + 2, body.size - 2)}}`;
    return `{${(body.members ?? []).map((one) => this.member(one, offset)).join(', ')}}`;
  }

  private member({ name, type, offset }: Member, start: number): string {
    return `${name} = ${this.value(type, start + offset)}`;
  }

  private address(offset: number): string {
    return addressText(Number(this.memory.load(5, this.memory.base + offset)));
  }
}

/** 'a' for what can be read, else the number. */
const character = (code: number): string => {
  if (code === 39 || code === 92) return `'\\${String.fromCharCode(code)}'`;
  if (code === 10) return "'\\n'";
  return code >= 32 && code < 127 ? `'${String.fromCharCode(code)}'` : String(code);
};

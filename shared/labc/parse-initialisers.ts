import type { Position } from './diagnostics.ts';
import { parseAssignment, parseConstant } from './parse-expressions.ts';
import type { Expression, Initialiser, Store, Variable } from './tree.ts';
import { assignable, isStaticValue, refuse } from './typing.ts';
import {
  type ArrayType,
  type CType,
  findMember,
  type Member,
  memberNames,
  sizeOf,
  type StructBody,
  structText,
  typeText,
  withoutConst,
} from './types.ts';
import type { Unit } from './unit.ts';

/** What = and its value give to a variable; arrays of unknown length get one from it. */
export interface InitialValue {
  readonly type: CType;
  readonly zero: boolean;
  readonly stores: readonly Store[];
}

/** Reads what stands behind the = of a declaration (C11 6.7.9). */
export function parseInitialValue(unit: Unit, type: CType, name: string): InitialValue {
  const reader = new Reader(unit, name);
  if (unit.cursor.at('{') || type.kind === 'array') {
    const length = reader.read(type, 0);
    const whole = type.kind === 'array' && type.length === null ? { ...type, length: Math.max(length, 1) } : type;
    return { type: whole, zero: reader.zero, stores: reader.stores };
  }
  const value = assignable(unit, type, parseAssignment(unit), name);
  return { type, zero: false, stores: [{ offset: 0, type, value }] };
}

export function initialiser(unit: Unit, variable: Variable, value: InitialValue): Initialiser {
  if (variable.storage === 'static') {
    const moving = value.stores.find((store) => !isStaticValue(store.value));
    if (moving !== undefined)
      refuse(
        unit,
        moving.value.at,
        `${variable.name} lives as long as the program, so its first value is a constant: assign this later.`,
      );
  }
  return { variable, zero: value.zero, stores: value.stores };
}

/** Walks down the type with the values; every value becomes a store at its offset. */
class Reader {
  readonly stores: Store[] = [];
  zero = false;
  private readonly unit: Unit;
  private readonly name: string;

  constructor(unit: Unit, name: string) {
    this.unit = unit;
    this.name = name;
  }

  /** One value or list for a thing of this type; returns how many elements an array got. */
  read(type: CType, offset: number): number {
    return this.unit.cursor.nested(() => this.one(type, offset));
  }

  private one(type: CType, offset: number): number {
    const { cursor } = this.unit;
    cursor.restart();
    if (type.kind === 'array' && cursor.peek().kind === 'string') return this.text(type, offset);
    if (!cursor.at('{')) {
      this.plain(type, offset, cursor.peek());
      return 1;
    }
    const open = cursor.next();
    this.zero = true;
    if (type.kind === 'array') return this.list(type, offset);
    if (type.kind === 'struct') {
      this.members(type.body, offset);
      return 1;
    }
    if (cursor.at('}')) refuse(this.unit, open, `Write a value between the braces: { 0 }.`);
    else this.read(type, offset);
    cursor.accept(',');
    cursor.expect('}', 'behind the value');
    return 1;
  }

  /** A value without braces. A 0 may stand for a whole struct or array in a list, as in { 0 }: its bytes are zero anyway. */
  private plain(type: CType, offset: number, at: Position): void {
    const value = parseAssignment(this.unit);
    const isZero = this.zero && value.kind === 'constant' && value.value === 0;
    if ((type.kind === 'array' || type.kind === 'struct') && isZero) return;
    if (type.kind === 'array')
      refuse(
        this.unit,
        at,
        `${this.name} holds an array here: write its values in braces, { 1, 2 }, or a text in quotes.`,
      );
    else this.store(type, offset, assignable(this.unit, type, value, this.name));
  }

  private list(type: ArrayType, offset: number): number {
    const { cursor } = this.unit;
    const size = sizeOf(type.of);
    let index = 0;
    let length = 0;
    while (!cursor.at('}')) {
      const at = cursor.peek();
      if (cursor.accept('[')) {
        const chosen = parseConstant(this.unit, 'An index');
        index = typeof chosen === 'number' && chosen >= 0 && chosen < 1 << 24 ? chosen : 0;
        cursor.expect(']', 'behind the index');
        cursor.expect('=', 'between the index and its value');
      }
      if (type.length !== null && index >= type.length)
        refuse(this.unit, at, `${this.name} holds ${String(type.length)} values: remove the rest or make it longer.`);
      this.read(type.of, offset + index * size);
      index++;
      length = Math.max(length, index);
      if (!cursor.accept(',')) break;
    }
    cursor.expect('}', 'behind the values');
    return length;
  }

  private members(body: StructBody, offset: number): void {
    const { cursor } = this.unit;
    // A list without names fills the first member of a union only (C11 6.7.9).
    const inOrder = (body.members ?? []).slice(0, body.union ? 1 : undefined);
    let index = 0;
    while (!cursor.at('}')) {
      const at = cursor.peek();
      // null: a member that is not there has been refused already.
      let target: { readonly type: CType; readonly offset: number } | null | undefined = inOrder[index];
      if (cursor.at('.')) {
        const chosen = this.designated(body);
        index = chosen.index;
        target = chosen.target;
      }
      if (target === null) {
        parseAssignment(this.unit);
      } else if (target === undefined) {
        const count = inOrder.length === 1 ? 'one member' : `${String(inOrder.length)} members`;
        refuse(this.unit, at, `${structText(body)} has ${count}: remove the rest.`);
        parseAssignment(this.unit);
      } else {
        this.read(target.type, offset + target.offset);
      }
      index++;
      if (!cursor.accept(',')) break;
    }
    cursor.expect('}', 'behind the values');
  }

  /** .sin_addr.s_addr = : the member at the outermost level counts for what follows. */
  private designated(body: StructBody) {
    const { cursor } = this.unit;
    let inside: StructBody | null = body;
    let offset = 0;
    let type: CType | undefined;
    let index = -1;
    while (cursor.accept('.')) {
      const token = cursor.expectName("the member's name");
      const found: Member | undefined = inside === null ? undefined : findMember(inside, token.text);
      if (inside === null || found === undefined) {
        const has = inside === null ? 'no members' : memberNames(inside).join(', ');
        refuse(
          this.unit,
          token,
          `${inside === null ? 'This' : structText(inside)} has no member ${token.text}: it has ${has}.`,
        );
        type = undefined;
        break;
      }
      if (index < 0) index = placeOf(body, token.text);
      offset += found.offset;
      type = found.type;
      inside = found.type.kind === 'struct' ? found.type.body : null;
    }
    cursor.expect('=', 'between the member and its value');
    return { index: Math.max(index, 0), target: type === undefined ? null : { type, offset } };
  }

  private text(type: ArrayType, offset: number): number {
    const token = this.unit.cursor.next();
    const bytes = token.value ?? '';
    if (type.of.kind !== 'integer' || type.of.size !== 1)
      refuse(this.unit, token, `A text wants an array of char, ${this.name} is ${typeText(withoutConst(type))}.`);
    else if (type.length !== null && bytes.length > type.length)
      refuse(
        this.unit,
        token,
        `This text has ${String(bytes.length)} characters, ${this.name} holds ${String(type.length)}: make it longer.`,
      );
    const index = this.unit.string(bytes);
    const length = Math.min(bytes.length + 1, type.length ?? bytes.length + 1);
    if (type.length !== null && type.length > length) this.zero = true;
    const copied: ArrayType = { ...type, length };
    this.store(copied, offset, { kind: 'string', index, type: copied, at: token });
    return length;
  }

  private store(type: CType, offset: number, value: Expression): void {
    this.stores.push({ offset, type, value });
  }
}

/** Which of the struct's own members has this name, or lends it. */
const placeOf = (body: StructBody, name: string): number =>
  (body.members ?? []).findIndex(
    (one) =>
      one.name === name ||
      (one.name === '' && one.type.kind === 'struct' && findMember(one.type.body, name) !== undefined),
  );

import { unreachable } from '../base/exhaustive.ts';
/** C's types on Linux x86-64 (System V ABI, LP64): sizes and alignments in bytes. */
export type CType = VoidType | IntegerType | PointerType | ArrayType | StructType | FunctionType;

export interface VoidType {
  readonly kind: 'void';
  readonly constant?: boolean;
}

export interface IntegerType {
  readonly kind: 'integer';
  /** As the program writes it: int, size_t, uint16_t. */
  readonly name: string;
  readonly size: 1 | 2 | 4 | 8;
  readonly signed: boolean;
  /** _Bool: every value that is not zero becomes 1. */
  readonly truth?: boolean;
  /** An enum's names, by their numbers: the first name of each. */
  readonly enumerators?: ReadonlyMap<number, string>;
  readonly constant?: boolean;
}

export interface PointerType {
  readonly kind: 'pointer';
  readonly to: CType;
  /** A parameter that was written as an array (C11 6.7.6.3). */
  readonly writtenAsArray?: boolean;
  readonly constant?: boolean;
}

export interface ArrayType {
  readonly kind: 'array';
  readonly of: CType;
  /** null: not told yet (char s[] = "text" tells it; a parameter becomes a pointer). */
  readonly length: number | null;
  readonly constant?: boolean;
}

/** A member and its place. A struct or union without a name lends its members to the one around it (C11 6.7.2.1). */
export interface Member {
  readonly name: string;
  readonly type: CType;
  readonly offset: number;
}

/** One object for each struct or union of a program, shared by all its uses; `members` is null until its body has been read. */
export interface StructBody {
  /** Its tag; where it has none, the name that a typedef gives it. */
  name: string;
  /** Whether it is known by its tag (struct name), or by a typedef's name alone. */
  readonly tagged: boolean;
  /** All members begin at the same place. */
  readonly union: boolean;
  members: readonly Member[] | null;
  size: number;
  align: number;
}

interface StructType {
  readonly kind: 'struct';
  readonly body: StructBody;
  readonly constant?: boolean;
}

export interface FunctionType {
  readonly kind: 'function';
  readonly result: CType;
  readonly parameters: readonly Parameter[];
  readonly variadic: boolean;
  readonly constant?: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly type: CType;
}

const integer = (name: string, size: 1 | 2 | 4 | 8, signed: boolean): IntegerType => ({
  kind: 'integer',
  name,
  size,
  signed,
});

/** A struct or union whose members are not known yet. */
export const emptyBody = (
  name: string,
  { tagged = true, union = false }: { readonly tagged?: boolean; readonly union?: boolean } = {},
): StructBody => ({ name, tagged, union, members: null, size: 0, align: 1 });

export const voidType: VoidType = { kind: 'void' };
export const charType = integer('char', 1, true);
export const intType = integer('int', 4, true);
export const unsignedType = integer('unsigned int', 4, false);
export const longType = integer('long', 8, true);
export const unsignedLongType = integer('unsigned long', 8, false);
export const sizeType = integer('size_t', 8, false);

/** Type names that a program may use without declaring them: C's own (by their words, sorted) and the headers'. */
export const basicTypes: Readonly<Record<string, IntegerType>> = {
  char: charType,
  'char signed': integer('signed char', 1, true),
  'char unsigned': integer('unsigned char', 1, false),
  short: integer('short', 2, true),
  'short unsigned': integer('unsigned short', 2, false),
  int: intType,
  unsigned: unsignedType,
  long: longType,
  'long unsigned': unsignedLongType,
  'long long': integer('long long', 8, true),
  'long long unsigned': integer('unsigned long long', 8, false),
};

export const namedTypes: Readonly<Record<string, CType>> = {
  _Bool: { ...integer('_Bool', 1, false), truth: true },
  bool: { ...integer('bool', 1, false), truth: true },
  size_t: sizeType,
  ...Object.fromEntries(
    [
      integer('ssize_t', 8, true),
      integer('ptrdiff_t', 8, true),
      integer('intptr_t', 8, true),
      integer('uintptr_t', 8, false),
      integer('off_t', 8, true),
      integer('time_t', 8, true),
      integer('suseconds_t', 8, true),
      integer('nfds_t', 8, false),
      integer('pid_t', 4, true),
      integer('uid_t', 4, false),
      integer('gid_t', 4, false),
      integer('mode_t', 4, false),
      integer('sig_atomic_t', 4, true),
      integer('socklen_t', 4, false),
      integer('sa_family_t', 2, false),
      integer('in_port_t', 2, false),
      integer('in_addr_t', 4, false),
      integer('int8_t', 1, true),
      integer('uint8_t', 1, false),
      integer('int16_t', 2, true),
      integer('uint16_t', 2, false),
      integer('int32_t', 4, true),
      integer('uint32_t', 4, false),
      integer('int64_t', 8, true),
      integer('uint64_t', 8, false),
    ].map((type) => [type.name, type]),
  ),
  FILE: { kind: 'struct', body: emptyBody('FILE', { tagged: false }) },
};

export const pointerTo = (to: CType): PointerType => ({ kind: 'pointer', to });

/** Bytes that a value takes; 0 for what has no size (void, an unfinished struct, an array of unknown length). */
export function sizeOf(type: CType): number {
  switch (type.kind) {
    case 'void':
    case 'function':
      return 0;
    case 'integer':
      return type.size;
    case 'pointer':
      return 8;
    case 'array':
      return (type.length ?? 0) * sizeOf(type.of);
    case 'struct':
      return type.body.size;
    default:
      return unreachable(type);
  }
}

export function alignOf(type: CType): number {
  switch (type.kind) {
    case 'void':
    case 'function':
      return 1;
    case 'integer':
      return type.size;
    case 'pointer':
      return 8;
    case 'array':
      return alignOf(type.of);
    case 'struct':
      return type.body.align;
    default:
      return unreachable(type);
  }
}

export const alignUp = (offset: number, align: number): number => Math.ceil(offset / align) * align;

/** Whether a variable of this type can be made. */
export const isComplete = (type: CType): boolean =>
  type.kind === 'array'
    ? type.length !== null && isComplete(type.of)
    : type.kind === 'struct'
      ? type.body.members !== null
      : type.kind !== 'void' && type.kind !== 'function';

/**
 * Places the members one behind the other, each at its alignment, and rounds the whole up (System V ABI 3.1.2); a union's
 * all at its beginning; a packed struct's without gaps.
 */
export function layOut(body: StructBody, fields: readonly Parameter[], packed = false): void {
  let end = 0;
  let align = 1;
  const members: Member[] = [];
  for (const { name, type } of fields) {
    const wanted = packed ? 1 : alignOf(type);
    const offset = body.union ? 0 : alignUp(end, wanted);
    members.push({ name, type, offset });
    end = Math.max(end, offset + sizeOf(type));
    align = Math.max(align, wanted);
  }
  body.members = members;
  body.align = align;
  body.size = alignUp(end, align);
}

/** A member by its name, also one that an unnamed struct or union within lends; its offset counts from the outermost. */
export function findMember(body: StructBody, name: string): Member | undefined {
  for (const member of body.members ?? []) {
    if (member.name === name) return member;
    const inner = member.name === '' && member.type.kind === 'struct' ? findMember(member.type.body, name) : undefined;
    if (inner !== undefined) return { ...inner, offset: member.offset + inner.offset };
  }
  return undefined;
}

/** The names that a program may write behind the . of such a struct. */
export const memberNames = (body: StructBody): string[] =>
  (body.members ?? []).flatMap(({ name, type }) =>
    name === '' && type.kind === 'struct' ? memberNames(type.body) : [name],
  );

/** struct sockaddr_in, union epoll_data, fd_set. */
export const structText = ({ name, tagged, union }: StructBody): string =>
  tagged ? `${union ? 'union' : 'struct'} ${name}` : name;

export const withConst = <T extends CType>(type: T): T => (type.constant === true ? type : { ...type, constant: true });

export const withoutConst = <T extends CType>(type: T): T => {
  if (type.constant !== true) return type;
  const { constant: _, ...plain } = type;
  return plain as T;
};

/** The type as a C programmer writes it: int, const char *, char[128], struct sockaddr_in *. */
export function typeText(type: CType): string {
  const [left, right] = parts(type, '');
  return right === '' ? left.trimEnd() : `${left.trimEnd()}${right}`;
}

function parts(type: CType, inner: string): readonly [string, string] {
  const qualifier = type.constant === true ? 'const ' : '';
  switch (type.kind) {
    case 'void':
      return [`${qualifier}void ${inner}`, ''];
    case 'integer':
      return [`${qualifier}${type.name} ${inner}`, ''];
    case 'struct':
      return [`${qualifier}${structText(type.body)} ${inner}`, ''];
    case 'pointer': {
      const star = `*${type.constant === true ? 'const ' : ''}${inner}`;
      return type.to.kind === 'array' || type.to.kind === 'function'
        ? nested(type.to, `(${star})`)
        : parts(type.to, star);
    }
    case 'array':
    case 'function':
      return nested(type, inner);
    default:
      return unreachable(type);
  }
}

/** Brackets of arrays and functions stand behind what is declared: [outer][inner]. */
function nested(type: ArrayType | FunctionType, inner: string): readonly [string, string] {
  if (type.kind === 'array') {
    const [left, right] = parts(type.of, inner);
    return [left, `[${type.length === null ? '' : String(type.length)}]${right}`];
  }
  const [left, right] = parts(type.result, inner);
  const list = [...type.parameters.map((one) => typeText(one.type)), ...(type.variadic ? ['...'] : [])];
  return [left, `(${list.length === 0 ? 'void' : list.join(', ')})${right}`];
}

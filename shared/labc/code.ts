/**
 * The instructions of lab C's stack machine. Code is one array of numbers: an instruction's number, then its operands.
 * In comments: what it takes from the stack -> what it leaves. Addresses are those of the process, not offsets.
 */
export const op = {
  /** value: -> value */
  push: 0,
  /** index into the program's wide constants: -> value */
  wide: 1,
  /** offset from the start of the data: -> address */
  staticAddress: 2,
  /** offset from the start of the running function's frame: -> address */
  localAddress: 3,
  /** storage: address -> value */
  load: 4,
  /** storage: address value -> value */
  store: 5,
  /** storage, offset: value -> (a local; the value is already converted) */
  setLocal: 6,
  /** storage, offset: -> value (of a local) */
  getLocal: 7,
  /** size: address address -> address (copies from the second to the first, leaves the first) */
  copy: 8,
  /** size: from to -> (copies a struct into a parameter) */
  copyIn: 31,
  /** size: address -> (zeroes) */
  zero: 9,
  /** offset, size: -> (a local has no value yet) */
  forget: 10,
  /** value -> value value */
  duplicate: 11,
  /** value -> */
  drop: 12,
  /** storage: value -> value */
  convert: 13,
  /** operator, storage: left right -> value */
  calculate: 14,
  /** scale: address index -> address */
  advance: 15,
  /** scale: address address -> value */
  distance: 16,
  /** operator: left right -> 0 or 1 */
  compare: 17,
  /** value -> 0 or 1 */
  not: 18,
  /** storage: value -> value */
  negate: 19,
  /** storage: value -> value */
  complement: 20,
  /** storage, difference, prefix (1) or postfix (0): address -> value */
  step: 21,
  /** target: -> */
  jump: 22,
  /** target: value -> */
  jumpIfZero: 23,
  /** target: value -> */
  jumpUnlessZero: 24,
  /** function: arguments -> result */
  call: 25,
  /** result -> (to the caller's stack) */
  return: 26,
  /** number of arguments: address arguments -> result */
  callThrough: 32,
  /** function: -> address */
  functionAddress: 33,
  /** index into the program's library functions, number of arguments, line: arguments -> result */
  library: 27,
  /** index into the program's system calls, line: arguments -> result */
  system: 28,
  /** line: -> */
  line: 29,
  /** -> argc argv */
  commandLine: 30,
} as const;

const operandCounts: Readonly<Record<keyof typeof op, number>> = {
  push: 1,
  wide: 1,
  staticAddress: 1,
  localAddress: 1,
  load: 1,
  store: 1,
  setLocal: 2,
  getLocal: 2,
  copy: 1,
  copyIn: 1,
  zero: 1,
  forget: 2,
  duplicate: 0,
  drop: 0,
  convert: 1,
  calculate: 2,
  advance: 1,
  distance: 1,
  compare: 1,
  not: 0,
  negate: 1,
  complement: 1,
  step: 3,
  jump: 1,
  jumpIfZero: 1,
  jumpUnlessZero: 1,
  call: 1,
  return: 0,
  library: 3,
  system: 2,
  line: 1,
  commandLine: 0,
  callThrough: 1,
  functionAddress: 1,
};

/** How many operands follow an instruction, by its number. */
export const operands: readonly number[] = Object.entries(op)
  .toSorted(([, a], [, b]) => a - b)
  .map(([name]) => operandCounts[name as keyof typeof op]);

/**
 * Where a process's functions would lie: nothing is mapped there, for the interpreter runs them. Every function has an address of its
 * own, so that pointers to it can be compared, kept and given to the kernel (sigaction(2)).
 */
const FUNCTIONS_AT = 0x30_0000;
const FUNCTION_BYTES = 16;
export const functionAddress = (index: number): number => FUNCTIONS_AT + FUNCTION_BYTES * index;

/** The number of the function at an address, or null where none of `count` functions begins there. */
export function functionAt(address: number | bigint, count: number): number | null {
  const index = (Number(address) - FUNCTIONS_AT) / FUNCTION_BYTES;
  return Number.isInteger(index) && index >= 0 && index < count ? index : null;
}

/** How an integer lies in memory. Pointers are u64; _Bool is `truth`. */
export const storage = { i8: 0, u8: 1, i16: 2, u16: 3, i32: 4, u32: 5, i64: 6, u64: 7, truth: 8 } as const;

export const storageSize: readonly number[] = [1, 1, 2, 2, 4, 4, 8, 8, 1];

export const storageSigned = (kind: number): boolean => kind < storage.truth && kind % 2 === 0;

export const compareOperators = ['==', '!=', '<', '<=', '>', '>='] as const;

import { unreachable } from '../base/exhaustive.ts';
/**
 * C's integers as values. Everything up to 2^53 in size is a number (fast), anything beyond is a bigint; a value has one
 * form only, so === and < compare rightly. Widths wrap as gcc does on x86-64 (two's complement, ILP32 of int, LP64 of long).
 */
export type Integer = number | bigint;

const wide = (value: bigint): Integer => {
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
};

/** Wraps to 64 bits. */
const wrap64 = (value: bigint, signed: boolean): Integer =>
  wide(signed ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value));

/** Converts to an integer type of `size` bytes, as a C cast does. Exact for any integer. */
export function convert(value: Integer, size: number, signed: boolean): Integer {
  if (size === 8) {
    if (typeof value === 'number' && (signed || value >= 0)) return value;
    return wrap64(BigInt(value), signed);
  }
  const low = typeof value === 'number' ? lowWord(value) : Number(BigInt.asIntN(32, value));
  if (size === 4) return signed ? low : low >>> 0;
  if (size === 2) return signed ? (low << 16) >> 16 : low & 0xffff;
  return signed ? (low << 24) >> 24 : low & 0xff;
}

/** The low 32 bits of a whole number, signed. `|` alone is exact up to 2^53, which is all a number may hold here. */
const lowWord = (value: number): number => value | 0;

export const binaryOperators = ['+', '-', '*', '/', '%', '&', '|', '^', '<<', '>>'] as const;
export type ArithmeticOperator = (typeof binaryOperators)[number];

/** Thrown by / and % where C has no answer: the process gets SIGFPE. */
export class DivisionFault extends Error {}

/**
 * `left operator right` in a type of 4 or 8 bytes; both operands are of that type already (the right one of a shift may be
 * any integer; x86 masks its count). Throws DivisionFault for a zero divisor and for the one overflow x86 traps.
 */
export function calculate(
  operator: ArithmeticOperator,
  left: Integer,
  right: Integer,
  size: number,
  signed: boolean,
): Integer {
  if (size === 4) return calculate32(operator, Number(left), Number(right), signed);
  if (typeof left === 'number' && typeof right === 'number') {
    const fast = calculateSmall(operator, left, right);
    if (fast !== undefined && Number.isSafeInteger(fast) && (signed || fast >= 0)) return fast;
  }
  return calculate64(operator, BigInt(left), BigInt(right), signed);
}

function calculate32(operator: ArithmeticOperator, left: number, right: number, signed: boolean): number {
  const result = signed32(operator, left, right, signed);
  return signed ? result | 0 : result >>> 0;
}

function signed32(operator: ArithmeticOperator, left: number, right: number, signed: boolean): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return Math.imul(left, right);
    case '/':
      return Math.trunc(quotient(left, right, signed));
    case '%':
      quotient(left, right, signed);
      return left % right;
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    case '<<':
      return left << (right & 31);
    case '>>':
      return signed ? left >> (right & 31) : left >>> (right & 31);
    default:
      return unreachable(operator);
  }
}

/** INT_MIN / -1 traps on x86 like a zero divisor. */
function quotient(left: number, right: number, signed: boolean): number {
  if (right === 0 || (signed && right === -1 && left === -0x80000000)) throw new DivisionFault();
  return left / right;
}

/** 64-bit operations on numbers where doubles are exact; undefined where they might not be. */
function calculateSmall(operator: ArithmeticOperator, left: number, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right + 0;
    case '/':
      return right === 0 ? undefined : Math.trunc(left / right) + 0;
    case '%':
      return right === 0 ? undefined : (left % right) + 0;
    case '&':
    case '|':
    case '^':
      return undefined;
    case '<<':
      return right >= 0 && right < 22 && Math.abs(left) < 0x80000000 ? left * 2 ** right : undefined;
    case '>>':
      return right >= 0 && right < 52 ? Math.floor(left / 2 ** right) : undefined;
    default:
      return unreachable(operator);
  }
}

function calculate64(operator: ArithmeticOperator, left: bigint, right: bigint, signed: boolean): Integer {
  switch (operator) {
    case '+':
      return wrap64(left + right, signed);
    case '-':
      return wrap64(left - right, signed);
    case '*':
      return wrap64(left * right, signed);
    case '/':
    case '%':
      if (right === 0n || (signed && right === -1n && left === -(1n << 63n))) throw new DivisionFault();
      return wrap64(operator === '/' ? left / right : left % right, signed);
    case '&':
      return wrap64(left & right, signed);
    case '|':
      return wrap64(left | right, signed);
    case '^':
      return wrap64(left ^ right, signed);
    case '<<':
      return wrap64(left << (right & 63n), signed);
    case '>>':
      return wrap64(left >> (right & 63n), signed);
    default:
      return unreachable(operator);
  }
}

export const negate = (value: Integer, size: number, signed: boolean): Integer =>
  calculate('-', 0, value, size, signed);

/** The bitwise complement. */
export const complement = (value: Integer, size: number, signed: boolean): Integer =>
  size === 4 ? convert(~Number(value), 4, signed) : wrap64(~BigInt(value), signed);

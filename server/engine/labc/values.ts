import { calculate, convert, type Integer } from '#shared/labc/arithmetic';
import { storage, storageSigned, storageSize } from '#shared/labc/code';

/** A system call's registers: arguments that it does not have are 0. */
export const sixOf = (args: readonly number[]): number[] => [
  args[0] ?? 0,
  args[1] ?? 0,
  args[2] ?? 0,
  args[3] ?? 0,
  args[4] ?? 0,
  args[5] ?? 0,
];

/** A value as a register holds it: 64 bits, told as a signed number. */
export const raw = (value: Integer): number => (typeof value === 'number' ? value : Number(BigInt.asIntN(64, value)));

/** A value as it would come back from memory of that kind. */
export const converted = (value: Integer, kind: number): Integer =>
  kind === storage.truth ? (value === 0 ? 0 : 1) : convert(value, storageSize[kind] ?? 8, storageSigned(kind));

/** A pointer moved by index elements of `scale` bytes. */
export const advanced = (address: Integer, index: Integer, scale: number): Integer =>
  calculate('+', address, calculate('*', index, scale, 8, true), 8, false);

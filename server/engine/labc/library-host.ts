import type { Integer } from '#shared/labc/arithmetic';
import type { Heap } from './heap.ts';
import type { Memory } from './memory.ts';
import type { Expected } from './pending.ts';

/** What a library function needs of the machine that calls it. */
export interface LibraryHost {
  readonly memory: Memory;
  readonly heap: Heap;
  /** Puts bytes behind the running function's frame, where they stay until the call is over; returns their address. */
  scratch(bytes: Uint8Array): number;
  setErrno(number: number): void;
  readonly errno: number;
}

/** A library function ends with a value; or it asks the kernel first, and `result` makes its value of the kernel's; or it exits. */
export type LibraryOutcome =
  | { readonly kind: 'value'; readonly value: Integer }
  | LibraryCall
  | { readonly kind: 'exit'; readonly status: number };

export interface LibraryCall {
  readonly kind: 'syscall';
  readonly call: string;
  readonly args: readonly number[];
  /** Memory that the kernel writes. */
  readonly fills?: readonly Expected[];
  readonly result: KernelResult;
}

/** `raw` is the kernel's: -errno where it failed. errno has been set already. It may ask the kernel for more. */
export type KernelResult = (raw: number, host: LibraryHost) => Integer | LibraryOutcome;

export type Library = (host: LibraryHost, args: readonly Integer[]) => Integer | LibraryOutcome;

/** A family of the C library, by name. Arguments have been converted to the prototypes' types. */
export type LibraryTable = Readonly<Record<string, Library>>;

/** Bytes as characters and back, one for one. Long ones too: a text may fill a program's whole memory. */
export const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1');
export const latin = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
export function withNul(bytes: Uint8Array): Uint8Array {
  const text = new Uint8Array(bytes.length + 1);
  text.set(bytes);
  return text;
}
/** An argument as a number; one that is not there is 0. */
export const size = (value: Integer | undefined): number => Number(value ?? 0);

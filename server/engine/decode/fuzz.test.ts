import { array, assert, boolean, constantFrom, integer, oneof, property, record, tuple, uint8Array } from 'fast-check';
import { expect, it } from 'vitest';
import { valueSchema } from '#shared/events/value';
import { syscalls, type SyscallName } from '#shared/abi/syscalls';
import { FUZZ_MS, fuzz } from '#shared/base/testing/fuzz';
import { decodeArguments, decodeOutputs } from './arguments.ts';
import type { ReadMemory } from './memory.ts';
import { u64 } from './testing/fake-memory.ts';

const BASE = 0x10000;
const PIECE = 1024;

/** What a program may have in a register or in a structure: small numbers, wild ones, addresses in its memory and near its end. */
const word = oneof(
  integer({ min: -2, max: 80 }),
  integer({ min: BASE, max: BASE + PIECE }),
  constantFrom(
    0,
    BASE,
    BASE + 64,
    BASE + PIECE - 1,
    -1,
    2 ** 31,
    -(2 ** 31),
    2 ** 32 + 4,
    2 ** 47,
    -(2 ** 47),
    2 ** 53,
    16,
  ),
);
/** Memory of 64-bit words, so that pointers in it lead back into it, then of noise. */
const contents = tuple(array(word, { maxLength: 64 }), uint8Array({ maxLength: 512 })).map(([words, noise]) =>
  Uint8Array.from([...words.flatMap((one) => u64(one)), ...noise]),
);

it('whatever the registers and the memory say, every call is told within bounds', { timeout: FUZZ_MS }, () => {
  const call = constantFrom(...(Object.keys(syscalls) as SyscallName[]));
  const registers = array(word, { minLength: 6, maxLength: 6 });
  const moment = record({ call, registers, before: contents, after: contents, mapped: boolean(), result: word });
  assert(
    property(moment, ({ call, registers, before, after, mapped, result }) => {
      let most = 0;
      let reads = 0;
      const over =
        (bytes: Uint8Array): ReadMemory =>
        (address, length) => {
          expect(Number.isInteger(length) && length >= 0, `${call} reads ${length} bytes`).toBe(true);
          most = Math.max(most, length);
          reads += 1;
          const offset = address - BASE;
          if (!mapped || offset < 0 || offset >= bytes.length) return new Uint8Array(0);
          return Buffer.from(bytes.subarray(offset, offset + length));
        };
      const told = decodeArguments(syscalls[call], registers, over(before));
      // As the kernel would: it moves no more bytes than there are, and tells of no more messages or events than that.
      const moved = Math.min(result, PIECE);
      const { outputs } = decodeOutputs(syscalls[call], registers, moved, told, over(after));
      for (const { value } of [...told, ...outputs]) {
        expect(valueSchema.safeParse(value).success, `${call}: ${JSON.stringify(value)}`).toBe(true);
      }
      expect(JSON.stringify([told, outputs]).length).toBeLessThan(4 * 1024 * 1024);
      expect(reads).toBeLessThan(20_000);
      expect(most).toBeLessThanOrEqual(64 * 1024 * 1024);
    }),
    fuzz(3000),
  );
});

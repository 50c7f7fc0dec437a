import type { Arch } from './arch.ts';

/** The code, one page that can be run and not written: the program's own calls must not be able to change it. */
export const CODE_BASE = 0x3f_f000;
/** Engine's scratch for the calls that set a process up: a path, a structure. The page in front of the data. */
export const SCRATCH_BASE = 0x40_0000;
/** Lab C's data: what the program on screen reads and writes. It cannot be run. */
export const DATA_BASE = SCRATCH_BASE + 0x1000;
export const DATA_BYTES = 0x10_0000;

const EHDR_BYTES = 64;
const PHDR_BYTES = 56;

const PT_LOAD = 1;
/** elf(5): without this header some kernels make everything executable. */
const PT_GNU_STACK = 0x6474_e551;
const [X, W, R] = [1, 2, 4];

interface Segment {
  readonly type: number;
  readonly flags: number;
  readonly address: number;
  readonly fileBytes: number;
  readonly memoryBytes: number;
}

/**
 * A static ELF executable (elf(5)) of two segments, code and data: a process with its own pid, descriptors, memory and
 * credentials, and nothing else in it. Untouched pages of the data cost nothing. A program may name any address to the
 * kernel (recv into its own code, say); nothing that it can write is ever run.
 * Answers the file's bytes and the address of the syscall instruction that the tracer reuses.
 */
export function actorElf(arch: Arch, enginePid: number): { readonly file: Buffer; readonly syscallAddress: number } {
  const { bytes: code, syscallAt } = arch.code(enginePid);
  const codeOffset = EHDR_BYTES + 3 * PHDR_BYTES;
  const file = Buffer.alloc(codeOffset + code.length);
  const segments: readonly Segment[] = [
    { type: PT_LOAD, flags: R | X, address: CODE_BASE, fileBytes: file.length, memoryBytes: file.length },
    {
      type: PT_LOAD,
      flags: R | W,
      address: SCRATCH_BASE,
      fileBytes: 0,
      memoryBytes: DATA_BASE - SCRATCH_BASE + DATA_BYTES,
    },
    { type: PT_GNU_STACK, flags: R | W, address: 0, fileBytes: 0, memoryBytes: 0 },
  ];
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]); // ELF, 64 bit, little endian, version 1
  file.writeUInt16LE(2, 16); // ET_EXEC
  file.writeUInt16LE(arch.elfMachine, 18);
  file.writeUInt32LE(1, 20);
  file.writeBigUInt64LE(BigInt(CODE_BASE + codeOffset), 24); // entry
  file.writeBigUInt64LE(BigInt(EHDR_BYTES), 32); // program headers
  file.writeUInt16LE(EHDR_BYTES, 52);
  file.writeUInt16LE(PHDR_BYTES, 54);
  file.writeUInt16LE(segments.length, 56);
  segments.forEach(({ type, flags, address, fileBytes, memoryBytes }, i) => {
    const header = file.subarray(EHDR_BYTES + i * PHDR_BYTES);
    header.writeUInt32LE(type, 0);
    header.writeUInt32LE(flags, 4);
    header.writeBigUInt64LE(BigInt(address), 16);
    header.writeBigUInt64LE(BigInt(address), 24);
    header.writeBigUInt64LE(BigInt(fileBytes), 32);
    header.writeBigUInt64LE(BigInt(memoryBytes), 40);
    header.writeBigUInt64LE(0x1000n, 48);
  });
  file.set(code, codeOffset);
  return { file, syscallAddress: CODE_BASE + codeOffset + syscallAt };
}

import type { Arch } from './arch.ts';

/** Where the program's segment lies. One page of code and scratch, then the program's own data. */
export const SEGMENT_BASE = 0x40_0000;
/** Engine's scratch for the calls that set a process up: a path, a structure. Inside the first page, behind the code. */
export const SCRATCH_BASE = SEGMENT_BASE + 0x800;
/** Lab C's data: what the program on screen reads and writes. */
export const DATA_BASE = SEGMENT_BASE + 0x1000;
export const DATA_BYTES = 0x10_0000;

const EHDR_BYTES = 64;
const PHDR_BYTES = 56;

/**
 * A static ELF executable (elf(5)) of one readable, writable and executable segment: a process with its own pid,
 * descriptors, memory and credentials, and nothing else in it. Untouched pages of the data cost nothing.
 * Answers the file's bytes and the address of the syscall instruction that the tracer reuses.
 */
export function actorElf(arch: Arch, enginePid: number): { readonly file: Buffer; readonly syscallAddress: number } {
  const { bytes: code, syscallAt } = arch.code(enginePid);
  const codeOffset = EHDR_BYTES + PHDR_BYTES;
  const file = Buffer.alloc(codeOffset + code.length);
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]); // ELF, 64 bit, little endian, version 1
  file.writeUInt16LE(2, 16); // ET_EXEC
  file.writeUInt16LE(arch.elfMachine, 18);
  file.writeUInt32LE(1, 20);
  file.writeBigUInt64LE(BigInt(SEGMENT_BASE + codeOffset), 24); // entry
  file.writeBigUInt64LE(BigInt(EHDR_BYTES), 32); // program headers
  file.writeUInt16LE(EHDR_BYTES, 52);
  file.writeUInt16LE(PHDR_BYTES, 54);
  file.writeUInt16LE(1, 56);
  const header = file.subarray(EHDR_BYTES);
  header.writeUInt32LE(1, 0); // PT_LOAD
  header.writeUInt32LE(7, 4); // R W X
  header.writeBigUInt64LE(BigInt(SEGMENT_BASE), 16);
  header.writeBigUInt64LE(BigInt(SEGMENT_BASE), 24);
  header.writeBigUInt64LE(BigInt(file.length), 32);
  header.writeBigUInt64LE(BigInt(DATA_BASE - SEGMENT_BASE + DATA_BYTES), 40);
  header.writeBigUInt64LE(0x1000n, 48);
  file.set(code, codeOffset);
  return { file, syscallAddress: SEGMENT_BASE + codeOffset + syscallAt };
}

import { describe, expect, it } from 'vitest';
import { architectures } from './arch.ts';
import { actorElf, DATA_BASE, DATA_BYTES, SCRATCH_BASE, SEGMENT_BASE } from './elf.ts';

describe('an actor’s executable', () => {
  it.each(Object.values(architectures))('$name: one segment that holds code, scratch and data', (arch) => {
    const { file, syscallAddress } = actorElf(arch, 4711);
    expect(file.subarray(0, 4).toString('latin1')).toBe('\x7fELF');
    expect(file.readUInt16LE(18)).toBe(arch.elfMachine);
    const entry = Number(file.readBigUInt64LE(24));
    expect(entry).toBe(SEGMENT_BASE + 120);
    expect(Number(file.readBigUInt64LE(64 + 40)) + SEGMENT_BASE).toBe(DATA_BASE + DATA_BYTES);
    expect(SEGMENT_BASE + file.length).toBeLessThan(SCRATCH_BASE);
    const at = syscallAddress - SEGMENT_BASE;
    const instruction = { x64: '0f05', arm64: '010000d4' }[arch.name];
    expect(file.subarray(at, at + instruction.length / 2).toString('hex')).toBe(instruction);
  });

  it('x64: the short jumps land where they should', () => {
    const { bytes, syscallAt } = architectures.x64.code(1);
    const jne = bytes.lastIndexOf(0x75, syscallAt);
    const die = jne + 2 + (bytes[jne + 1] as number);
    expect([...bytes.subarray(die, die + 5)]).toEqual([0xb8, 231, 0, 0, 0]); // mov eax, SYS_exit_group
    const jmp = syscallAt + 2;
    const loop = jmp + 2 + ((bytes[jmp + 1] as number) - 256);
    expect([...bytes.subarray(loop, loop + 5)]).toEqual([0xb8, 34, 0, 0, 0]); // mov eax, SYS_pause
  });
});

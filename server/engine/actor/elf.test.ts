import { describe, expect, it } from 'vitest';
import { architectures } from './arch.ts';
import { actorElf, CODE_BASE, DATA_BASE, DATA_BYTES, SCRATCH_BASE } from './elf.ts';

describe('an actor’s executable', () => {
  it.each(Object.values(architectures))('$name: code that nobody can write, and data that nobody can run', (arch) => {
    const { file, syscallAddress } = actorElf(arch, 4711);
    expect(file.subarray(0, 4).toString('latin1')).toBe('\x7fELF');
    expect(file.readUInt16LE(18)).toBe(arch.elfMachine);
    const [code, data, stack] = [0, 1, 2].map((i) => {
      const header = file.subarray(64 + i * 56);
      const from = Number(header.readBigUInt64LE(16));
      return { flags: header.readUInt32LE(4), from, to: from + Number(header.readBigUInt64LE(40)) };
    });
    expect(code).toEqual({ flags: 5, from: CODE_BASE, to: CODE_BASE + file.length });
    expect(data).toEqual({ flags: 6, from: SCRATCH_BASE, to: DATA_BASE + DATA_BYTES });
    expect(stack?.flags).toBe(6);
    expect(code?.to).toBeLessThanOrEqual(SCRATCH_BASE);
    expect(Number(file.readBigUInt64LE(24))).toBe(CODE_BASE + 64 + 3 * 56);
    const at = syscallAddress - CODE_BASE;
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

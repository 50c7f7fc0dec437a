import { compileProgram } from '#shared/labc/compile';
import type { LabMachine, MachineStop } from '#shared/labc/machine';
import type { CompiledProgram } from '#shared/labc/program';
import { createMachine } from '../machine.ts';

export const memoryBase = 0x500000;

/** Compiles a text that must be good. */
export function compiled(text: string, file = 'test.c'): CompiledProgram {
  const result = compileProgram({ file, text });
  if (!result.ok)
    throw new Error(result.error.map((one) => `${String(one.line)}:${String(one.column)}: ${one.message}`).join('\n'));
  return result.value;
}

export const machineOf = (text: string, argv: readonly string[] = ['test']): LabMachine =>
  createMachine(compiled(text), { memoryBase, argv });

/** The bytes that a system call's pointer argument names, a character a byte. */
export function bytesAt(machine: LabMachine, address: number, length: number): string {
  const offset = address - machine.memoryBase;
  return Array.from(machine.memory.subarray(offset, offset + length), (byte) => String.fromCharCode(byte)).join('');
}

export interface Run {
  /** What it wrote to standard output. */
  readonly output: string;
  readonly end: MachineStop;
}

/** Runs a program whose only system calls are writes, all of which succeed. */
export function runInterpreted(text: string, argv: readonly string[] = ['test']): Run {
  const machine = machineOf(text, argv);
  let output = '';
  for (;;) {
    const stop = machine.run({ lines: false });
    if (stop.kind !== 'syscall') return { output, end: stop };
    const [fd = 0, address = 0, length = 0] = stop.args;
    if (stop.call !== 'write') throw new Error(`the test's program calls ${stop.call}`);
    if (fd === 1) output += bytesAt(machine, address, length);
    machine.resume(length);
  }
}

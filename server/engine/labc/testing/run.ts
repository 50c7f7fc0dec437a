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

/** A kernel that gives memory and takes it back: what malloc asks for. Addresses are as a real one might choose them. */
export class MemoryKernel {
  private end = 0x10000000;
  private next = 0x7f0000000000;

  /** The result of a call about memory; null for another call. */
  answer(call: string, [first = 0, second = 0, third = 0]: readonly number[]): number | null {
    switch (call) {
      case 'brk':
        return first === 0 ? this.end : (this.end = first);
      case 'mmap':
        return this.fresh(second);
      case 'mremap':
        return third <= second ? first : this.fresh(third);
      case 'munmap':
        return 0;
      case 'getrandom':
        return second;
      default:
        return null;
    }
  }

  private fresh(size: number): number {
    const base = this.next;
    this.next += size;
    return base;
  }
}

/** Runs a program that only writes and asks for memory; all of that succeeds. */
export function runInterpreted(text: string, argv: readonly string[] = ['test']): Run {
  const machine = machineOf(text, argv);
  const kernel = new MemoryKernel();
  let output = '';
  for (;;) {
    const stop = machine.run({ lines: false });
    if (stop.kind !== 'syscall') return { output, end: stop };
    const given = kernel.answer(stop.call, stop.args);
    if (given !== null) {
      machine.resume(given);
      continue;
    }
    const [fd = 0, address = 0, length = 0] = stop.args;
    if (stop.call !== 'write') throw new Error(`the test's program calls ${stop.call}`);
    if (fd === 1) output += bytesAt(machine, address, length);
    machine.resume(length);
  }
}

/** Runs to the next system call, which must be there. */
export function nextCall(machine: LabMachine): Extract<MachineStop, { kind: 'syscall' }> {
  const stop = machine.run({ lines: false });
  if (stop.kind !== 'syscall') throw new Error(`expected a system call, got ${JSON.stringify(stop)}`);
  return stop;
}

export const inMain = (body: string): string =>
  `int main(int argc, char *argv[])\n{\n${body}\nreturn argc + (argv == NULL);\n}\n`;

export const shown = (machine: LabMachine): Record<string, string> =>
  Object.fromEntries(machine.variables().map((one) => [one.name, one.value]));

import { DivisionFault } from '#shared/labc/arithmetic';
import type { MachineStop } from '#shared/labc/machine';
import { MemoryFault } from './memory.ts';

type Fault = Extract<MachineStop, { kind: 'fault' }>;

/** What would kill a real process, told for people; null for an error that is a bug of the machine. */
export function faultOf(error: unknown, line: number): Fault | null {
  const at = `Line ${String(line)}`;
  if (error instanceof DivisionFault)
    return { kind: 'fault', signal: 'SIGFPE', message: `${at} divides by zero: the process gets SIGFPE.`, line };
  if (!(error instanceof MemoryFault)) return null;
  return { kind: 'fault', signal: 'SIGSEGV', message: `${at} ${described(error)}: the process gets SIGSEGV.`, line };
}

function described({ address, reason }: MemoryFault): string {
  if (reason === 'constant') return 'writes into a string constant, which cannot be changed';
  if (reason === 'stack') return 'calls functions more deeply than the stack holds';
  if (address === 0) return 'uses a NULL pointer';
  return `uses the address 0x${address.toString(16)}, which is not the program's memory`;
}

/** An endless loop: the limit stands for a person who would press control and C. */
export const outOfSteps = (line: number, budget: number): Fault => ({
  kind: 'fault',
  signal: 'SIGXCPU',
  message: `Line ${String(line)} ran in a loop for ${String(budget)} steps without a system call: it was ended as endless.`,
  line,
});

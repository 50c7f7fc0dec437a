import { DivisionFault } from '#shared/labc/arithmetic';
import type { MachineStop } from '#shared/labc/machine';
import { MemoryFault } from './memory.ts';

/** glibc aborts a program that misuses free() and realloc(): "free(): invalid pointer", "double free detected". */
export class AllocationFault extends Error {}

/** What a program asks for is more than lab C keeps for it. */
export class MemoryLimitFault extends Error {
  readonly bytes: number;
  constructor(bytes: number) {
    super(`more than ${String(bytes)} bytes`);
    this.bytes = bytes;
  }
}

type Fault = Extract<MachineStop, { kind: 'fault' }>;

/** What would kill a real process, told for people; null for an error that is a bug of the machine. */
export function faultOf(error: unknown, line: number): Fault | null {
  const at = `Line ${String(line)}`;
  if (error instanceof DivisionFault)
    return { kind: 'fault', signal: 'SIGFPE', message: `${at} divides by zero: the process gets SIGFPE.`, line };
  if (error instanceof AllocationFault)
    return { kind: 'fault', signal: 'SIGABRT', message: `${at} ${error.message}: the process gets SIGABRT.`, line };
  if (error instanceof MemoryLimitFault) {
    const most = `${String(error.bytes >> 20)} MiB`;
    const message = `${at} asks for more than the ${most} that a program in the lab has: it was ended; ask for less.`;
    return { kind: 'fault', signal: 'SIGKILL', message, line };
  }
  if (!(error instanceof MemoryFault)) return null;
  return { kind: 'fault', signal: 'SIGSEGV', message: `${at} ${described(error)}: the process gets SIGSEGV.`, line };
}

function described({ address, reason }: MemoryFault): string {
  if (reason === 'constant') return 'writes into a string constant, which cannot be changed';
  if (reason === 'stack') return 'calls functions more deeply than the stack holds';
  // A member of what a NULL pointer points to lies a little behind 0: nothing is ever mapped in the first page.
  if (address >= 0 && address < 0x1000) return 'uses a NULL pointer';
  if (reason === 'code')
    return `calls the address 0x${address.toString(16)}, where no function with these parameters is`;
  return `uses the address 0x${address.toString(16)}, which is not the program's memory`;
}

/** An endless loop: the limit stands for a person who would press control and C. */
export const outOfSteps = (line: number, budget: number): Fault => ({
  kind: 'fault',
  signal: 'SIGXCPU',
  message: `Line ${String(line)} ran in a loop for ${String(budget)} steps without a system call: it was ended as endless.`,
  line,
});

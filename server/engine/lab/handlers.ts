import { readFileSync } from 'node:fs';
import type { MachineStop } from '#shared/labc/machine';

/**
 * Signal handlers that are functions of the program. The kernel does all of it, as for any process: it decides when a handler
 * runs, with which mask, whether the call that it interrupts fails with EINTR or is made again, and rt_sigreturn(2) ends it. Only the function's
 * own code is run by the interpreter, while the process stands at the handler's first instruction.
 */
export interface Interrupted {
  readonly what:
    /** A call that had not been made yet, or that the kernel makes again. */
    | { readonly kind: 'call'; readonly stop: Extract<MachineStop, { kind: 'syscall' }> }
    /** A call whose result the program gets when the handler is over. */
    | { readonly kind: 'result'; readonly result: number };
  /** Where the kernel's frame lies on the stack. */
  readonly frame: number;
}

/** Whether the process has a handler for the signal: the kernel's own list (proc_pid_status(5), SigCgt). */
export function caughtBy(pid: number, signal: number): boolean {
  try {
    const mask = /^SigCgt:\s*([0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
    return ((BigInt(`0x${mask}`) >> BigInt(signal - 1)) & 1n) === 1n;
  } catch {
    return false; // killed meanwhile
  }
}

/** Whether a struct sigaction begins with a function's address, not with SIG_DFL (0) or SIG_IGN (1). */
export const isFunction = (handler: Uint8Array): boolean => handler.some((byte, i) => (i === 0 ? byte > 1 : byte > 0));

import type { Variable } from '../events/program.ts';

/**
 * What the engine needs from lab C. The interpreter (server/engine/labc) runs a compiled program until it wants
 * something from the outside; the engine performs the call in the program's own process and resumes it.
 */
export type MachineStop =
  /** A new line is about to run (only where asked to stop at lines). */
  | { readonly kind: 'line'; readonly line: number }
  /** A system call: the kernel's name, the name in the source, and six raw arguments (pointers are addresses in `memory`). */
  | {
      readonly kind: 'syscall';
      readonly call: string;
      readonly api: string;
      readonly line: number;
      readonly args: readonly number[];
    }
  /** main returned or exit() was called; the engine performs exit_group. */
  | { readonly kind: 'exit'; readonly status: number; readonly line: number }
  /** The program did what would kill it (SIGSEGV, SIGFPE) or spent its step budget. One sentence with line. */
  | {
      readonly kind: 'fault';
      readonly signal: 'SIGSEGV' | 'SIGFPE' | 'SIGXCPU';
      readonly message: string;
      readonly line: number;
    };

export interface LabMachine {
  /** Runs until something is wanted. `lines`: stop before each line too. */
  run(options: { readonly lines: boolean }): MachineStop;
  /** After a `syscall` stop: the kernel's raw result (>= 0, or -errno as a negative number). The machine sets errno and -1. */
  resume(rawResult: number): void;
  /** The program's data, as it lies in its process from `memoryBase` on. The engine writes changed bytes there before a call. */
  readonly memory: Uint8Array;
  readonly memoryBase: number;
  /** The range changed since the last call of this function, as offsets [from, to), or null. */
  takeDirty(): { readonly from: number; readonly to: number } | null;
  readonly line: number;
  readonly functionName: string;
  /** What is in scope at the current line, as it is now. */
  variables(): Variable[];
  /** A copy with a memory of its own: fork(). */
  fork(): LabMachine;
}

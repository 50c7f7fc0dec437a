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
  /** The function that a signal called (`handle`) has returned: the engine performs rt_sigreturn. */
  | { readonly kind: 'sigreturn'; readonly line: number }
  /** The program did what would kill it (SIGSEGV, SIGFPE, SIGABRT), or spent its steps (SIGXCPU) or memory (SIGKILL). One sentence with line. */
  | {
      readonly kind: 'fault';
      readonly signal: 'SIGSEGV' | 'SIGFPE' | 'SIGXCPU' | 'SIGABRT' | 'SIGKILL';
      readonly message: string;
      readonly line: number;
    };

/** Bytes that the program has written since they were last taken; `bytes` is a view, good until the machine runs again. */
export interface MemoryWrite {
  readonly address: number;
  readonly bytes: Uint8Array;
}

export interface LabMachine {
  /** Runs until something is wanted. `lines`: stop before each line too. */
  run(options: { readonly lines: boolean }): MachineStop;
  /**
   * After a `syscall` stop: the kernel's raw result (>= 0, or -errno as a negative number). The machine sets errno and -1.
   * `read` gives bytes of the process: the machine fetches with it exactly what the call has written there. Without it the
   * bytes must be in `memory` already, and what lies elsewhere (malloc's) stays as it was.
   */
  resume(rawResult: number, read?: (address: number, length: number) => Uint8Array): void;
  /**
   * The kernel has put the process into the function at `address`, the one that sigaction(2) named, with these arguments. It runs
   * at once, also where a call is waited for, and ends with a `sigreturn` stop.
   * `siginfo`: what lies behind the second argument (SA_SIGINFO).
   */
  handle(address: number, args: readonly number[], siginfo?: Uint8Array): void;
  /** After a `sigreturn` stop: the program stands again where it stood before the handler. */
  leaveHandler(): void;
  /**
   * All that has changed since the last call of this function or of takeDirty, wherever it lies: in `memory`, on the heap
   * that brk gave, in blocks that mmap gave. To be written into the process before a call that reads memory.
   */
  takeWrites(): MemoryWrite[];
  /** The program's fixed part of memory (variables, frames), as it lies in its process from `memoryBase` on. */
  readonly memory: Uint8Array;
  readonly memoryBase: number;
  /** The range of `memory` changed since the last call of this function, as offsets [from, to), or null. */
  takeDirty(): { readonly from: number; readonly to: number } | null;
  readonly line: number;
  readonly functionName: string;
  /** What is in scope at the current line, as it is now. */
  variables(): Variable[];
  /** A copy with a memory of its own: fork(). */
  fork(): LabMachine;
}

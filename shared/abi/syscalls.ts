import { descriptorCalls } from './syscalls/descriptors.ts';
import type { Syscall } from './syscalls/entry.ts';
import { processCalls } from './syscalls/processes.ts';
import { socketCalls } from './syscalls/sockets.ts';
import { waitingCalls } from './syscalls/waiting.ts';

/**
 * The system calls the lab knows: one line a call, in its family's file. Numbers from
 * arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h (arm64); argument names from the man
 * pages, section 2.
 */
const table = { ...socketCalls, ...descriptorCalls, ...waitingCalls, ...processCalls };

export type SyscallName = keyof typeof table;

export const syscalls: Readonly<Record<SyscallName, Syscall>> = table;

/** The entry of a call by the kernel's name, where the lab knows it. */
export function syscallByName(name: string): Syscall | undefined {
  return Object.hasOwn(table, name) ? table[name as SyscallName] : undefined;
}

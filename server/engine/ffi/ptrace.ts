import koffi from 'koffi';
import { declare } from './libc.ts';

const SYS_PTRACE = 101;
const PTRACE_PEEKUSER = 3;

/** ptrace(2), with a structure as data. `addr` is an address or a size, as the request wants it. */
export const ptraceData = declare<[request: number, pid: number, addr: number, data: Uint8Array]>(
  'long ptrace(int request, int pid, uintptr_t addr, void *data)',
);

/** ptrace(2), with a number as data: options, or the signal to deliver. */
export const ptrace = declare<[request: number, pid: number, addr: number, data: number]>(
  'long ptrace(int request, int pid, uintptr_t addr, uintptr_t data)',
);

const rawPtrace = declare<[number: number, request: number, pid: number, addr: number, data: Uint8Array]>(
  'long syscall(long number, long request, long pid, uintptr_t addr, void *data)',
);

/**
 * PTRACE_PEEKUSER of x86-64: the eight bytes of the register at byte `offset` of struct user_regs_struct. By the system call
 * itself, which writes them to `data`; the C library's wrapper would return them and leave a failure to errno.
 */
export const peekUser = (pid: number, offset: number, data: Uint8Array): number =>
  rawPtrace(SYS_PTRACE, PTRACE_PEEKUSER, pid, offset, data);

/** waitpid(2); `status` is four bytes. */
export const waitpid = declare<[pid: number, status: Uint8Array, options: number]>(
  'int waitpid(int pid, void *status, int options)',
);

const waitid = koffi.load(null).func('int waitid(int idtype, uint32_t id, void *info, int options)');

const P_ALL = 0;
const WSTOPPED = 2;
const WEXITED = 4;
const WNOWAIT = 0x0100_0000;
const __WALL = 0x4000_0000;

/**
 * Resolves when a child or tracee has something to tell, and takes nothing away (WNOWAIT): the doorbell. ptrace itself
 * belongs to the thread that attached, so only the wait happens on a thread of the pool. false: there is no child.
 */
export function doorbell(): Promise<boolean> {
  const info = Buffer.alloc(128);
  return new Promise((resolve) => {
    waitid.async(P_ALL, 0, info, WEXITED | WSTOPPED | WNOWAIT | __WALL, (error: unknown, result: number) =>
      resolve(!error && result === 0),
    );
  });
}

/** ptrace(2) requests and options, wait(2) flags, and the signals the engine handles itself. Linux, all architectures. */
export const PTRACE_SINGLESTEP = 9;
export const PTRACE_GETREGS = 12;
export const PTRACE_SETREGS = 13;
export const PTRACE_SYSCALL = 24;
export const PTRACE_GETEVENTMSG = 0x4201;
export const PTRACE_SEIZE = 0x4206;
export const PTRACE_INTERRUPT = 0x4207;
export const PTRACE_GET_SYSCALL_INFO = 0x420e;

export const PTRACE_O_TRACESYSGOOD = 0x1;
export const PTRACE_O_TRACEFORK = 0x2;
export const PTRACE_O_TRACEVFORK = 0x4;
export const PTRACE_O_TRACECLONE = 0x8;
export const PTRACE_O_EXITKILL = 0x10_0000;

export const PTRACE_EVENT_STOP = 128;

export const WNOHANG = 1;
export const __WALL = 0x4000_0000;

export const SIGTRAP = 5;

/** A call that the kernel makes again (include/linux/errno.h): the first of its own results. */
export const ERESTARTSYS = -512;

/** The kernel's own "interrupted, restart me" results (include/linux/errno.h): never seen by a program. */
export const isRestart = (result: number): boolean => result <= ERESTARTSYS && result >= -516;

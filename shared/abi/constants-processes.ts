import type { Constants } from './named-numbers.ts';

/**
 * Numbers of the calls about processes, signals, time and memory, on Linux x86-64 and arm64, from
 * include/uapi/linux/{sched,wait,time}.h and include/uapi/asm-generic/{signal,signal-defs,mman,mman-common}.h. Sets of
 * bits are listed in the order in which strace tells them.
 */

/** First argument of clock_nanosleep(2), clock_gettime(2) and timerfd_create(2). */
export const clockIds: Constants = {
  CLOCK_REALTIME: 0,
  CLOCK_MONOTONIC: 1,
  CLOCK_PROCESS_CPUTIME_ID: 2,
  CLOCK_THREAD_CPUTIME_ID: 3,
  CLOCK_MONOTONIC_RAW: 4,
  CLOCK_REALTIME_COARSE: 5,
  CLOCK_MONOTONIC_COARSE: 6,
  CLOCK_BOOTTIME: 7,
};

/** First argument of setitimer(2). */
export const intervalTimers: Constants = { ITIMER_REAL: 0, ITIMER_VIRTUAL: 1, ITIMER_PROF: 2 };

/** Flags of clock_nanosleep(2). */
export const sleepFlags: Constants = { TIMER_ABSTIME: 1 };

/** Flags of clone(2), above the eight bits that hold a signal. */
export const cloneFlags: Constants = {
  CLONE_VM: 0x100,
  CLONE_FS: 0x200,
  CLONE_FILES: 0x400,
  CLONE_SIGHAND: 0x800,
  CLONE_PTRACE: 0x2000,
  CLONE_VFORK: 0x4000,
  CLONE_PARENT: 0x8000,
  CLONE_THREAD: 0x10000,
  CLONE_NEWNS: 0x20000,
  CLONE_SYSVSEM: 0x40000,
  CLONE_SETTLS: 0x80000,
  CLONE_PARENT_SETTID: 0x100000,
  CLONE_CHILD_CLEARTID: 0x200000,
  CLONE_UNTRACED: 0x800000,
  CLONE_CHILD_SETTID: 0x1000000,
  CLONE_NEWUSER: 0x10000000,
  CLONE_NEWPID: 0x20000000,
  CLONE_NEWNET: 0x40000000,
};

/** Options of wait4(2). */
export const waitOptions: Constants = {
  WNOHANG: 1,
  WUNTRACED: 2,
  WCONTINUED: 8,
  __WALL: 0x40000000,
  __WCLONE: 0x80000000,
};

/** sa_flags of sigaction(2), as a program may set them. */
export const actionFlags: Constants = {
  SA_ONSTACK: 0x08000000,
  SA_RESTART: 0x10000000,
  SA_NODEFER: 0x40000000,
  SA_RESETHAND: 0x80000000,
  SA_SIGINFO: 4,
  SA_NOCLDSTOP: 1,
  SA_NOCLDWAIT: 2,
};

/** The same as the kernel gets them: the C library adds where a handler returns to. */
export const kernelActionFlags: Constants = { SA_RESTORER: 0x04000000, ...actionFlags };

/** sa_handler where it is not a function's address. */
export const actionHandlers: Constants = { SIG_DFL: 0, SIG_IGN: 1 };

/** First argument of sigprocmask(2). */
export const sigmaskHow: Constants = { SIG_BLOCK: 0, SIG_UNBLOCK: 1, SIG_SETMASK: 2 };

/** Third argument of mmap(2). */
export const protections: Constants = { PROT_NONE: 0, PROT_READ: 1, PROT_WRITE: 2, PROT_EXEC: 4 };

/** Fourth argument of mmap(2): one of four bits' types, and flags beside it. */
export const mapTypes: Constants = { MAP_SHARED: 1, MAP_PRIVATE: 2, MAP_SHARED_VALIDATE: 3 };
export const mapFlags: Constants = {
  MAP_FIXED: 0x10,
  MAP_ANONYMOUS: 0x20,
  MAP_NORESERVE: 0x4000,
  MAP_POPULATE: 0x8000,
  MAP_GROWSDOWN: 0x100,
  MAP_DENYWRITE: 0x800,
  MAP_LOCKED: 0x2000,
  MAP_NONBLOCK: 0x10000,
  MAP_STACK: 0x20000,
  MAP_HUGETLB: 0x40000,
};

/** Fourth argument of mremap(2). */
export const remapFlags: Constants = { MREMAP_MAYMOVE: 1, MREMAP_FIXED: 2 };

/** Third argument of getrandom(2). */
export const randomFlags: Constants = { GRND_NONBLOCK: 1, GRND_RANDOM: 2 };

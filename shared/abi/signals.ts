import { constantName, type Constants } from './named-numbers.ts';

/** Signal numbers of signal(7), the same on x86-64 and arm64. */
export const signalNumbers: Constants = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGSEGV: 11,
  SIGUSR2: 12,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGSTKFLT: 16,
  SIGCHLD: 17,
  SIGCONT: 18,
  SIGSTOP: 19,
  SIGTSTP: 20,
  SIGTTIN: 21,
  SIGTTOU: 22,
  SIGURG: 23,
  SIGXCPU: 24,
  SIGXFSZ: 25,
  SIGVTALRM: 26,
  SIGPROF: 27,
  SIGWINCH: 28,
  SIGIO: 29,
  SIGPWR: 30,
  SIGSYS: 31,
};

const FIRST_REAL_TIME = 32;
const LAST_REAL_TIME = 64;

const realTime = (number: number): string =>
  number === FIRST_REAL_TIME ? 'SIGRTMIN' : `SIGRT_${number - FIRST_REAL_TIME}`;

/**
 * The same and the real-time signals, counted from the kernel's first, 32. SIGRT_2 is the first that glibc leaves to
 * programs and calls SIGRTMIN.
 */
export const kernelSignals: Constants = {
  ...signalNumbers,
  ...Object.fromEntries(
    Array.from({ length: LAST_REAL_TIME - FIRST_REAL_TIME + 1 }, (_, i) => [
      realTime(FIRST_REAL_TIME + i),
      FIRST_REAL_TIME + i,
    ]),
  ),
};

/** The name of a signal; its number in words where it has none. */
export const signalName = (number: number): string => constantName(kernelSignals, number) ?? `signal ${number}`;

/** The number of a signal by name. */
export const signalNumber = (name: string): number | undefined =>
  Object.hasOwn(kernelSignals, name) ? kernelSignals[name] : undefined;

import { PTRACE_EVENT_STOP, SIGTRAP } from './constants.ts';

/** Why a tracee stopped or ended, read from a wait status (wait(2), ptrace(2)). */
export type Stop =
  | { readonly kind: 'exited'; readonly status: number }
  | { readonly kind: 'killed'; readonly signal: number }
  /** Before or after a system call; which of the two, the tracer knows or asks (PTRACE_GET_SYSCALL_INFO). */
  | { readonly kind: 'syscall' }
  /** PTRACE_INTERRUPT took effect, or a new child's first stop. */
  | { readonly kind: 'interrupt' }
  /** SIGSTOP and its kin: the whole process is to stop. */
  | { readonly kind: 'group'; readonly signal: number }
  /** fork, vfork or clone made a child (PTRACE_GETEVENTMSG has its pid). */
  | { readonly kind: 'event'; readonly event: number }
  /** A signal is about to be delivered. */
  | { readonly kind: 'signal'; readonly signal: number };

/** Reads a wait status. `PTRACE_O_TRACESYSGOOD` must be set: it alone tells the stop at a call from a SIGTRAP. */
export function decodeStop(status: number): Stop {
  const low = status & 0x7f;
  if (low === 0) return { kind: 'exited', status: (status >> 8) & 0xff };
  if (low !== 0x7f) return { kind: 'killed', signal: low };
  const signal = (status >> 8) & 0xff;
  const event = status >> 16;
  if (signal === (SIGTRAP | 0x80)) return { kind: 'syscall' };
  if (event === PTRACE_EVENT_STOP) return signal === SIGTRAP ? { kind: 'interrupt' } : { kind: 'group', signal };
  if (event !== 0) return { kind: 'event', event };
  return { kind: 'signal', signal };
}

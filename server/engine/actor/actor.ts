import { fail, failure, ok, type Result } from '#shared/base/result';
import * as libc from '../ffi/libc.ts';
import { peekUser, ptrace, ptraceData, waitpid } from '../ffi/ptrace.ts';
import {
  __WALL,
  isRestart,
  PTRACE_GET_SYSCALL_INFO,
  PTRACE_GETEVENTMSG,
  PTRACE_GETREGS,
  PTRACE_INTERRUPT,
  PTRACE_O_EXITKILL,
  PTRACE_O_TRACECLONE,
  PTRACE_O_TRACEFORK,
  PTRACE_O_TRACESYSGOOD,
  PTRACE_O_TRACEVFORK,
  PTRACE_SEIZE,
  PTRACE_SETREGS,
  PTRACE_SINGLESTEP,
  PTRACE_SYSCALL,
  SIGTRAP,
} from '../ptrace/constants.ts';
import { decodeStop, type Stop } from '../ptrace/stop.ts';
import type { Arch, SetupCall } from './arch.ts';
import { SCRATCH_BASE } from './elf.ts';

const O_RDWR_CLOEXEC = 0x8_0002;
const SYSCALL_INFO_BYTES = 88;
const RVAL = 24;

const status = new Int32Array(1);
const statusBytes = new Uint8Array(status.buffer);
const info = Buffer.alloc(SYSCALL_INFO_BYTES);
const peeked = Buffer.alloc(8);

/** A register or a word of memory, sign extended; addresses and results are far below 2^53. */
const wide = (bytes: Buffer, at: number): number => bytes.readInt32LE(at + 4) * 0x1_0000_0000 + bytes.readUInt32LE(at);

/** Waits for one stop or end of `pid`; null when it still runs (only with WNOHANG). */
export function waitFor(pid: number, flags = 0): Stop | null {
  const result = waitpid(pid, statusBytes, __WALL | flags);
  if (result < 0) return { kind: 'killed', signal: 9 };
  return result === 0 ? null : decodeStop(status[0] as number);
}

/**
 * A real process that does nothing by itself: its tracer sets its registers and lets it make one system call at a
 * time, with the data in its own memory, blocking there for real (ptrace(2)). While it is not in a call it stands
 * stopped at a syscall stop; where a call's result is in hand, that is the stop after the call.
 */
export class Actor {
  readonly pid: number;
  private readonly arch: Arch;
  private readonly syscallAddress: number;
  private readonly registers: Buffer;
  /** The same as 32-bit words, little endian. */
  private readonly words: Int32Array;
  private memory = -1;
  private callNumber = -1;

  constructor(pid: number, arch: Arch, syscallAddress: number) {
    this.pid = pid;
    this.arch = arch;
    this.syscallAddress = syscallAddress;
    const registers = new ArrayBuffer(arch.registerBytes);
    this.registers = Buffer.from(registers);
    this.words = new Int32Array(registers);
  }

  /** Attaches to the just started process and stops it. Failure: ptrace is forbidden here (seccomp, Yama). */
  seize(): Result<null> {
    const options =
      PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL;
    const seized = ptrace(PTRACE_SEIZE, this.pid, 0, options);
    if (seized < 0) return fail(failure('PTRACE', `PTRACE_SEIZE failed with errno ${-seized}: allow ptrace here.`));
    ptrace(PTRACE_INTERRUPT, this.pid, 0, 0);
    const stop = waitFor(this.pid);
    if (stop?.kind !== 'interrupt') {
      return fail(failure('PTRACE', `The new process stopped with ${JSON.stringify(stop)}, not PTRACE_EVENT_STOP.`));
    }
    return this.adopt();
  }

  /** Takes over a process that is already traced and stopped: a forked child at its first stop. */
  adopt(): Result<null> {
    this.memory = libc.open(`/proc/${this.pid}/mem`, O_RDWR_CLOEXEC, 0);
    if (this.memory < 0) {
      return fail(failure('PROC_MEM', `/proc/${this.pid}/mem cannot be opened (errno ${-this.memory}): mount /proc.`));
    }
    ptraceData(PTRACE_GETREGS, this.pid, 0, this.registers);
    return ok(null);
  }

  /** At the stop where fork, vfork or clone made a child: that child, taken over at its first stop. */
  child(): Actor {
    const message = Buffer.alloc(8);
    ptraceData(PTRACE_GETEVENTMSG, this.pid, 0, message);
    const child = new Actor(message.readInt32LE(0), this.arch, this.syscallAddress);
    // The tracer has it already (PTRACE_O_TRACECLONE); its first stop is PTRACE_EVENT_STOP, on its way out of the call.
    waitFor(child.pid);
    const adopted = child.adopt();
    if (!adopted.ok) throw new Error(adopted.error.message);
    return child;
  }

  /** Bytes of the process's memory; shorter, down to none, where an address is not mapped. */
  read(address: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    const got = length === 0 ? 0 : libc.pread(this.memory, bytes, length, address);
    return got === length ? bytes : bytes.subarray(0, Math.max(got, 0));
  }

  /** Writes into the process's memory. Answers false where an address is not mapped. */
  write(address: number, bytes: Uint8Array): boolean {
    return bytes.length === 0 || libc.pwrite(this.memory, bytes, bytes.length, address) === bytes.length;
  }

  /** Sets the registers for one call and lets the process run to the stop before it. A signal may come first. */
  enter(callNumber: number, args: readonly number[]): Stop {
    this.prepare(callNumber, args);
    return this.resumeAndWait();
  }

  /**
   * Sets the registers for one call and lets the process make it without a stop before it: one single step over the
   * syscall instruction, and the stop (SIGTRAP) comes when the call has returned. Half the stops of `enter`, for programs
   * that run free. `stepped` tells the end.
   */
  step(callNumber: number, args: readonly number[]): void {
    this.prepare(callNumber, args);
    ptrace(PTRACE_SINGLESTEP, this.pid, 0, 0);
  }

  /**
   * At a stop after `step`: the call's raw result. null: it is still under way, and goes on (`stepOn`) with this signal, 0 for none.
   */
  stepped(stop: Stop): { readonly result: number | null; readonly signal: number } {
    if (stop.kind !== 'signal') return { result: null, signal: 0 };
    if (stop.signal !== SIGTRAP) return { result: null, signal: stop.signal };
    const result = this.steppedResult();
    return { result: result !== null && isRestart(result) ? null : result, signal: 0 };
  }

  /**
   * At its SIGTRAP: the raw result, or null where a signal has sent the process back to make the call again
   * (it stands at the syscall instruction once more: step on). null as well where it has just been killed.
   */
  private steppedResult(): number | null {
    const { offset, restartCall } = this.arch;
    if (peekUser(this.pid, offset.result, peeked) < 0) return null;
    const result = wide(peeked, 0);
    // Sent back, it has the call's number where the result would be (arch_do_signal_or_restart): few calls have to ask.
    if (result !== this.callNumber && result !== restartCall) return result;
    if (peekUser(this.pid, offset.pc, peeked) < 0) return null;
    return wide(peeked, 0) === this.syscallAddress ? null : result;
  }

  /** Goes on after a signal that came in the middle of `step`. */
  stepOn(signal: number): void {
    ptrace(PTRACE_SINGLESTEP, this.pid, 0, signal);
  }

  private prepare(callNumber: number, args: readonly number[]): void {
    const { offset, restartOffset } = this.arch;
    this.callNumber = callNumber;
    this.setRegister(offset.callNumber, callNumber);
    for (let i = 0; i < 6; i++) this.setRegister(offset.args[i] as number, args[i] ?? 0);
    this.setRegister(offset.pc, this.syscallAddress);
    if (restartOffset !== null) this.setRegister(restartOffset, -1);
    ptraceData(PTRACE_SETREGS, this.pid, 0, this.registers);
  }

  /** A whole number of at most 53 bits, sign extended to the register's 64. */
  private setRegister(offset: number, value: number): void {
    const low = value | 0;
    const at = offset >> 2;
    this.words[at] = low;
    this.words[at + 1] = low === value ? low >> 31 : Math.floor(value / 0x1_0000_0000) | 0;
  }

  /** Lets the stopped process go on, to its next syscall stop. `signal`: deliver this one (0: none). */
  resume(signal = 0): void {
    ptrace(PTRACE_SYSCALL, this.pid, 0, signal);
  }

  resumeAndWait(signal = 0): Stop {
    this.resume(signal);
    return waitFor(this.pid) as Stop;
  }

  /**
   * Runs one instruction (the jump behind the call), so that a signal which the call raised is delivered. Answers the
   * stop before that signal's delivery (pass it with the next step) or the process's end; null where none was waiting.
   */
  stepOne(signal = 0): Stop | null {
    ptrace(PTRACE_SINGLESTEP, this.pid, 0, signal);
    const stop = waitFor(this.pid) as Stop;
    return stop.kind === 'signal' && stop.signal === SIGTRAP ? null : stop;
  }

  /**
   * Delivers a signal whose handler is a function of the program: the kernel lays a frame on the stack and, as the process is
   * being stepped, stops it at the handler's first instruction (signal_setup_done, kernel/signal.c). null: it stands there.
   */
  deliver(signal: number): Stop | null {
    const stop = this.stepOne(signal);
    if (stop === null) this.readRegisters();
    return stop;
  }

  /** At a handler's first instruction: which function, its arguments (three with SA_SIGINFO), and where the kernel's frame lies. */
  handlerEntry(): { readonly address: number; readonly args: readonly number[]; readonly frame: number } {
    const { offset } = this.arch;
    const args = offset.args.slice(0, 3).map((at) => wide(this.registers, at));
    return { address: wide(this.registers, offset.pc), args, frame: wide(this.registers, offset.sp) };
  }

  /** What comes of the call that a handler has interrupted: the kernel makes it again (SA_RESTART), or it returns this. */
  interruptedCall(frame: number): { readonly again: boolean; readonly result: number } {
    const { signalFrame } = this.arch;
    const again = wide(this.read(frame + signalFrame.pc, 8), 0) === this.syscallAddress;
    return { again, result: wide(this.read(frame + signalFrame.result, 8), 0) };
  }

  /** Where the mask lies that rt_sigreturn(2) puts back. */
  maskOf(frame: number): number {
    return frame + this.arch.signalFrame.mask;
  }

  /** Before rt_sigreturn: the stack pointer is where a handler's return leaves it. */
  standAtFrame(frame: number): void {
    this.setRegister(this.arch.offset.sp, frame + this.arch.signalFrame.popped);
  }

  /** After rt_sigreturn the registers are those of the interrupted code. */
  readRegisters(): void {
    ptraceData(PTRACE_GETREGS, this.pid, 0, this.registers);
  }

  /** At the stop after a call: the kernel's raw result, -errno on failure. */
  result(): number {
    ptraceData(PTRACE_GET_SYSCALL_INFO, this.pid, SYSCALL_INFO_BYTES, info);
    // A register holds 64 bits; results of the calls we list are far below 2^53.
    return wide(info, RVAL);
  }

  /** One call of the engine's own, made by the process while it is being set up; no event tells of it. */
  setup(call: SetupCall, args: readonly number[], scratch?: Uint8Array): number {
    if (scratch) this.write(SCRATCH_BASE, scratch);
    const entry = this.enter(this.arch.setup[call], args);
    const exit = this.resumeAndWait();
    if (entry.kind !== 'syscall' || exit.kind !== 'syscall')
      throw new Error(`${call}: ${JSON.stringify([entry, exit])}`);
    return this.result();
  }

  close(): void {
    if (this.memory >= 0) libc.close(this.memory);
    this.memory = -1;
  }
}

import { errnoName } from '#shared/abi/errno';
import { syscalls, type SyscallName } from '#shared/abi/syscalls';
import type { Argument } from '#shared/events/value';
import { formatCall } from '#shared/model/strace';
import * as libc from '../../ffi/libc.ts';
import { ptrace, ptraceData, waitpid } from '../../ffi/ptrace.ts';
import { spawn } from '../../ffi/spawn.ts';
import {
  __WALL,
  isRestart,
  PTRACE_GET_SYSCALL_INFO,
  PTRACE_O_EXITKILL,
  PTRACE_O_TRACECLONE,
  PTRACE_O_TRACEFORK,
  PTRACE_O_TRACESYSGOOD,
  PTRACE_SEIZE,
  PTRACE_SYSCALL,
  SIGTRAP,
} from '../../ptrace/constants.ts';
import { decodeStop } from '../../ptrace/stop.ts';
import { decodeArguments, decodeOutputs } from '../arguments.ts';
import type { ReadMemory } from '../memory.ts';
import { changes, memoryOf, type Snapshot } from './memory-changes.ts';

/**
 * A little strace: runs the command line's program and decodes its calls with the engine's decoders. Prints, as JSON, each
 * process's calls in strace's spelling, and what the kernel has changed in memory without a decoder noting it.
 */

const WUNTRACED = 2;
const O_RDWR = 2;
const O_RDONLY_CLOEXEC = 0x8_0000;
const INFO_BYTES = 88;
const ENTRY = 1;

interface Pending {
  readonly name: SyscallName;
  readonly raw: readonly number[];
  readonly args: readonly Argument[];
  readonly memory: Snapshot;
}

interface Traced {
  readonly lines: string[];
  pending: Pending | null;
}

export interface Trace {
  readonly processes: { readonly pid: number; readonly lines: readonly string[] }[];
  readonly unnoticed: string[];
}

const names = new Map<number, SyscallName>();
for (const [name, { number }] of Object.entries(syscalls)) {
  const own = number[process.arch === 'arm64' ? 'arm64' : 'x64'];
  if (own !== null) names.set(own, name as SyscallName);
}

/** Calls that change what is mapped, or replace the program. */
const remapping = new Set<SyscallName>(['execve', 'brk', 'mmap', 'mremap', 'munmap', 'exit_group']);

const traced = new Map<number, Traced>();
const unnoticed: string[] = [];
const info = Buffer.alloc(INFO_BYTES);

function reader(pid: number): { readonly read: ReadMemory; readonly close: () => void } {
  const fd = libc.open(`/proc/${pid}/mem`, O_RDONLY_CLOEXEC, 0);
  const read = (address: number, length: number): Uint8Array => {
    const bytes = Buffer.alloc(length);
    const got = length === 0 || address < 0 ? 0 : libc.pread(fd, bytes, length, address);
    return bytes.subarray(0, Math.max(got, 0));
  };
  return { read, close: () => libc.close(fd) };
}

const number = (at: number): number => Number(info.readBigInt64LE(at));

function atSyscall(pid: number, one: Traced): void {
  ptraceData(PTRACE_GET_SYSCALL_INFO, pid, INFO_BYTES, info);
  const { read, close } = reader(pid);
  if (info[0] === ENTRY) {
    const name = names.get(number(24));
    if (name !== undefined) {
      const raw = [0, 1, 2, 3, 4, 5].map((i) => number(32 + 8 * i));
      // The mask lies in the frame that the handler has left on the stack (struct rt_sigframe, without what `ret` took).
      if (name === 'rt_sigreturn') raw[0] = number(16) + 296;
      const args = decodeArguments(syscalls[name], raw, read);
      one.pending = { name, raw, args, memory: memoryOf(pid, read) };
    }
  } else if (one.pending !== null) {
    leave(pid, one, one.pending, number(24), read);
    one.pending = null;
  }
  close();
}

function leave(pid: number, one: Traced, { name, raw, args, memory }: Pending, result: number, read: ReadMemory): void {
  const failed = result < 0 && result > -4096;
  const { outputs, filled } = decodeOutputs(syscalls[name], raw, result, args, read);
  const end = failed ? { ret: -1, errno: errnoName(-result) ?? `E${-result}`, outputs } : { ret: result, outputs };
  const line = formatCall({ call: name, args }, end);
  one.lines.push(isRestart(result) ? line.replace(/ = -1 .*$/, ' = ?') : line);
  if (remapping.has(name)) return;
  for (const { address, length } of changes(memory, filled, read)) {
    unnoticed.push(`${pid} ${line}: ${length} bytes at 0x${address.toString(16)}`);
  }
}

/** A call in which the process ended, as strace writes it. */
const endless = ({ name, args }: Pending): string =>
  formatCall({ call: name, args }).replace(/ <unfinished ...>$/, ') = ?');

function follow(first: number): void {
  traced.set(first, { lines: [], pending: null });
  const status = Buffer.alloc(4);
  for (;;) {
    const pid = waitpid(-1, status, __WALL);
    if (pid < 0) return; // ECHILD: all have ended
    const stop = decodeStop(status.readInt32LE(0));
    let one = traced.get(pid);
    if (stop.kind === 'exited' || stop.kind === 'killed') {
      if (one?.pending) one.lines.push(endless(one.pending));
      continue;
    }
    if (one === undefined) traced.set(pid, (one = { lines: [], pending: null }));
    if (stop.kind === 'syscall') atSyscall(pid, one);
    ptrace(PTRACE_SYSCALL, pid, 0, stop.kind === 'signal' && stop.signal !== SIGTRAP ? stop.signal : 0);
  }
}

function run(command: string): void {
  const nothing = libc.open('/dev/null', O_RDWR | O_RDONLY_CLOEXEC, 0);
  // The shell stops itself before it becomes the program, so that nothing is missed.
  const pid = spawn('/bin/sh', ['sh', '-c', `kill -STOP $$; exec ${command}`], nothing);
  waitpid(pid, Buffer.alloc(4), WUNTRACED);
  const options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL;
  const seized = ptrace(PTRACE_SEIZE, pid, 0, options);
  if (seized < 0) throw new Error(`PTRACE_SEIZE failed with errno ${-seized}`);
  follow(pid);
  const processes = [...traced].map(([id, { lines }]) => ({ pid: id, lines }));
  process.stdout.write(JSON.stringify({ processes, unnoticed } satisfies Trace));
}

run(process.argv[2] ?? 'true');

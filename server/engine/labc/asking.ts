import type { SystemCall } from '#shared/labc/calls';
import type { MachineStop } from '#shared/labc/machine';
import type { Integer } from '#shared/labc/arithmetic';
import type { Host } from './host.ts';
import type { LibraryCall, LibraryOutcome } from './library-host.ts';
import { awaited, hasFailed, type Pending, type ReadProcess, receive } from './pending.ts';
import { raw, sixOf } from './values.ts';

/** What a machine asks of the kernel: the call that it waits for, and the one that a library function makes after that. */
export class Asking {
  private pending: Pending | null = null;
  /** malloc asks for brk, and then for brk again. */
  private next: { readonly api: string; readonly call: LibraryCall } | null = null;

  copy(): Asking {
    const twin = new Asking();
    twin.pending = this.pending;
    twin.next = this.next;
    return twin;
  }

  get isWaiting(): boolean {
    return this.pending !== null;
  }

  /** A call as the source writes it; `values`: its arguments in that order. */
  system(host: Host, call: SystemCall, values: readonly Integer[], line: number): MachineStop {
    const given = values.map(raw);
    const args = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < call.arguments.length; i++) {
      const one = call.arguments[i] as SystemCall['arguments'][number];
      args[i] = typeof one === 'number' ? one : (given[one.parameter] ?? 0);
    }
    this.pending = awaited(host.memory, call, given);
    return { kind: 'syscall', call: call.call, api: call.name, line, args };
  }

  library(api: string, { call, args, fills = [], result }: LibraryCall, line: number): MachineStop {
    this.pending = { api, result, fills };
    return { kind: 'syscall', call, api, line, args: sixOf(args) };
  }

  /** The call that the last answer has led to; null where the program itself goes on. */
  takeNext(line: number): MachineStop | null {
    const { next } = this;
    this.next = null;
    return next === null ? null : this.library(next.api, next.call, line);
  }

  /** Takes the kernel's result in: null where it leads to another call, which takeNext gives. */
  answered(host: Host, result: number, read?: ReadProcess): Exclude<LibraryOutcome, LibraryCall> | null {
    const { pending } = this;
    if (pending === null) throw new Error('resume() without a system call');
    this.pending = null;
    receive(host.memory, pending, result, read);
    if (hasFailed(result)) host.setErrno(-result);
    const told = pending.result(result, host);
    if (typeof told !== 'object') return { kind: 'value', value: told };
    if (told.kind !== 'syscall') return told;
    this.next = { api: pending.api, call: told };
    return null;
  }
}

import { closeSync, openSync, readSync } from 'node:fs';
import { syscallByName, syscalls } from '#shared/abi/syscalls';
import type { Syscall } from '#shared/abi/syscalls/entry';
import type { HostName } from '#shared/events/common';
import type { Argument } from '#shared/events/value';
import { errnoNumbers } from '#shared/abi/errno';
import { decodeArguments, decodeOutputs } from '../../decode/arguments.ts';
import { whereAsleep } from '../../lab/asleep.ts';
import { Descriptors } from '../../lab/descriptors.ts';
import type { LabParts } from '../../lab/parts.ts';
import type { WaitingCall } from './notify.ts';
import type { StraceFile } from './strace-file.ts';

/** Where a thread sleeps that waits for its listener (kernel/seccomp.c): it has not been let into its call yet. */
const NOT_LET_IN = 'seccomp_do_user_notification';

const forking: ReadonlySet<string> = new Set(['clone', 'fork']);

interface Pending {
  readonly name: string;
  readonly entry: Syscall;
  readonly raw: readonly number[];
  readonly args: readonly Argument[];
  readonly enter: number;
  /** How many lines strace had written of this process before. */
  readonly since: number;
  readonly enteredAt: number;
  releasedAt: number;
  blockedTold: boolean;
}

/** What the source says where the kernel's name is another: as far as conditions of lessons speak of it. */
const sourceName = (name: string, args: readonly number[]): string => {
  const plain: Readonly<Record<string, string>> = { clone: 'fork', pselect6: 'select', exit_group: 'exit' };
  if ((name === 'recvfrom' || name === 'sendto') && args[4] === 0) return name === 'recvfrom' ? 'recv' : 'send';
  return plain[name] ?? name;
};

const nameOf = (number: number): string =>
  Object.entries(syscalls).find(
    ([, { number: numbers }]) => numbers[process.arch === 'arm64' ? 'arm64' : 'x64'] === number,
  )?.[0] ?? '?';

/** One compiled process of a lab: held before each of its calls like a program of Program's kind, and told of in the same events. */
export class CompiledProgram {
  readonly pid: number;
  readonly role: string;
  readonly host: HostName;
  readonly argv: readonly string[];
  readonly descriptors: Descriptors;
  readonly strace: StraceFile;
  phase: 'starting' | 'held' | 'kernel' | 'asleep' | 'ended' = 'starting';
  /** The processes that its calls made, as far as these have returned. */
  readonly forked: number[] = [];
  children = 0;
  private readonly parts: LabParts;
  private readonly memory: number;
  private pending: Pending | null = null;
  /** So many checks in a row have found it asleep. */
  private asleepFor = 0;

  constructor(
    who: { readonly pid: number; readonly role: string; readonly host: HostName; readonly argv: readonly string[] },
    strace: StraceFile,
    parts: LabParts,
    parent?: CompiledProgram,
  ) {
    this.pid = who.pid;
    this.role = who.role;
    this.host = who.host;
    this.argv = who.argv;
    this.strace = strace;
    this.parts = parts;
    this.memory = openSync(`/proc/${who.pid}/mem`, 'r');
    const { journal } = parts;
    const cause = parent?.pending?.enter;
    const forked = parent === undefined ? {} : { parent: parent.pid };
    journal.tell({ kind: 'process.start', source: 'ptrace', ...forked, ...who, argv: [...who.argv], cause });
    this.descriptors = new Descriptors(this.pid, who.host, parts);
    if (parent) this.descriptors.inherit(parent.descriptors, cause ?? 0);
    else this.descriptors.standard();
  }

  /** A call of this process waits at its entry: whatever it did before has come to its end. `letGo` lets it go on. */
  arrives(call: WaitingCall, letGo: (call: WaitingCall) => void): void {
    const { journal, gates } = this.parts;
    this.strace.read();
    // A signal has taken it away from its gate: what it was about to call, it will call again (seccomp_unotify(2)).
    if (this.phase === 'held') gates.forget(this.pid);
    if (this.pending !== null && this.leaveCall() === 'again') {
      this.letIn(() => letGo(call));
      return;
    }
    const name = nameOf(call.number);
    const entry = syscallByName(name);
    if (!entry) throw new Error(`call ${call.number} was held, and shared/abi/syscalls does not list it`);
    const args = decodeArguments(entry, call.args, this.readMemory);
    const enter = journal.tell({
      kind: 'syscall.enter',
      source: 'ptrace',
      pid: this.pid,
      tid: this.pid,
      role: this.role,
      call: name,
      api: sourceName(name, call.args),
      args,
    });
    const now = journal.now();
    const since = this.strace.lines.length;
    this.pending = {
      name,
      entry,
      raw: call.args,
      args,
      enter,
      since,
      enteredAt: now,
      releasedAt: now,
      blockedTold: false,
    };
    this.phase = 'held';
    gates.hold('syscall.enter', enter, { pid: this.pid, role: this.role }, () => {
      this.letIn(() => letGo(call));
    });
  }

  private letIn(letGo: () => void): void {
    const { journal } = this.parts;
    const pending = this.pending as Pending;
    pending.releasedAt = journal.now();
    pending.blockedTold = false;
    journal.stimulate(pending.enter);
    this.phase = 'kernel';
    this.asleepFor = 0;
    letGo();
  }

  /** Tells the end of the call that was made last, from strace's line of it. */
  private leaveCall(): 'again' | 'done' {
    const pending = this.pending as Pending;
    const result = this.strace.resultOf(pending.name, pending.since);
    if (result === 'again') return 'again';
    if (result === null)
      throw new Error(`${this.role}: strace told no end of ${pending.name}: ${this.strace.lines.at(-1)}`);
    const { journal } = this.parts;
    const now = journal.now();
    this.pending = null;
    const raw = result.errno === undefined ? result.ret : -(errnoNumbers[result.errno] ?? 1);
    if (forking.has(pending.name) && raw > 0) this.forked.push(raw);
    const { outputs } = decodeOutputs(pending.entry, pending.raw, raw, pending.args, this.readMemory);
    journal.tell({
      kind: 'syscall.exit',
      source: 'ptrace',
      pid: this.pid,
      tid: this.pid,
      role: this.role,
      call: pending.name,
      api: sourceName(pending.name, pending.raw),
      ...result,
      ...(outputs.length > 0 ? { outputs } : {}),
      kernelNs: now - pending.releasedAt,
      heldNs: pending.releasedAt - pending.enteredAt,
      cause: pending.enter,
    });
    this.descriptors.afterCall(pending.name, pending.raw, raw, outputs, pending.enter);
    this.parts.afterCall(pending.enter);
    return 'done';
  }

  /** What strace and /proc say of it between two of its calls. */
  check(): void {
    if (this.phase === 'ended') return;
    this.strace.read();
    const { end } = this.strace;
    if (end !== null) this.ends(end);
    else if (this.phase === 'kernel') this.checkAsleep();
  }

  private checkAsleep(): void {
    const pending = this.pending as Pending;
    const asleep = whereAsleep(this.pid);
    // Where it sleeps is read a moment after that it does: in that moment it may have come out of its listener's wait.
    this.asleepFor = asleep === null || asleep.wchan === NOT_LET_IN ? 0 : this.asleepFor + 1;
    if (asleep === null || this.asleepFor < 3) return;
    this.phase = 'asleep';
    if (pending.blockedTold) return;
    pending.blockedTold = true;
    this.parts.journal.tell({
      kind: 'syscall.blocked',
      source: 'proc',
      pid: this.pid,
      tid: this.pid,
      role: this.role,
      call: pending.name,
      api: sourceName(pending.name, pending.raw),
      since: pending.releasedAt,
      ...(asleep.wchan === null ? {} : { wchan: asleep.wchan }),
      cause: pending.enter,
    });
    this.parts.afterCall(pending.enter);
  }

  private ends(end: { readonly status: number } | { readonly signal: string }): void {
    const { journal, gates } = this.parts;
    const cause = this.phase === 'held' ? undefined : this.pending?.enter;
    this.phase = 'ended';
    this.pending = null;
    gates.forget(this.pid);
    const exit = journal.tell({
      kind: 'process.exit',
      source: 'ptrace',
      pid: this.pid,
      role: this.role,
      ...end,
      cause,
    });
    this.descriptors.closeAll(exit);
    closeSync(this.memory);
    this.strace.close();
    this.parts.afterCall(cause ?? exit);
  }

  /** Whether something will come of it without anybody's doing. */
  get works(): boolean {
    switch (this.phase) {
      case 'starting':
      case 'kernel':
        return true;
      case 'asleep': {
        const asleep = whereAsleep(this.pid);
        return asleep === null || asleep.wchan === NOT_LET_IN;
      }
      case 'held':
      case 'ended':
        return false;
    }
  }

  private readonly readMemory = (address: number, length: number): Uint8Array => {
    const bytes = Buffer.alloc(length);
    try {
      return bytes.subarray(0, readSync(this.memory, bytes, 0, length, address));
    } catch {
      return bytes.subarray(0, 0); // not mapped
    }
  };
}

import { signalName, signalNumber } from '#shared/abi/signals';
import { syscallByName } from '#shared/abi/syscalls';
import type { HostName } from '#shared/events/common';
import type { LabMachine, MachineStop } from '#shared/labc/machine';
import type { Actor } from '../actor/actor.ts';
import { decodeArguments, decodeOutputs } from '../decode/arguments.ts';
import { ERESTARTSYS, isRestart, SIGTRAP } from '../ptrace/constants.ts';
import type { Stop } from '../ptrace/stop.ts';
import { whereAsleep } from './asleep.ts';
import { blockedEvent, enterEvent, exitEvent, type CallStop, type Pending } from './call-events.ts';
import { Descriptors } from './descriptors.ts';
import { caughtBy, isFunction, type Interrupted } from './handlers.ts';
import type { LabParts } from './parts.ts';
import { StoppedMemory } from './stopped-memory.ts';

export type Phase = 'ready' | 'held' | 'kernel' | 'asleep' | 'ended';

const EPIPE = -32;
const SIGINFO_BYTES = 128;

/**
 * One program of the lab: the interpreter that walks its C text, and the process that makes its system calls. The
 * interpreter never runs ahead of the kernel: it goes on when the call's result is in hand and its gate is open.
 */
export class Program {
  readonly role: string;
  readonly host: HostName;
  readonly pid: number;
  readonly descriptors: Descriptors;
  phase: Phase = 'ready';
  private readonly actor: Actor;
  private readonly machine: LabMachine;
  private readonly parts: LabParts;
  private readonly memory: StoppedMemory;
  private pending: Pending | null = null;
  private stepping = false;
  /** Some signal has had a function of the program's as its handler: signals are then looked for after every call. */
  private catches = false;
  /** What the handlers that run now have interrupted, the innermost last. */
  private interrupted: readonly Interrupted[] = [];

  private readonly argv: readonly string[];
  private children = 0;

  /** `parent`: the program that forked it, and the id of that call's entry. */
  constructor(
    who: { readonly role: string; readonly host: HostName; readonly argv: readonly string[] },
    actor: Actor,
    machine: LabMachine,
    parts: LabParts,
    parent?: { readonly program: Program; readonly cause: number },
  ) {
    this.role = who.role;
    this.host = who.host;
    this.argv = who.argv;
    this.actor = actor;
    this.pid = actor.pid;
    this.machine = machine;
    this.parts = parts;
    this.memory = new StoppedMemory(actor);
    const { journal } = parts;
    journal.tell({
      kind: 'process.start',
      source: parent ? 'ptrace' : 'lab',
      pid: this.pid,
      ...(parent ? { parent: parent.program.pid } : {}),
      host: who.host,
      role: who.role,
      argv: [...who.argv],
      cause: parent?.cause,
    });
    this.descriptors = new Descriptors(this.pid, who.host, parts);
    if (parent) {
      this.descriptors.inherit(parent.program.descriptors, parent.cause);
      this.catches = parent.program.catches;
      this.interrupted = parent.program.interrupted;
    } else this.descriptors.standard();
  }

  /** Runs the program until something holds it: a gate, the kernel, its end. Never longer than a slice of calls. */
  run(): void {
    const { hold } = this.parts;
    for (let calls = 0; this.phase === 'ready'; calls++) {
      if (calls > 200) return; // others want their turn; the lab calls again
      this.next(this.machine.run({ lines: hold.lines }));
    }
  }

  private next(stop: MachineStop): void {
    switch (stop.kind) {
      case 'line': {
        const ref = this.tellLine(stop.line);
        this.holdAt('program.line', ref, () => undefined);
        return;
      }
      case 'syscall':
        this.enterCall(stop);
        return;
      case 'sigreturn':
        this.returnFromHandler(stop.line);
        return;
      case 'exit':
        this.enterCall({
          kind: 'syscall',
          call: 'exit_group',
          api: 'exit',
          line: stop.line,
          args: [stop.status, 0, 0, 0, 0, 0],
        });
        return;
      case 'fault':
        this.parts.journal.tell({
          kind: 'marker',
          source: 'program',
          label: `${this.role}, line ${stop.line}: ${stop.message}`,
        });
        // A handler for it would find nothing that it could go on with: the interpreter has given up.
        this.catches = false;
        this.parts.kill(this.pid, signalNumber(stop.signal) ?? 9);
        this.phase = 'kernel';
        this.follow(this.actor.resumeAndWait());
        return;
    }
  }

  /** Sets the call up in the process and brings it to the stop before it. */
  private enterCall(stop: CallStop): void {
    const entry = syscallByName(stop.call);
    if (!entry) throw new Error(`lab C asked for ${stop.call}, which shared/abi/syscalls does not list`);
    const number = entry.number[this.parts.arch];
    if (number === null) throw new Error(`${stop.call} has no number on ${this.parts.arch}`);
    if (entry.readsMemory) this.writeMemory();
    this.memory.forget();
    if (stop.call === 'rt_sigreturn') this.actor.standAtFrame(this.interrupted.at(-1)?.frame ?? 0);
    const { journal, hold } = this.parts;
    const raw = this.parts.permitted(stop.call, stop.args);
    if (hold.calls || this.catches) {
      const before = this.passSignals(this.actor.enter(number, raw));
      if (before === null) {
        this.runHandler({ kind: 'call', stop });
        return;
      }
      if (before.kind !== 'syscall') {
        this.follow(before);
        return;
      }
      if (hold.calls) this.tellLine(stop.line);
    }
    const args = decodeArguments(entry, stop.args, this.memory.read, this.socketOf);
    const at = journal.now();
    const enter = journal.tell(enterEvent(this, stop, args), at);
    const pending = { stop, entry, enter, args, releasedAt: at, heldNs: 0, blockedTold: false };
    this.pending = pending;
    if (hold.calls) {
      this.holdAt('syscall.enter', enter, () => {
        this.letIn(pending);
        pending.heldNs = pending.releasedAt - at;
        this.actor.resume();
        this.awaitEnd(pending);
      });
    } else if (this.catches) {
      this.letIn(pending);
      this.actor.resume();
      this.awaitEnd(pending);
    } else {
      this.stepping = true;
      this.letIn(pending);
      this.actor.step(number, raw);
      this.awaitEnd(pending);
    }
  }

  /** The way into the kernel is open. What happens from here on is of this call's making. */
  private letIn(pending: Pending): void {
    const { journal } = this.parts;
    pending.releasedAt = journal.now();
    journal.stimulate(pending.enter, pending.releasedAt);
    this.phase = 'kernel';
  }

  private awaitEnd(pending: Pending): void {
    const stop = this.parts.awaitStop(this.pid, pending.entry.mayBlock);
    if (stop) {
      this.follow(stop);
      return;
    }
    this.parts.afterCall(pending.enter);
    this.parts.inKernel(this);
  }

  /** The process stopped or ended. */
  follow(first: Stop): void {
    if (this.stepping) this.followStep(first);
    else this.followCall(first);
  }

  /** A call made without a stop before it (Actor.step) has come back, or a signal came in between. */
  private followStep(stop: Stop): void {
    if (stop.kind === 'exited' || stop.kind === 'killed') {
      this.end(stop);
      return;
    }
    if (stop.kind === 'event') this.adoptChild();
    const signal = stop.kind === 'signal' && stop.signal !== SIGTRAP ? stop.signal : 0;
    const result = stop.kind === 'signal' && signal === 0 ? this.actor.steppedResult() : null;
    if (result !== null && !isRestart(result)) {
      this.stepping = false;
      this.leaveCall(result);
      return;
    }
    if (signal !== 0) this.tellSignal(signal);
    this.actor.stepOn(signal);
    this.awaitEnd(this.pending as Pending);
  }

  private followCall(first: Stop): void {
    const stop = this.passSignals(first);
    if (stop === null) {
      this.leaveInterrupted();
      return;
    }
    switch (stop.kind) {
      case 'syscall': {
        const result = this.actor.result();
        if (isRestart(result)) {
          // A signal woke the call; its delivery comes next, then the kernel enters the call again by itself.
          const again = this.passSignals(this.actor.resumeAndWait());
          if (again === null) this.leaveInterrupted();
          else if (again.kind === 'syscall') this.goOn();
          else this.follow(again);
          return;
        }
        this.leaveCall(result);
        return;
      }
      case 'exited':
      case 'killed':
        this.end(stop);
        return;
      case 'event':
        this.adoptChild();
        this.goOn();
        return;
      case 'interrupt':
      case 'group':
        this.goOn();
        return;
      case 'signal':
        throw new Error('passSignals lets no signal through');
    }
  }

  /** Lets a call on its way go on, as after a stop that was not its end. */
  private goOn(): void {
    this.actor.resume();
    this.awaitEnd(this.pending as Pending);
  }

  /** fork(): the child is a program of its own, with a copy of the interpreter's state, and sees the call return 0. */
  private adoptChild(): void {
    const actor = this.actor.child();
    const machine = this.machine.fork();
    this.children++;
    const who = { role: `${this.role}/${this.children}`, host: this.host, argv: this.argv };
    const { enter } = this.pending as Pending;
    this.parts.adopt(new Program(who, actor, machine, this.parts, { program: this, cause: enter }));
    machine.resume(0);
  }

  /**
   * Delivers signals as they come, as any process would get them, until something else is told. null: the kernel has put the
   * process into a handler of the program's own.
   */
  private passSignals(first: Stop): Stop | null {
    let stop = first;
    while (stop.kind === 'signal') {
      this.tellSignal(stop.signal);
      if (this.hasHandler(stop.signal)) {
        const other = this.actor.deliver(stop.signal);
        if (other === null) return null;
        stop = other;
      } else {
        stop = this.actor.resumeAndWait(stop.signal);
      }
    }
    return stop;
  }

  private hasHandler(signal: number): boolean {
    return this.catches && caughtBy(this.pid, signal);
  }

  /** The process stands at the first instruction of a handler: the interpreter runs that function first. */
  private runHandler(what: Interrupted['what']): void {
    const { address, args, frame } = this.actor.handlerEntry();
    this.interrupted = [...this.interrupted, { what, frame }];
    const siginfo = this.actor.read(args[1] ?? 0, SIGINFO_BYTES);
    this.machine.handle(address, args, siginfo.length === SIGINFO_BYTES ? siginfo : undefined);
  }

  /** The handler's function has returned: rt_sigreturn(2) takes the process back to what it was doing. */
  private returnFromHandler(line: number): void {
    const frame = this.interrupted.at(-1)?.frame ?? 0;
    const call = 'rt_sigreturn';
    this.enterCall({ kind: 'syscall', call, api: call, line, args: [this.actor.maskOf(frame), 0, 0, 0, 0, 0] });
  }

  /** The kernel is done with rt_sigreturn: what the handler interrupted goes on. */
  private goBack(): void {
    this.actor.readRegisters();
    const last = this.interrupted.at(-1);
    this.interrupted = this.interrupted.slice(0, -1);
    if (last === undefined) throw new Error('a return from no handler');
    if (last.what.kind === 'call') this.enterCall(last.what.stop);
    else this.handOver(last.what.result);
  }

  /** A handler has interrupted the call: it returns EINTR when the handler is over, or the kernel makes it again (SA_RESTART). */
  private leaveInterrupted(): void {
    const { stop } = this.pending as Pending;
    const { again, result } = this.actor.interruptedCall(this.actor.handlerEntry().frame);
    if (again) this.leaveCall(ERESTARTSYS, () => this.runHandler({ kind: 'call', stop }));
    else this.leaveCall(result, () => this.runHandler({ kind: 'result', result }));
  }

  private tellSignal(signal: number): void {
    const name = signalName(signal);
    const { pid, role } = this;
    this.parts.journal.tell({
      kind: 'marker',
      source: 'ptrace',
      label: `${role}: ${name} arrives`,
      signal: name,
      pid,
      role,
    });
  }

  /** `then`: what comes next, if not that the program gets the result. */
  private leaveCall(result: number, then?: () => void): void {
    const pending = this.pending as Pending;
    const { stop, entry } = pending;
    const { journal, hold } = this.parts;
    const now = journal.now();
    this.pending = null;
    this.memory.forget();
    const { outputs } = decodeOutputs(entry, stop.args, result, pending.args, this.memory.read);
    const exit = journal.tell(exitEvent(this, pending, result, outputs, now, this.causeOfExit(pending)), now);
    this.descriptors.afterCall(stop.call, stop.args, result, outputs, pending.enter);
    this.parts.afterCall(pending.enter);
    this.phase = 'ready';
    if (stop.call === 'rt_sigaction' && result === 0 && isFunction(this.actor.read(stop.args[1] ?? 0, 8)))
      this.catches = true;
    const proceed = then ?? (stop.call === 'rt_sigreturn' ? () => this.goBack() : () => this.handOver(result));
    if (hold.calls) this.holdAt('syscall.exit', exit, proceed);
    else proceed();
  }

  /** A call that slept returns because of what woke it; one that did not, by itself. */
  private causeOfExit(pending: Pending): number {
    const { journal } = this.parts;
    return pending.blockedTold ? (journal.freshStimulus(20e6) ?? pending.enter) : pending.enter;
  }

  /** The program gets its call's result; a signal that the call has raised comes first (SIGPIPE, kill to oneself). */
  private handOver(result: number): void {
    if (this.catches || result === EPIPE) {
      const what = this.takePendingSignals();
      if (what === 'handler') this.runHandler({ kind: 'result', result });
      if (what !== null) return;
    }
    this.machine.resume(result, this.memory.read);
  }

  /** Signals are delivered on the way back to the program. Answers what has come of that, if not nothing. */
  private takePendingSignals(): 'handler' | 'end' | null {
    let stop = this.actor.stepOne();
    while (stop?.kind === 'signal') {
      this.tellSignal(stop.signal);
      const isHandled = this.hasHandler(stop.signal);
      stop = isHandled ? this.actor.deliver(stop.signal) : this.actor.stepOne(stop.signal);
      if (isHandled && stop === null) return 'handler';
    }
    if (stop?.kind !== 'exited' && stop?.kind !== 'killed') return null;
    this.end(stop);
    return 'end';
  }

  private end(stop: Extract<Stop, { kind: 'exited' | 'killed' }>): void {
    // At a gate the call has not been made: the end came from outside.
    const cause = this.phase === 'held' ? undefined : this.pending?.enter;
    this.phase = 'ended';
    this.actor.close();
    const { journal, gates } = this.parts;
    this.pending = null;
    gates.forget(this.pid);
    const exit = journal.tell({
      kind: 'process.exit',
      source: 'ptrace',
      pid: this.pid,
      role: this.role,
      ...(stop.kind === 'exited' ? { status: stop.status } : { signal: signalName(stop.signal) }),
      cause,
    });
    this.descriptors.closeAll(exit);
    this.parts.afterCall(cause ?? exit);
  }

  private holdAt(holds: 'program.line' | 'syscall.enter' | 'syscall.exit', ref: number, open: () => void): void {
    this.phase = 'held';
    this.parts.gates.hold(holds, ref, { pid: this.pid, role: this.role }, () => {
      this.phase = 'ready';
      open();
      this.parts.wake();
    });
  }

  private tellLine(line: number): number {
    return this.parts.journal.tell({
      kind: 'program.line',
      source: 'program',
      pid: this.pid,
      role: this.role,
      line,
      function: this.machine.functionName,
      variables: this.machine.variables(),
    });
  }

  /**
   * Something will come of this program without anybody's doing. One that slept may have been woken a moment ago and not
   * have had its turn on a processor yet: then the kernel says that it is runnable.
   */
  isWorking(): boolean {
    switch (this.phase) {
      case 'ready':
      case 'kernel':
        return true;
      case 'asleep':
        return whereAsleep(this.pid) === null;
      case 'held':
      case 'ended':
        return false;
    }
  }

  /** Tells, once, that the call sleeps in the kernel, and where. */
  checkAsleep(): void {
    const pending = this.pending;
    if (this.phase !== 'kernel' || !pending || pending.blockedTold) return;
    const asleep = whereAsleep(this.pid);
    if (!asleep) return;
    pending.blockedTold = true;
    this.phase = 'asleep';
    this.parts.journal.tell(blockedEvent(this, pending, asleep));
    this.parts.afterCall(pending.enter);
  }

  /** Brings the process's memory up to what the program has written. A call that reads none of it does not need that. */
  private writeMemory(): void {
    for (const { address, bytes } of this.machine.takeWrites()) this.actor.write(address, bytes);
  }

  private readonly socketOf = (fd: number): string | null => this.descriptors.socketOf(fd);
}

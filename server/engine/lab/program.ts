import { signalNumber } from '#shared/abi/signals';
import { syscallByName } from '#shared/abi/syscalls';
import type { HostName } from '#shared/events/common';
import type { LabMachine, MachineStop } from '#shared/labc/machine';
import type { Actor } from '../actor/actor.ts';
import { decodeArguments, decodeOutputs } from '../decode/arguments.ts';
import { ERESTARTSYS, isRestart } from '../ptrace/constants.ts';
import type { Stop } from '../ptrace/stop.ts';
import { whereAsleep } from './asleep.ts';
import { Descriptors } from './descriptors.ts';
import { FRESH } from './journal.ts';
import type { LabParts } from './parts.ts';
import * as tell from './program-events.ts';
import type { CallStop, Pending } from './program-events.ts';
import { Signals } from './signals.ts';
import { StoppedMemory } from './stopped-memory.ts';

export type Phase = 'ready' | 'held' | 'kernel' | 'asleep' | 'ended';

const EPIPE = -32;

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
  private readonly signals: Signals;
  private pending: Pending | null = null;
  private stepping = false;
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
    const { journal } = parts;
    this.memory = new StoppedMemory(actor);
    this.signals = new Signals(who.role, actor, machine, journal);
    journal.tell(tell.start(this, who.argv, parent && { pid: parent.program.pid, call: parent.cause }));
    this.descriptors = new Descriptors(this.pid, who.host, parts);
    if (parent) {
      this.descriptors.inherit(parent.program.descriptors, parent.cause);
      this.signals.inherit(parent.program.signals);
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
        this.enterCall(this.signals.returnCall(stop.line));
        return;
      case 'exit':
        this.enterCall(tell.exitCall(stop));
        return;
      case 'fault':
        this.parts.journal.tell(tell.fault(this, stop));
        this.signals.catchNone();
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
    // Brings the process's memory up to what the program has written. A call that reads none of it does not need that.
    if (entry.readsMemory) {
      for (const { address, bytes } of this.machine.takeWrites()) this.actor.write(address, bytes);
    }
    this.memory.forget();
    if (stop.call === 'rt_sigreturn') this.signals.standAtFrame();
    const { journal, hold } = this.parts;
    const raw = this.parts.permitted(stop.call, stop.args);
    if (hold.calls || this.signals.areCaught) {
      const before = this.signals.pass(this.actor.enter(number, raw));
      if (before === null) {
        this.signals.runHandler({ kind: 'call', stop });
        return;
      }
      if (before.kind !== 'syscall') {
        this.follow(before);
        return;
      }
      if (hold.calls) this.tellLine(stop.line);
    }
    const args = decodeArguments(entry, stop.args, this.memory.read, this.descriptors.socketOf);
    const at = journal.now();
    const enter = journal.tell(tell.enter(this, stop, args), at);
    const pending = { stop, entry, enter, args, releasedAt: at, heldNs: 0, blockedTold: false };
    this.pending = pending;
    if (hold.calls) {
      this.holdAt('syscall.enter', enter, () => {
        this.letIn(pending);
        pending.heldNs = pending.releasedAt - at;
        this.goOn();
      });
    } else if (this.signals.areCaught) {
      this.letIn(pending);
      this.goOn();
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
    const { result, signal } = this.actor.stepped(stop);
    if (result !== null) {
      this.stepping = false;
      this.leaveCall(result);
      return;
    }
    if (signal !== 0) this.signals.tell(signal);
    this.actor.stepOn(signal);
    this.awaitEnd(this.pending as Pending);
  }

  private followCall(first: Stop): void {
    const stop = this.signals.pass(first);
    if (stop === null) {
      this.leaveInterrupted();
      return;
    }
    switch (stop.kind) {
      case 'syscall': {
        const result = this.actor.result();
        if (isRestart(result)) {
          // A signal woke the call; its delivery comes next, then the kernel enters the call again by itself.
          const again = this.signals.pass(this.actor.resumeAndWait());
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
      case 'interrupt':
      case 'group':
        if (stop.kind === 'event') this.adoptChild();
        this.goOn();
        return;
      case 'signal':
        throw new Error('Signals.pass lets no signal through');
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

  /** The kernel is done with rt_sigreturn: what the handler interrupted goes on. */
  private goBack(): void {
    const what = this.signals.returned();
    this.machine.leaveHandler();
    if (what.kind === 'call') this.enterCall(what.stop);
    else this.handOver(what.result);
  }

  /** A handler has interrupted the call: it returns EINTR when the handler is over, or the kernel makes it again (SA_RESTART). */
  private leaveInterrupted(): void {
    const { stop } = this.pending as Pending;
    const { again, result } = this.signals.interruptedCall();
    if (again) this.leaveCall(ERESTARTSYS, () => this.signals.runHandler({ kind: 'call', stop }));
    else this.leaveCall(result, () => this.signals.runHandler({ kind: 'result', result }));
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
    const exit = journal.tell(tell.exit(this, pending, result, outputs, now, this.causeOfExit(pending)), now);
    this.descriptors.afterCall(stop.call, stop.args, result, outputs, pending.enter);
    this.parts.afterCall(pending.enter);
    this.phase = 'ready';
    if (stop.call === 'rt_sigaction' && result === 0) this.signals.noteAction(stop.args[1] ?? 0);
    const proceed = then ?? (stop.call === 'rt_sigreturn' ? () => this.goBack() : () => this.handOver(result));
    if (hold.calls) this.holdAt('syscall.exit', exit, proceed);
    else proceed();
  }

  /** A call that slept returns because of what woke it; one that did not, by itself. */
  private causeOfExit(pending: Pending): number {
    const { journal } = this.parts;
    return pending.blockedTold ? (journal.freshStimulus(FRESH.returned) ?? pending.enter) : pending.enter;
  }

  /** The program gets its call's result; a signal that the call has raised comes first (SIGPIPE, kill to oneself). */
  private handOver(result: number): void {
    if (this.signals.areCaught || result === EPIPE) {
      const what = this.signals.takePending();
      if (what === 'handler') this.signals.runHandler({ kind: 'result', result });
      else if (what !== null) this.end(what);
      if (what !== null) return;
    }
    this.machine.resume(result, this.memory.read);
  }

  private end(stop: Extract<Stop, { kind: 'exited' | 'killed' }>): void {
    // At a gate the call has not been made: the end came from outside.
    const cause = this.phase === 'held' ? undefined : this.pending?.enter;
    this.phase = 'ended';
    this.actor.close();
    const { journal, gates } = this.parts;
    this.pending = null;
    gates.forget(this.pid);
    const exit = journal.tell(tell.end(this, stop, cause));
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
    return this.parts.journal.tell(tell.line(this, line, this.machine));
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
    this.parts.journal.tell(tell.blocked(this, pending, asleep));
    this.parts.afterCall(pending.enter);
  }
}

import { signalName } from '#shared/abi/signals';
import type { LabMachine } from '#shared/labc/machine';
import type { Actor } from '../actor/actor.ts';
import type { Stop } from '../ptrace/stop.ts';
import type { CallStop } from './program-events.ts';
import { caughtBy, isFunction, type Interrupted } from './handlers.ts';
import type { Journal } from './journal.ts';

const SIGINFO_BYTES = 128;

/**
 * The signals of one program, delivered as any process would get them, and those of its own functions that they run
 * (handlers.ts tells how the kernel and the interpreter share that work).
 */
export class Signals {
  private readonly actor: Actor;
  private readonly machine: LabMachine;
  private readonly journal: Journal;
  private readonly role: string;
  /** What the handlers that run now have interrupted, the innermost last. */
  private interrupted: readonly Interrupted[] = [];
  private catching = false;

  constructor(role: string, actor: Actor, machine: LabMachine, journal: Journal) {
    this.role = role;
    this.actor = actor;
    this.machine = machine;
    this.journal = journal;
  }

  /** After fork(2): the child has its parent's handlers, and is in the midst of the same ones. */
  inherit(parent: Signals): void {
    this.catching = parent.catching;
    this.interrupted = parent.interrupted;
  }

  /** Some signal has had a function of the program's as its handler: signals are then looked for after every call. */
  get areCaught(): boolean {
    return this.catching;
  }

  /** The interpreter has given up: a handler would find nothing that it could go on with. */
  catchNone(): void {
    this.catching = false;
  }

  /** rt_sigaction(2) has taken this struct sigaction, of which the first eight bytes are the handler. */
  noteAction(address: number): void {
    if (isFunction(this.actor.read(address, 8))) this.catching = true;
  }

  tell(signal: number): void {
    const name = signalName(signal);
    const { role } = this;
    const { pid } = this.actor;
    this.journal.tell({
      kind: 'marker',
      source: 'ptrace',
      label: `${role}: ${name} arrives`,
      signal: name,
      pid,
      role,
    });
  }

  /**
   * Delivers signals as they come until something else is told. null: the kernel has put the process into a handler of the
   * program's own.
   */
  pass(first: Stop): Stop | null {
    let stop = first;
    while (stop.kind === 'signal') {
      this.tell(stop.signal);
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

  /**
   * Delivers, after a call, the signals that wait for the way back to the program. Answers what has come of that, if not
   * nothing: a handler runs, or the process has ended.
   */
  takePending(): 'handler' | Extract<Stop, { kind: 'exited' | 'killed' }> | null {
    let stop = this.actor.stepOne();
    while (stop?.kind === 'signal') {
      this.tell(stop.signal);
      const isHandled = this.hasHandler(stop.signal);
      stop = isHandled ? this.actor.deliver(stop.signal) : this.actor.stepOne(stop.signal);
      if (isHandled && stop === null) return 'handler';
    }
    return stop?.kind === 'exited' || stop?.kind === 'killed' ? stop : null;
  }

  /** The process stands at the first instruction of a handler: the interpreter runs that function first. */
  runHandler(what: Interrupted['what']): void {
    const { address, args, frame } = this.actor.handlerEntry();
    this.interrupted = [...this.interrupted, { what, frame }];
    const siginfo = this.actor.read(args[1] ?? 0, SIGINFO_BYTES);
    this.machine.handle(address, args, siginfo.length === SIGINFO_BYTES ? siginfo : undefined);
  }

  /** What becomes of the call that the handler has interrupted, where the process stands now. */
  interruptedCall(): { readonly again: boolean; readonly result: number } {
    return this.actor.interruptedCall(this.actor.handlerEntry().frame);
  }

  /** The call that ends a handler whose function has returned: rt_sigreturn(2). */
  returnCall(line: number): CallStop {
    const call = 'rt_sigreturn';
    return { kind: 'syscall', call, api: call, line, args: [this.actor.maskOf(this.frame), 0, 0, 0, 0, 0] };
  }

  /** Before rt_sigreturn is made: the stack is as the handler's own return leaves it. */
  standAtFrame(): void {
    this.actor.standAtFrame(this.frame);
  }

  /** The kernel is done with rt_sigreturn. Answers what the handler had interrupted. */
  returned(): Interrupted['what'] {
    this.actor.readRegisters();
    const last = this.interrupted.at(-1);
    this.interrupted = this.interrupted.slice(0, -1);
    if (last === undefined) throw new Error('a return from no handler');
    return last.what;
  }

  private get frame(): number {
    return this.interrupted.at(-1)?.frame ?? 0;
  }

  private hasHandler(signal: number): boolean {
    return this.catching && caughtBy(this.actor.pid, signal);
  }
}

import { unreachable } from '#shared/base/exhaustive';
import type { Variable } from '#shared/events/program';
import type { Integer } from '#shared/labc/arithmetic';
import { functionAt, op, operands } from '#shared/labc/code';
import type { LabMachine, MachineStop, MemoryWrite } from '#shared/labc/machine';
import type { CompiledProgram } from '#shared/labc/program';
import { layOutArguments } from './arguments.ts';
import { Asking } from './asking.ts';
import { faultOf, outOfSteps } from './faults.ts';
import { Heap } from './heap.ts';
import { Host } from './host.ts';
import { library } from './library.ts';
import type { LibraryOutcome } from './library-host.ts';
import { Memory, MemoryFault } from './memory.ts';
import { operate, type Workspace } from './operations.ts';
import type { ReadProcess } from './pending.ts';
import { Region } from './region.ts';
import { variablesAt } from './variables.ts';

export interface MachineOptions {
  /** Where the program's memory begins in its process. */
  readonly memoryBase: number;
  /** argv[0] is the program's name. */
  readonly argv: readonly string[];
  /** Instructions between two system calls; more than that is taken for an endless loop. */
  readonly stepBudget?: number;
}

const defaultBudget = 10_000_000;
const deepestCalls = 10_000;
/** Bytes that are copied and searched count too: a loop around memset(3), or around a large struct, must end as any other does. */
const BYTES_A_STEP = 16;

/** Makes a machine that is about to run a program's main. The program is shared, the memory is the machine's own. */
export function createMachine(program: CompiledProgram, options: MachineOptions): LabMachine {
  return Machine.start(program, options);
}

/** A return address: what the caller goes on with. */
interface Frame {
  readonly pc: number;
  readonly fp: number;
  readonly function: number;
  readonly line: number;
  /** What a signal has interrupted: given back when its function returns. */
  readonly interrupted?: Interrupted;
}

interface Interrupted {
  readonly asking: Asking;
  /** Where the kernel's siginfo_t lies, or null. */
  readonly siginfo: number | null;
}

/** The interpreter. All its state is in these fields, so that fork() can copy it; functions of the program do not nest in JavaScript's. */
class Machine implements LabMachine {
  line: number;
  readonly memory: Uint8Array;
  readonly memoryBase: number;
  private readonly program: CompiledProgram;
  private readonly data: Memory;
  private readonly host: Host;
  private readonly budget: number;
  private left: number;
  /** The line last stopped at or passed: 0 before the first. */
  private passed = 0;
  private pc = 0;
  /** Offset of the running function's frame; frames grow upwards, behind data and arguments. */
  private fp: number;
  private function = -1;
  private readonly commandLine: { readonly argc: number; readonly argv: number };
  private stack: Integer[] = [];
  private frames: Frame[] = [];
  private asking = new Asking();
  private ended: MachineStop | null = null;

  private constructor(
    program: CompiledProgram,
    data: Memory,
    heap: Heap,
    fp: number,
    commandLine: { readonly argc: number; readonly argv: number },
    budget: number,
  ) {
    this.program = program;
    this.data = data;
    this.host = new Host(data, heap);
    this.memory = data.bytes;
    this.memoryBase = data.base;
    this.fp = fp;
    this.commandLine = commandLine;
    this.budget = budget;
    this.left = budget;
    this.line = program.functions.find((one) => one.name === 'main')?.line ?? 1;
  }

  static start(program: CompiledProgram, { memoryBase, argv, stepBudget = defaultBudget }: MachineOptions): Machine {
    const memory = new Memory(new Region(memoryBase, new Uint8Array(program.memorySize)), program.readOnly);
    memory.bytes.set(program.data);
    memory.main.mark(0, program.data.length);
    const { end, address } = layOutArguments(memory, program.data.length, argv);
    return new Machine(program, memory, new Heap(), end, { argc: argv.length, argv: address }, stepBudget);
  }

  fork(): LabMachine {
    const twin = new Machine(
      this.program,
      this.data.copy(),
      this.host.heap.copy(),
      this.fp,
      this.commandLine,
      this.budget,
    );
    twin.line = this.line;
    twin.passed = this.passed;
    twin.left = this.left;
    twin.pc = this.pc;
    twin.function = this.function;
    twin.stack = this.stack.slice();
    twin.frames = this.frames.map((frame) =>
      frame.interrupted === undefined
        ? frame
        : { ...frame, interrupted: { ...frame.interrupted, asking: frame.interrupted.asking.copy() } },
    );
    twin.asking = this.asking.copy();
    twin.host.top = this.host.top;
    twin.ended = this.ended;
    return twin;
  }

  takeDirty(): { readonly from: number; readonly to: number } | null {
    return this.data.main.takeDirty();
  }

  takeWrites(): MemoryWrite[] {
    return this.data.takeWrites();
  }

  get functionName(): string {
    return this.program.functions[this.function]?.name ?? 'main';
  }

  variables(): Variable[] {
    return variablesAt(this.program, this.data, { pc: this.pc, fp: this.fp, function: this.function });
  }

  resume(rawResult: number, read?: ReadProcess): void {
    this.left = this.budget;
    try {
      const outcome = this.asking.answered(this.host, rawResult, read);
      if (outcome?.kind === 'value') this.stack.push(outcome.value);
      else if (outcome?.kind === 'exit') this.exit(outcome.status);
    } catch (error) {
      this.ended = faultOf(error, this.line);
      if (this.ended === null) throw error;
    }
  }

  run({ lines }: { readonly lines: boolean }): MachineStop {
    if (this.ended !== null) return this.ended;
    if (this.asking.isWaiting) throw new Error('run() while a system call is waited for');
    const next = this.asking.takeNext(this.line);
    if (next !== null) return next;
    try {
      return this.execute(lines);
    } catch (error) {
      const fault = faultOf(error, this.line);
      if (fault === null) throw error;
      return (this.ended = fault);
    }
  }

  private execute(lines: boolean): MachineStop {
    const { code, wide } = this.program;
    const { data, stack, memoryBase } = this;
    const work: Workspace = { code, wide, stack, data, memoryBase };
    const word = (index: number): number => code[index] ?? 0;
    const pop = (): Integer => stack.pop() ?? 0;
    for (;;) {
      if (--this.left < 0) return (this.ended = outOfSteps(this.line, this.budget));
      const pc = this.pc;
      this.pc = pc + 1 + (operands[word(pc)] ?? 0);
      if (operate(work, pc, this.fp)) continue;
      switch (word(pc)) {
        case op.jump:
          this.pc = word(pc + 1);
          break;
        case op.jumpIfZero:
          if (pop() === 0) this.pc = word(pc + 1);
          break;
        case op.jumpUnlessZero:
          if (pop() !== 0) this.pc = word(pc + 1);
          break;
        case op.call:
          this.enter(word(pc + 1));
          break;
        case op.return: {
          if (this.frames.length === 1) return this.exit(Number(pop()));
          // A handler's frame stays, so that it can be seen, until the kernel has taken the process back.
          if (this.frames.at(-1)?.interrupted !== undefined) return { kind: 'sigreturn', line: this.line };
          this.leave();
          break;
        }
        case op.callThrough: {
          const count = word(pc + 1);
          const [address = 0] = stack.splice(stack.length - count - 1, 1);
          this.enter(this.functionAt(address, count));
          break;
        }
        case op.system: {
          const call = this.program.system[word(pc + 1)];
          if (call === undefined) throw new Error('no such system call');
          this.line = word(pc + 2);
          const values = stack.splice(stack.length - call.parameters, call.parameters);
          return this.asking.system(this.host, call, values, this.line);
        }
        case op.library: {
          const callee = this.program.library[word(pc + 1)];
          if (callee === undefined) throw new Error('no such library function');
          this.line = word(pc + 3);
          const stop = this.useLibrary(callee.name, word(pc + 2));
          if (stop !== null) return stop;
          break;
        }
        case op.line: {
          const line = word(pc + 1);
          const isNew = line !== this.passed;
          this.left -= data.takeMoved() / BYTES_A_STEP;
          this.line = this.passed = line;
          if (lines && isNew) return { kind: 'line', line };
          break;
        }
        case op.commandLine:
          stack.push(this.commandLine.argc, this.commandLine.argv);
          break;
        default:
          throw new Error(`no instruction ${String(word(pc))}`);
      }
    }
  }

  /** main has returned, or exit() was called; the frame stays, so that the variables can still be seen. */
  private exit(status: number): MachineStop {
    return (this.ended = { kind: 'exit', status: status & 0xff, line: this.line });
  }

  /** The function that a pointer names. Anything else is where a real process would run into what is no code of its own. */
  private functionAt(address: Integer, count: number): number {
    const { functions } = this.program;
    const index = functionAt(address, functions.length);
    if (index === null || functions[index]?.parameters !== count) throw new MemoryFault(address, 'code');
    return index;
  }

  handle(address: number, args: readonly number[], siginfo?: Uint8Array): void {
    this.left = this.budget;
    try {
      const index = functionAt(address, this.program.functions.length);
      if (index === null) throw new MemoryFault(address, 'code');
      const interrupted = { asking: this.asking, siginfo: siginfo === undefined ? null : (args[1] ?? 0) };
      if (siginfo !== undefined) {
        this.data.map(args[1] ?? 0, siginfo.length);
        this.data.received(args[1] ?? 0, siginfo.length, siginfo);
      }
      this.stack.push(...args.slice(0, this.program.functions[index]?.parameters ?? 0));
      this.enter(index, interrupted);
      this.asking = new Asking();
    } catch (error) {
      this.ended = faultOf(error, this.line);
      if (this.ended === null) throw error;
    }
  }

  leaveHandler(): void {
    const { interrupted } = this.leave();
    if (interrupted === undefined) throw new Error('no handler has returned');
    // What its function gives back goes nowhere.
    this.stack.pop();
    this.asking = interrupted.asking;
    if (interrupted.siginfo !== null) this.data.unmap(interrupted.siginfo);
  }

  /** Back to the caller. */
  private leave(): Frame {
    const frame = this.frames.pop();
    if (frame === undefined) throw new Error('return without a call');
    this.pc = frame.pc;
    this.fp = frame.fp;
    this.function = frame.function;
    this.line = this.passed = frame.line;
    return frame;
  }

  private enter(index: number, interrupted?: Interrupted): void {
    const caller = this.program.functions[this.function];
    const callee = this.program.functions[index];
    if (callee === undefined) throw new Error('no such function');
    const end = this.fp + (caller?.frameSize ?? 0);
    // A call on its way has what the library gave it behind the frame: a handler's own begins behind that.
    const fp = interrupted?.asking.isWaiting === true ? Math.max(end, this.host.top) : end;
    if (this.frames.length >= deepestCalls || fp + callee.frameSize > this.memory.length)
      throw new MemoryFault(this.memoryBase + fp, 'stack');
    this.frames.push({
      pc: this.pc,
      fp: this.fp,
      function: this.function,
      line: this.line,
      ...(interrupted ? { interrupted } : {}),
    });
    this.fp = fp;
    this.function = index;
    this.pc = callee.entry;
  }

  private useLibrary(name: string, count: number): MachineStop | null {
    const work = library[name];
    if (work === undefined) throw new Error(`the library has no ${name}`);
    const given = this.stack.splice(this.stack.length - count, count);
    this.host.top = this.fp + (this.program.functions[this.function]?.frameSize ?? 0);
    const told = work(this.host, given);
    this.left -= this.data.takeMoved() / BYTES_A_STEP;
    const outcome: LibraryOutcome = typeof told === 'object' ? told : { kind: 'value', value: told };
    switch (outcome.kind) {
      case 'value':
        this.stack.push(outcome.value);
        return null;
      case 'exit':
        return this.exit(outcome.status);
      case 'syscall':
        return this.asking.library(name, outcome, this.line);
      default:
        return unreachable(outcome);
    }
  }
}

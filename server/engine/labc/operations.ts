import { binaryOperators, calculate, complement, type Integer, negate } from '#shared/labc/arithmetic';
import { compareOperators, functionAddress, op, storage, storageSigned, storageSize } from '#shared/labc/code';
import type { CompiledProgram } from '#shared/labc/program';
import { compared } from '#shared/labc/typing';
import type { Memory } from './memory.ts';
import { advanced, converted } from './values.ts';

/** What instructions compute with. */
export interface Workspace {
  readonly code: CompiledProgram['code'];
  readonly wide: CompiledProgram['wide'];
  readonly stack: Integer[];
  readonly data: Memory;
  readonly memoryBase: number;
}

/**
 * Carries out the instruction at `pc` if it only computes, on the stack and in memory, and leaves the program's way as it is.
 * false: it is of another kind, and nothing has been done. `fp`: offset of the running function's frame.
 */
export function operate(work: Workspace, pc: number, fp: number): boolean {
  const { code, wide, stack, data, memoryBase } = work;
  // Written out, not in functions of their own: this is the innermost loop of every program.
  const first = code[pc + 1] ?? 0;
  const second = code[pc + 2] ?? 0;
  switch (code[pc]) {
    case op.push:
      stack.push(first);
      return true;
    case op.wide:
      stack.push(wide[first] ?? 0);
      return true;
    case op.staticAddress:
      stack.push(memoryBase + first);
      return true;
    case op.localAddress:
      stack.push(memoryBase + fp + first);
      return true;
    case op.load:
      stack.push(data.load(first, stack.pop() ?? 0));
      return true;
    case op.store: {
      const value = stack.pop() ?? 0;
      data.store(first, stack.pop() ?? 0, value);
      stack.push(value);
      return true;
    }
    case op.setLocal:
      data.store(first, memoryBase + fp + second, stack.pop() ?? 0);
      return true;
    case op.getLocal:
      stack.push(data.load(first, memoryBase + fp + second));
      return true;
    case op.copy: {
      const from = stack.pop() ?? 0;
      data.move(stack.at(-1) ?? 0, from, first);
      return true;
    }
    case op.copyIn: {
      const to = stack.pop() ?? 0;
      data.move(to, stack.pop() ?? 0, first);
      return true;
    }
    case op.zero:
      data.fill(stack.pop() ?? 0, 0, first);
      return true;
    case op.forget:
      data.forget(memoryBase + fp + first, second);
      return true;
    case op.duplicate:
      stack.push(stack.at(-1) ?? 0);
      return true;
    case op.drop:
      stack.pop();
      return true;
    case op.convert:
      stack.push(converted(stack.pop() ?? 0, first));
      return true;
    case op.calculate: {
      const right = stack.pop() ?? 0;
      const left = stack.pop() ?? 0;
      const kind = second;
      const operator = binaryOperators[first] ?? '+';
      stack.push(calculate(operator, left, right, storageSize[kind] ?? 4, storageSigned(kind)));
      return true;
    }
    case op.advance: {
      const index = stack.pop() ?? 0;
      stack.push(advanced(stack.pop() ?? 0, index, first));
      return true;
    }
    case op.distance: {
      const right = stack.pop() ?? 0;
      const bytes = calculate('-', stack.pop() ?? 0, right, 8, true);
      stack.push(calculate('/', bytes, first, 8, true));
      return true;
    }
    case op.compare: {
      const right = stack.pop() ?? 0;
      stack.push(compared(compareOperators[first] ?? '==', stack.pop() ?? 0, right) ? 1 : 0);
      return true;
    }
    case op.not:
      stack.push((stack.pop() ?? 0) === 0 ? 1 : 0);
      return true;
    case op.negate:
    case op.complement: {
      const kind = first;
      const change = code[pc] === op.negate ? negate : complement;
      stack.push(change(stack.pop() ?? 0, storageSize[kind] ?? 4, storageSigned(kind)));
      return true;
    }
    case op.step: {
      const address = stack.pop() ?? 0;
      const kind = first;
      const before = data.load(kind, address);
      const sum = calculate('+', before, second, 8, kind !== storage.u64);
      const after = converted(sum, kind);
      data.store(kind, address, after);
      stack.push(code[pc + 3] === 1 ? after : before);
      return true;
    }
    case op.functionAddress:
      stack.push(functionAddress(first));
      return true;
    default:
      return false;
  }
}

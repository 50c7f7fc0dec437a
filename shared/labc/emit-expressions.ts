import { binaryOperators, type Integer } from './arithmetic.ts';
import { compareOperators, op, storage } from './code.ts';
import type { Emitter } from './emitter.ts';
import { kernelCallsOf } from './library-calls.ts';
import type { Expression, Place } from './tree.ts';
import { type CType, sizeOf } from './types.ts';

/** How a scalar of this type lies in memory. */
export function storageOf(type: CType): number {
  if (type.kind === 'pointer') return storage.u64;
  if (type.kind !== 'integer') throw new Error(`${type.kind} is no scalar`);
  if (type.truth === true) return storage.truth;
  const index = { 1: 0, 2: 2, 4: 4, 8: 6 }[type.size];
  return type.signed ? index : index + 1;
}

export function emitConstant(emitter: Emitter, value: Integer): void {
  if (typeof value === 'number' && (value | 0) === value) emitter.emit(op.push, value);
  else emitter.emit(op.wide, emitter.wideConstant(value));
}

/** The address of a place. */
export function emitAddress(emitter: Emitter, place: Place): void {
  switch (place.kind) {
    case 'variable': {
      const { storage: where, offset } = place.variable;
      emitter.emit(where === 'static' ? op.staticAddress : op.localAddress, offset);
      return;
    }
    case 'string':
      emitter.emit(op.staticAddress, emitter.stringOffset(place.index));
      return;
    case 'dereference':
      emitValue(emitter, place.pointer);
      return;
    case 'member':
      emitAddress(emitter, place.object);
      if (place.offset !== 0) {
        emitter.emit(op.push, place.offset);
        emitter.emit(op.advance, 1);
      }
  }
}

/** The value; of a struct or an array, its address. A void expression leaves a 0, so that every expression leaves one value. */
export function emitValue(emitter: Emitter, expression: Expression): void {
  const { type } = expression;
  switch (expression.kind) {
    case 'poison':
      throw new Error('a refused program is not emitted');
    case 'constant':
      emitConstant(emitter, expression.value);
      return;
    case 'stream':
      emitter.emit(op.staticAddress, emitter.streamOffset(expression.fd));
      return;
    case 'function':
      emitter.emit(op.functionAddress, emitter.functionIndex(expression.symbol));
      return;
    case 'variable':
      if (expression.variable.storage === 'local' && isScalar(type)) {
        emitter.emit(op.getLocal, storageOf(type), expression.variable.offset);
        return;
      }
      emitLoad(emitter, expression);
      return;
    case 'string':
    case 'dereference':
    case 'member':
      emitLoad(emitter, expression);
      return;
    case 'address':
      emitAddress(emitter, expression.of);
      return;
    case 'convert':
      emitValue(emitter, expression.of);
      if (isScalar(type)) emitter.emit(op.convert, storageOf(type));
      return;
    case 'arithmetic':
      emitPair(emitter, expression.left, expression.right);
      emitter.emit(op.calculate, binaryOperators.indexOf(expression.operator), storageOf(type));
      return;
    case 'advance':
      emitPair(emitter, expression.pointer, expression.index);
      emitter.emit(op.advance, expression.scale);
      return;
    case 'distance':
      emitPair(emitter, expression.left, expression.right);
      emitter.emit(op.distance, expression.scale);
      return;
    case 'compare':
      emitPair(emitter, expression.left, expression.right);
      emitter.emit(op.compare, compareOperators.indexOf(expression.operator));
      return;
    case 'not':
      emitValue(emitter, expression.of);
      emitter.emit(op.not);
      return;
    case 'negate':
    case 'complement':
      emitValue(emitter, expression.of);
      emitter.emit(op[expression.kind], storageOf(type));
      return;
    case 'logical':
      emitLogical(emitter, expression.operator, expression.left, expression.right);
      return;
    case 'conditional':
      emitConditional(emitter, expression.condition, expression.yes, expression.no);
      return;
    case 'assign':
      emitAddress(emitter, expression.target);
      emitValue(emitter, expression.value);
      emitStore(emitter, type);
      return;
    case 'update':
      emitAddress(emitter, expression.target);
      emitter.emit(op.duplicate);
      emitter.emit(op.load, storageOf(type));
      emitter.emit(op.convert, storageOf(expression.common));
      emitValue(emitter, expression.value);
      emitter.emit(op.calculate, binaryOperators.indexOf(expression.operator), storageOf(expression.common));
      emitter.emit(op.convert, storageOf(type));
      emitter.emit(op.store, storageOf(type));
      return;
    case 'move':
      emitAddress(emitter, expression.target);
      emitter.emit(op.duplicate);
      emitter.emit(op.load, storage.u64);
      emitValue(emitter, expression.value);
      emitter.emit(op.advance, expression.scale);
      emitter.emit(op.store, storage.u64);
      return;
    case 'step':
      emitAddress(emitter, expression.target);
      emitter.emit(op.step, storageOf(type), expression.by, expression.prefix ? 1 : 0);
      return;
    case 'comma':
      emitValue(emitter, expression.left);
      emitter.emit(op.drop);
      emitValue(emitter, expression.right);
      return;
    case 'call':
      for (const argument of expression.arguments) emitValue(emitter, argument);
      emitter.emit(op.call, emitter.functionIndex(expression.callee));
      return;
    case 'callThrough':
      emitValue(emitter, expression.pointer);
      for (const argument of expression.arguments) emitValue(emitter, argument);
      emitter.emit(op.callThrough, expression.arguments.length);
      return;
    case 'library': {
      for (const argument of expression.arguments) emitValue(emitter, argument);
      const { callee, at } = expression;
      emitter.emit(op.library, emitter.libraryIndex(callee), expression.arguments.length, at.line);
      for (const call of kernelCallsOf(callee.name)) emitter.callSite({ ...position(at), api: callee.name, call });
      return;
    }
    case 'system':
      for (const argument of expression.arguments) emitValue(emitter, argument);
      // fcntl(fd, F_GETFL): what is left out is 0.
      for (let i = expression.arguments.length; i < expression.callee.parameters; i++) emitter.emit(op.push, 0);
      emitter.emit(op.system, emitter.systemIndex(expression.callee), expression.at.line);
      emitter.callSite({ ...position(expression.at), api: expression.callee.name, call: expression.callee.call });
  }
}

const position = ({ line, column }: { readonly line: number; readonly column: number }) => ({ line, column });

const isScalar = (type: CType): boolean => type.kind === 'integer' || type.kind === 'pointer';

function emitLoad(emitter: Emitter, place: Place): void {
  emitAddress(emitter, place);
  if (isScalar(place.type)) emitter.emit(op.load, storageOf(place.type));
}

/** address value -> value, or for a struct address address -> address. */
export function emitStore(emitter: Emitter, type: CType): void {
  if (isScalar(type)) emitter.emit(op.store, storageOf(type));
  else emitter.emit(op.copy, sizeOf(type));
}

function emitPair(emitter: Emitter, left: Expression, right: Expression): void {
  emitValue(emitter, left);
  emitValue(emitter, right);
}

/** The right side is looked at only where the left one leaves the answer open. */
function emitLogical(emitter: Emitter, operator: '&&' | '||', left: Expression, right: Expression): void {
  const short = operator === '&&' ? op.jumpIfZero : op.jumpUnlessZero;
  emitValue(emitter, left);
  const decided = emitter.emitJump(short);
  emitValue(emitter, right);
  const decidedToo = emitter.emitJump(short);
  emitter.emit(op.push, operator === '&&' ? 1 : 0);
  const done = emitter.emitJump(op.jump);
  emitter.land(decided);
  emitter.land(decidedToo);
  emitter.emit(op.push, operator === '&&' ? 0 : 1);
  emitter.land(done);
}

function emitConditional(emitter: Emitter, condition: Expression, yes: Expression, no: Expression): void {
  emitValue(emitter, condition);
  const otherwise = emitter.emitJump(op.jumpIfZero);
  emitValue(emitter, yes);
  const done = emitter.emitJump(op.jump);
  emitter.land(otherwise);
  emitValue(emitter, no);
  emitter.land(done);
}

import { op } from './code.ts';
import { Labels } from './emit-labels.ts';
import type { Position } from './diagnostics.ts';
import { emitAddress, emitConstant, emitStore, emitValue, storageOf } from './emit-expressions.ts';
import type { Emitter, Patch } from './emitter.ts';
import type { CompiledVariable } from './program.ts';
import type { Expression, Initialiser, Statement, Variable } from './tree.ts';
import { sizeOf } from './types.ts';

/** One function while its code is written: where break and continue go, and which variables it has shown. */
export class FunctionEmitter {
  readonly locals: { variable: Variable; from: number; to: number }[] = [];
  private readonly emitter: Emitter;
  private readonly labels = new Labels();
  private readonly loops: { breaks: Patch[]; continues: Patch[] | null }[] = [];

  constructor(emitter: Emitter) {
    this.emitter = emitter;
  }

  show(variable: Variable, from: number): void {
    if (variable.name !== '') this.locals.push({ variable, from, to: -1 });
  }

  compiledLocals(): CompiledVariable[] {
    return this.locals.map(({ variable: { name, type, offset }, from, to }) => ({ name, type, offset, from, to }));
  }

  statement(statement: Statement): void {
    const { emitter } = this;
    switch (statement.kind) {
      case 'empty':
        return;
      case 'block':
        this.block(statement.statements);
        return;
      case 'expression':
        this.line(statement.at);
        this.effect(statement.expression);
        return;
      case 'declare':
        this.show(statement.variable, emitter.here);
        emitter.emit(op.forget, statement.variable.offset, sizeOf(statement.variable.type));
        if (statement.initialiser !== null) {
          this.line(statement.at);
          emitInitialiser(emitter, statement.initialiser);
        }
        return;
      case 'if': {
        this.line(statement.at);
        emitValue(emitter, statement.condition);
        const otherwise = emitter.emitJump(op.jumpIfZero);
        this.statement(statement.yes);
        if (statement.no === null) {
          emitter.land(otherwise);
          return;
        }
        const done = emitter.emitJump(op.jump);
        emitter.land(otherwise);
        this.statement(statement.no);
        emitter.land(done);
        return;
      }
      case 'while': {
        const start = emitter.here;
        this.line(statement.at);
        emitValue(emitter, statement.condition);
        const out = emitter.emitJump(op.jumpIfZero);
        const jumps = this.loop(statement.body);
        this.landAll(jumps.continues);
        emitter.emit(op.jump, start);
        emitter.land(out);
        this.landAll(jumps.breaks);
        return;
      }
      case 'do': {
        const start = emitter.here;
        const jumps = this.loop(statement.body);
        this.landAll(jumps.continues);
        this.line(statement.at);
        emitValue(emitter, statement.condition);
        emitter.emit(op.jumpUnlessZero, start);
        this.landAll(jumps.breaks);
        return;
      }
      case 'for':
        this.forLoop(statement);
        return;
      case 'switch':
        this.switch(statement);
        return;
      case 'break':
      case 'continue':
        this.jump(statement.kind, statement.at);
        return;
      case 'goto':
        this.line(statement.at);
        this.labels.jump(emitter, statement.label);
        return;
      case 'labelled':
        this.labels.stand(emitter, statement.label);
        this.statement(statement.body);
        return;
      case 'return':
        this.line(statement.at);
        if (statement.value === null) emitter.emit(op.push, 0);
        else emitValue(emitter, statement.value);
        emitter.emit(op.return);
    }
  }

  line(at: Position): void {
    this.emitter.emit(op.line, at.line);
  }

  private effect(expression: Expression): void {
    emitValue(this.emitter, expression);
    this.emitter.emit(op.drop);
  }

  private block(statements: readonly Statement[]): void {
    const first = this.locals.length;
    for (const statement of statements) this.statement(statement);
    this.close(first);
  }

  /** Variables end with their block. */
  close(first: number): void {
    for (const local of this.locals.slice(first)) if (local.to < 0) local.to = this.emitter.here;
  }

  private landAll(patches: readonly Patch[]): void {
    for (const patch of patches) this.emitter.land(patch);
  }

  private loop(body: Statement): { breaks: Patch[]; continues: Patch[] } {
    const jumps = { breaks: [], continues: [] };
    this.loops.push(jumps);
    this.statement(body);
    this.loops.pop();
    return jumps;
  }

  private forLoop(statement: Extract<Statement, { kind: 'for' }>): void {
    const { emitter } = this;
    const first = this.locals.length;
    if (statement.start.kind === 'block') for (const one of statement.start.statements) this.statement(one);
    else this.statement(statement.start);
    const start = emitter.here;
    let out: Patch | null = null;
    if (statement.condition !== null) {
      this.line(statement.condition.at);
      emitValue(emitter, statement.condition);
      out = emitter.emitJump(op.jumpIfZero);
    }
    const jumps = this.loop(statement.body);
    this.landAll(jumps.continues);
    if (statement.step !== null) {
      this.line(statement.step.at);
      this.effect(statement.step);
    }
    emitter.emit(op.jump, start);
    if (out !== null) emitter.land(out);
    this.landAll(jumps.breaks);
    this.close(first);
  }

  private switch(statement: Extract<Statement, { kind: 'switch' }>): void {
    const { emitter } = this;
    const { keep } = statement;
    this.line(statement.at);
    emitValue(emitter, statement.value);
    emitter.emit(op.setLocal, storageOf(keep.type), keep.offset);
    const targets = new Map<object, Patch>();
    for (const item of statement.body) {
      if (item.kind !== 'case' || item.value === null) continue;
      emitter.emit(op.getLocal, storageOf(keep.type), keep.offset);
      emitConstant(emitter, item.value);
      emitter.emit(op.compare, 0);
      targets.set(item, emitter.emitJump(op.jumpUnlessZero));
    }
    const otherwise = emitter.emitJump(op.jump);
    const jumps = { breaks: [] as Patch[], continues: null };
    this.loops.push(jumps);
    const first = this.locals.length;
    let hasDefault = false;
    for (const item of statement.body) {
      if (item.kind !== 'case') {
        this.statement(item);
        continue;
      }
      const patch = targets.get(item) ?? otherwise;
      hasDefault ||= patch === otherwise;
      emitter.land(patch);
    }
    this.close(first);
    this.loops.pop();
    if (!hasDefault) emitter.land(otherwise);
    this.landAll(jumps.breaks);
  }

  private jump(kind: 'break' | 'continue', at: Position): void {
    this.line(at);
    const patch = this.emitter.emitJump(op.jump);
    const target =
      kind === 'break' ? this.loops.at(-1)?.breaks : this.loops.findLast((one) => one.continues)?.continues;
    if (target === undefined || target === null) throw new Error(`${kind} outside a loop`);
    target.push(patch);
  }
}

export function emitInitialiser(emitter: Emitter, { variable, zero, stores }: Initialiser): void {
  const place = { kind: 'variable', variable, type: variable.type, at: variable.at } as const;
  const address = (offset: number): void => {
    emitAddress(emitter, { ...place, variable: { ...variable, offset: variable.offset + offset } });
  };
  if (zero) {
    address(0);
    emitter.emit(op.zero, sizeOf(variable.type));
  }
  for (const store of stores) {
    address(store.offset);
    emitValue(emitter, store.value);
    emitStore(emitter, store.type);
    emitter.emit(op.drop);
  }
}

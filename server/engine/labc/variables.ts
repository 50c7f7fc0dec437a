import type { Variable } from '#shared/events/program';
import { functionAt } from '#shared/labc/code';
import type { CompiledProgram, CompiledVariable } from '#shared/labc/program';
import { typeText } from '#shared/labc/types';
import type { Memory } from './memory.ts';
import { Shower } from './show-value.ts';

/** Where a machine stands. */
export interface Standpoint {
  readonly pc: number;
  readonly fp: number;
  /** Index of the function; -1 before main. */
  readonly function: number;
}

/** Parameters, locals and globals in scope, an inner one in place of an outer one of the same name, as they are now. */
export function variablesAt(program: CompiledProgram, memory: Memory, at: Standpoint): Variable[] {
  const locals = program.functions[at.function]?.locals ?? [];
  const inScope = locals.filter((one) => one.from < at.pc && at.pc <= one.to);
  const visible = inScope.filter((one, index) => inScope.findLastIndex((other) => other.name === one.name) === index);
  const hidden = new Set(visible.map((one) => one.name));
  const place = ({ name, type, offset }: CompiledVariable, from: number) => ({
    name,
    type,
    address: memory.base + from + offset,
  });
  const places = [
    ...visible.map((one) => place(one, at.fp)),
    ...program.globals.filter((one) => !hidden.has(one.name)).map((one) => place(one, 0)),
  ];
  const { functions } = program;
  const nameAt = (address: number): string | null =>
    functions[functionAt(address, functions.length) ?? -1]?.name ?? null;
  const shower = new Shower(memory, places, nameAt);
  return places.map(({ name, type, address }) => ({ name, type: typeText(type), value: shower.value(type, address) }));
}

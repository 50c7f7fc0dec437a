import type { CType, FunctionType } from './types.ts';

/** Same but for const at the outermost level; within pointers const must agree. */
export function sameType(a: CType, b: CType): boolean {
  if (a.kind === 'integer' && b.kind === 'integer')
    return a.size === b.size && a.signed === b.signed && a.truth === b.truth;
  if (a.kind === 'pointer' && b.kind === 'pointer') return a.to.constant === b.to.constant && sameType(a.to, b.to);
  if (a.kind === 'array' && b.kind === 'array') return a.length === b.length && sameType(a.of, b.of);
  if (a.kind === 'struct' && b.kind === 'struct') return a.body === b.body;
  if (a.kind === 'function' && b.kind === 'function') return sameFunction(a, b);
  return a.kind === b.kind;
}

export const sameFunction = (a: FunctionType, b: FunctionType): boolean =>
  sameType(a.result, b.result) &&
  a.variadic === b.variadic &&
  a.parameters.length === b.parameters.length &&
  a.parameters.every((one, index) => {
    const other = b.parameters[index];
    return other !== undefined && sameType(one.type, other.type);
  });

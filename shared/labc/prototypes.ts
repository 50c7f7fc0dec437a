/** The function's name in a prototype: "int close(int fd)" gives close. */
export const nameOf = (prototype: string): string => /(\w+)\(/.exec(prototype)?.[1] ?? '';

/** The parameters' names; a variadic one is "...". */
export const parametersOf = (prototype: string): string[] => {
  const list = prototype.slice(prototype.indexOf('(') + 1, prototype.lastIndexOf(')'));
  if (list === 'void') return [];
  return list.split(',').map((one) => /(\w+|\.\.\.)(\[\d*\])?$/.exec(one.trim())?.[1] ?? '');
};

export const byName = <T extends { readonly name: string }>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((one) => [one.name, one]));

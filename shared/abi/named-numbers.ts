/** Names for numbers, in a group: number -> name is only meaningful within one. */
export type Constants = Readonly<Record<string, number>>;

const reversed = new WeakMap<Constants, ReadonlyMap<number, string>>();

/** The first name that a group gives to a number; undefined where it has none. */
export function constantName(group: Constants, value: number): string | undefined {
  let names = reversed.get(group);
  if (names === undefined) {
    const first = new Map<number, string>();
    for (const [name, number] of Object.entries(group)) if (!first.has(number)) first.set(number, name);
    reversed.set(group, (names = first));
  }
  return names.get(value);
}

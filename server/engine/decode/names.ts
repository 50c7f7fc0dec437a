import { constantName, type Constants } from '#shared/abi/named-numbers';
import type { Value } from '#shared/events/value';

const bitsByGroup = new WeakMap<Constants, readonly (readonly [string, number])[]>();

/** A group's names and bits, listed once. */
function bitsOf(group: Constants): readonly (readonly [string, number])[] {
  const known = bitsByGroup.get(group);
  if (known) return known;
  const bits = Object.entries(group).filter(([, bit]) => bit !== 0);
  bitsByGroup.set(group, bits);
  return bits;
}

/** A number with its name in a group of constants; the number itself where it has none. */
export function symbolOf(group: Constants, raw: number): Value {
  return { symbol: constantName(group, raw) ?? String(raw), raw };
}

interface Low {
  readonly mask: number;
  readonly of: Constants;
  readonly last?: true;
}

/**
 * A set of bits with the names of `group`, in its order; bits without a name come last, as one hexadecimal number. An
 * empty set has the name that the group gives to 0, where it gives one (PROT_NONE).
 */
export function flagsOf(group: Constants, raw: number, low?: Low): Value {
  const flags: string[] = [];
  let rest = raw >>> 0;
  let lowName: string | undefined;
  if (low) {
    const value = rest & low.mask;
    lowName = constantName(low.of, value);
    if (lowName === undefined && value !== 0) lowName = low.last ? String(value) : `0x${value.toString(16)}`;
    rest = (rest & ~low.mask) >>> 0;
  }
  if (rest !== 0) {
    for (const [name, bit] of bitsOf(group)) {
      if ((rest & bit) >>> 0 !== bit) continue;
      flags.push(name);
      rest = (rest & ~bit) >>> 0;
    }
  }
  if (rest !== 0) flags.push(`0x${rest.toString(16)}`);
  if (lowName !== undefined) flags.splice(low?.last ? flags.length : 0, 0, lowName);
  if (flags.length === 0) {
    const none = constantName(group, 0);
    if (none !== undefined) flags.push(none);
  }
  return { flags, raw };
}

/** Flags of open(2): the access mode is a number in the low two bits, and O_RDONLY is its 0. */
export const openFlagsOf = (group: Constants, raw: number): Value => {
  const { O_RDONLY = 0, O_WRONLY = 1, O_RDWR = 2, ...bits } = group;
  return flagsOf(bits, raw, { mask: 3, of: { O_RDONLY, O_WRONLY, O_RDWR } });
};

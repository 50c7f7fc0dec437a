import type { Fill, SystemCall } from '#shared/labc/calls';
import { storage } from '#shared/labc/code';
import type { KernelResult } from './library.ts';
import type { Memory } from './memory.ts';

/** A system call that the machine waits for. It is never changed, so that two machines may share it after a fork. */
export interface Pending {
  readonly result: KernelResult;
  readonly fills: readonly Expected[];
}

/** Memory that the kernel will have written where the call succeeds. */
interface Expected {
  readonly address: number;
  readonly size: number | 'result';
  /** Where the kernel tells how much it had to write: it wrote no more than `size` of that. */
  readonly behind: number | null;
}

/** The kernel's -1 to -4095 are errors (syscall(2)); anything else is a result, an address for one. */
export const hasFailed = (raw: number): boolean => raw < 0 && raw > -4096;

const asIs: KernelResult = (raw) => (hasFailed(raw) ? -1 : raw);

/** `given`: the raw arguments in the order of the source. */
export const awaited = (memory: Memory, call: SystemCall, given: readonly number[]): Pending => ({
  result: asIs,
  fills: call.fills.flatMap((fill) => expected(memory, fill, given)),
});

function expected(memory: Memory, { parameter, size }: Fill, given: readonly number[]): readonly Expected[] {
  const address = given[parameter] ?? 0;
  if (address === 0) return [];
  if (typeof size !== 'object') return [{ address, size, behind: null }];
  const behind = given[size.behind] ?? 0;
  if (!memory.holds(behind, 4)) return [];
  return [{ address, size: Number(memory.load(storage.u32, behind)), behind }];
}

/** After a call that succeeded: what the kernel wrote has a value now. */
export function receive(memory: Memory, { fills }: Pending, result: number): void {
  for (const { address, size, behind } of fills) {
    const told = behind === null ? Infinity : Number(memory.load(storage.u32, behind));
    memory.received(address, Math.min(size === 'result' ? result : size, told));
  }
}

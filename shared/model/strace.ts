import { errnoText } from '../abi/errno.ts';
import type { EventOf } from '../events/event.ts';
import type { Argument, Value } from '../events/value.ts';
import { straceValue } from './strace-value.ts';

/** What a call needs to be written down: an enter event, or a process's current call. */
export interface CallText {
  readonly call: string;
  readonly args: readonly Argument[];
}

/** What its end adds: an exit event, or the current call with its result in hand. */
export interface ReturnText {
  readonly ret: number;
  readonly errno?: string | null | undefined;
  readonly outputs?: readonly Argument[] | undefined;
}

/**
 * One system call as strace writes it, by the kernel's name: `connect(3, {sa_family=AF_INET, …}, 16) = 0`. Without its end:
 * `accept(3, NULL, NULL <unfinished ...>`; exit_group(2) has none, and is written `= ?` like strace does.
 */
export function formatCall(enter: CallText, exit?: ReturnText | null): string {
  const texts = enter.args.map((argument) => argumentText(argument, exit));
  const head = `${enter.call}(${texts.join(', ')}`;
  if (exit === undefined || exit === null) {
    return enter.call === 'exit_group' || enter.call === 'exit' ? `${head}) = ?` : `${head} <unfinished ...>`;
  }
  return `${head}) = ${resultText(exit)}`;
}

/** The right-hand side: `3`, or `-1 ECONNREFUSED (Connection refused)`. */
export function resultText({ ret, errno }: ReturnText): string {
  if (errno === undefined || errno === null) return String(ret);
  const text = errnoText(errno);
  return `${ret} ${errno}${text === undefined ? '' : ` (${text})`}`;
}

/** As strace -f begins the second half of a call that others' lines interrupted. */
export const formatResumed = (exit: EventOf<'syscall.exit'>): string =>
  `<... ${exit.call} resumed>) = ${resultText(exit)}`;

/** What the kernel wrote stands in the argument's place; a value-result length shows both: [128 => 16]. */
function argumentText(argument: Argument, exit: ReturnText | null | undefined): string {
  const output = exit?.outputs?.find((candidate) => candidate.name === argument.name);
  if (output === undefined) return straceValue(argument.value);
  const before = onlyNumber(argument.value);
  const after = onlyNumber(output.value);
  if (before !== null && after !== null) return before === after ? `[${after}]` : `[${before} => ${after}]`;
  const unreadable = typeof output.value === 'object' && output.value !== null && 'fault' in output.value;
  return straceValue(unreadable ? argument.value : output.value);
}

function onlyNumber(value: Value): number | null {
  if (typeof value !== 'object' || value === null || !('list' in value) || value.list.length !== 1) return null;
  const [number] = value.list;
  return typeof number === 'number' ? number : null;
}

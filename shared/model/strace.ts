import { errnoText } from '../abi/errno.ts';
import { syscallByName } from '../abi/syscalls.ts';
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
  const args = enter.call === 'mremap' ? remapArguments(enter.args) : enter.args;
  const texts = enter.call === 'clone' ? cloneTexts(args) : args.map((argument) => argumentText(argument, exit));
  const head = `${enter.call}(${texts.join(', ')}`;
  if (exit === undefined || exit === null) {
    return enter.call === 'exit_group' || enter.call === 'exit' ? `${head}) = ?` : `${head} <unfinished ...>`;
  }
  return `${head}) = ${callResult(enter.call, exit)}`;
}

/** The right-hand side: `3`, or `-1 ECONNREFUSED (Connection refused)`. */
function resultText({ ret, errno }: ReturnText): string {
  if (errno === undefined || errno === null) return String(ret);
  // The call has no result yet: the kernel makes it again when a handler is over.
  if (errno === 'ERESTARTSYS') return '? ERESTARTSYS (To be restarted if SA_RESTART is set)';
  const text = errnoText(errno);
  return `${ret} ${errno}${text === undefined ? '' : ` (${text})`}`;
}

/**
 * The right-hand side of a certain call, with what strace tells behind the number: `0 (Timeout)`, `1 (in [4], left
 * {tv_sec=4, …})`, `0x802 (flags O_RDWR|O_NONBLOCK)`; an address in hexadecimal.
 */
function callResult(call: string, exit: ReturnText): string {
  if (exit.ret < 0) return resultText(exit);
  switch (syscallByName(call)?.returns) {
    case 'address':
      return exit.ret === 0 ? '0' : hex(exit.ret);
    case 'flags': {
      const bits = exit.outputs?.find(({ name }) => name === 'flags')?.value;
      return bits === undefined || exit.ret === 0 ? String(exit.ret) : `${hex(exit.ret)} (flags ${straceValue(bits)})`;
    }
    case 'fd':
    case undefined:
      break;
  }
  if (exit.ret === 0 && timed.has(call)) return '0 (Timeout)';
  const behind = (exit.outputs ?? []).flatMap(({ name, value }) => {
    const label = behindResult[name];
    return label === undefined || isEmpty(value) ? [] : [`${label}${straceValue(value)}`];
  });
  return behind.length === 0 || exit.ret === 0 ? String(exit.ret) : `${exit.ret} (${behind.join(', ')})`;
}

const hex = (number: number): string => `0x${number.toString(16)}`;

/** Calls whose 0 says that the time is over. */
const timed = new Set(['select', 'pselect6', 'poll', 'ppoll', 'recvmmsg']);

/** Outputs that stand behind the result, while their arguments keep what they were called with. */
const behindResult: Readonly<Record<string, string>> = {
  readfds: 'in ',
  writefds: 'out ',
  exceptfds: 'except ',
  fds: '',
  timeout: 'left ',
};

const isEmpty = (value: Value): boolean =>
  value === null || (typeof value === 'object' && 'list' in value && value.list.length === 0);

/** As strace -f begins the second half of a call that others' lines interrupted. */
export const formatResumed = (exit: EventOf<'syscall.exit'>): string =>
  `<... ${exit.call} resumed>) = ${callResult(exit.call, exit)}`;

/** What the kernel wrote stands in the argument's place; a value-result length shows both: [128 => 16]. */
function argumentText(argument: Argument, exit: ReturnText | null | undefined): string {
  const output = behindResult[argument.name] === undefined ? outputOf(argument, exit) : undefined;
  if (output === undefined) return straceValue(argument.value);
  const before = onlyNumber(argument.value);
  const after = onlyNumber(output.value);
  if (before !== null && after !== null) {
    if (before === after) return `[${after}]`;
    return argument.name.startsWith('off') ? `[${before}] => [${after}]` : `[${before} => ${after}]`;
  }
  const unreadable = typeof output.value === 'object' && output.value !== null && 'fault' in output.value;
  return straceValue(unreadable ? argument.value : withLengths(argument.value, output.value));
}

const outputOf = (argument: Argument, exit: ReturnText | null | undefined): Argument | undefined =>
  exit?.outputs?.find((candidate) => candidate.name === argument.name);

/** A received message, its address's length with what was offered for it: msg_namelen=110 => 16. */
function withLengths(before: Value, after: Value): Value {
  if (typeof before !== 'object' || before === null || typeof after !== 'object' || after === null) return after;
  if ('list' in before && 'list' in after) {
    return { ...after, list: after.list.map((value, i) => withLengths(before.list[i] ?? null, value)) };
  }
  if (!('fields' in before && 'fields' in after)) return after;
  const { msg_hdr: header, msg_namelen: length } = after.fields;
  if (header !== undefined) {
    return { ...after, fields: { ...after.fields, msg_hdr: withLengths(before.fields['msg_hdr'] ?? null, header) } };
  }
  const offered = before.fields['msg_namelen'];
  if (typeof offered !== 'number' || typeof length !== 'number' || offered === length) return after;
  return {
    ...after,
    fields: { ...after.fields, msg_namelen: { symbol: `${offered} => ${length}`, raw: length } },
  };
}

/** mremap(2)'s new address counts only where it is asked for. */
const remapArguments = (args: readonly Argument[]): readonly Argument[] =>
  flagsOf(args).includes('MREMAP_FIXED') ? args : args.filter(({ name }) => name !== 'new_address');

function flagsOf(args: readonly Argument[]): readonly string[] {
  const flags = args.find(({ name }) => name === 'flags')?.value;
  return typeof flags === 'object' && flags !== null && 'flags' in flags ? flags.flags : [];
}

/** clone(2)'s arguments have names and another order, and only those that the flags ask for. */
function cloneTexts(args: readonly Argument[]): string[] {
  const value = (name: string): Value => args.find((argument) => argument.name === name)?.value ?? null;
  const flags = flagsOf(args);
  const wants = (...names: readonly string[]): boolean => names.some((name) => flags.includes(name));
  const shown: [string, string, boolean][] = [
    ['child_stack', 'stack', true],
    ['flags', 'flags', true],
    ['parent_tid', 'parent_tid', wants('CLONE_PARENT_SETTID')],
    ['tls', 'tls', wants('CLONE_SETTLS')],
    ['child_tidptr', 'child_tid', wants('CLONE_CHILD_SETTID', 'CLONE_CHILD_CLEARTID')],
  ];
  return shown.filter(([, , show]) => show).map(([label, name]) => `${label}=${straceValue(value(name))}`);
}

function onlyNumber(value: Value): number | null {
  if (typeof value !== 'object' || value === null || !('list' in value) || value.list.length !== 1) return null;
  const [number] = value.list;
  return typeof number === 'number' ? number : null;
}

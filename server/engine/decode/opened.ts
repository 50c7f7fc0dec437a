import { syscallByName, syscalls } from '#shared/abi/syscalls';
import type { Argument } from '#shared/events/value';

const F_DUPFD = 0;
const F_DUPFD_CLOEXEC = 1030;

/** The calls that can open one: by their result, by a pair in memory, or by fcntl(2)'s command. */
const opening: ReadonlySet<string> = new Set([
  'fcntl',
  ...Object.entries(syscalls).flatMap(([name, { returns, args }]) =>
    returns === 'fd' || args.some(({ kind }) => kind === 'fdPairOut') ? [name] : [],
  ),
]);

/**
 * The descriptors that a call which has returned (`result` >= 0) has opened, by its result and its outputs. Those that come
 * with a message (SCM_RIGHTS) are not among them: a message may carry more than its event tells.
 */
export function openedDescriptors(
  call: string,
  raw: readonly number[],
  result: number,
  outputs: readonly Argument[],
): number[] {
  if (!opening.has(call)) return [];
  if (call === 'fcntl') return raw[1] === F_DUPFD || raw[1] === F_DUPFD_CLOEXEC ? [result] : [];
  // signalfd(2) with a descriptor changes what that one waits for.
  if (call === 'signalfd4' && raw[0] === result) return [];
  const entry = syscallByName(call);
  const pairs = (entry?.args ?? []).flatMap((field) => {
    const pair = field.kind === 'fdPairOut' ? outputs.find(({ name }) => name === field.name)?.value : null;
    return typeof pair === 'object' && pair !== null && 'list' in pair ? pair.list : [];
  });
  const given = pairs.filter((fd): fd is number => typeof fd === 'number');
  return entry?.returns === 'fd' ? [result, ...given] : given;
}

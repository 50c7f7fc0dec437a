import { descriptorCalls } from '#shared/abi/syscalls/descriptors';
import { processCalls } from '#shared/abi/syscalls/processes';
import { socketCalls } from '#shared/abi/syscalls/sockets';
import { waitingCalls } from '#shared/abi/syscalls/waiting';
import type { LabEvent } from '#shared/events/event';
import { formatCall } from '#shared/model/strace';
import { whyNotSame } from '../same-calls.ts';

/** The calls of a run of a lab beside what strace saw the compiled programs do in such a lab. */

/** A process's calls in strace's spelling, from the log; one that never came back ends in `<unfinished ...>`. */
function linesOf(events: readonly LabEvent[], role: string): string[] {
  const own = events.filter((event) => 'role' in event && event.role === role);
  return own.flatMap((event, i) => {
    if (event.kind !== 'syscall.enter') return [];
    const exit = own.slice(i + 1).find((later) => later.kind === 'syscall.exit' || later.kind === 'syscall.enter');
    return [formatCall(event, exit?.kind === 'syscall.exit' ? exit : null)];
  });
}

/** Made by the C library for itself, in its own way: memory, the actions of signals, the ends of threads. */
const library = new Set(['brk', 'mmap', 'munmap', 'mremap', 'execve', 'rt_sigaction', 'rt_sigprocmask', 'getrandom']);
const families = { ...socketCalls, ...descriptorCalls, ...waitingCalls, ...processCalls };

const nameOf = (line: string): string => /^(\w+)\(/.exec(line)?.[1] ?? '';

/** Descriptors 1 and 2 are stdio's: libc asks what they are, and what it writes is gathered in another way. */
const isStdio = (line: string): boolean => /^(write|writev|ioctl|fcntl)\([12],/.test(line);

const isKnown = (line: string): boolean => {
  const name = nameOf(line);
  return Object.hasOwn(families, name) && !library.has(name) && !isStdio(line);
};

/**
 * strace writes `? ERESTARTSYS` behind a call that a signal interrupted. Where no handler ran, the kernel has made it again at
 * once: that line is the call's. Where one ran, rt_sigreturn(2)'s result tells whether the call failed or was made again.
 */
const isMadeAgain = (line: string, next: string | undefined): boolean =>
  isInterrupted(line) && next !== undefined && nameOf(next) === nameOf(line);
const isInterrupted = (line: string): boolean => /\)\s+= \? ERESTART/.test(line);
const interrupted = (line: string): string =>
  line.replace(/\)\s+= (\? ERESTART|-1 ERESTARTSYS|-1 EINTR).*$/, ') = -1 EINTR');

function compared(lines: readonly string[]): string[] {
  const known = lines.filter(isKnown);
  return known.filter((line, i) => !isMadeAgain(line, known[i + 1])).map(interrupted);
}

/** What no two runs share: ports and names that the kernel chose, process ids, addresses, what is left of a time. */
const volatile: readonly (readonly [RegExp, string])[] = [
  [/htons\((3[2-9]\d{3}|[45]\d{4}|6\d{4})\)/g, 'htons(PORT)'],
  [/@"[0-9a-f]{5}"/g, '@"NAME"'],
  [/, left \{[^}]*\}/g, ', left {TIME}'],
  // glibc's fork has the kernel keep the child's tid in its own memory; an actor has no such place.
  [/CLONE_CHILD_CLEARTID\|CLONE_CHILD_SETTID\|/g, ''],
  [/, child_tidptr=0x[0-9a-f]+/g, ''],
  [/\b0x[0-9a-f]{6,}\b/g, '0x7fffffff0000'],
];

const mask = (line: string, pids: ReadonlyMap<string, string>): string =>
  volatile
    .reduce((text, [found, put]) => text.replaceAll(found, put), line)
    .replaceAll(/\b\d+\b/g, (number) => pids.get(number) ?? number);

const pidsOf = (events: readonly LabEvent[]): Map<string, string> =>
  new Map(
    events.flatMap((event) => (event.kind === 'process.start' ? [[String(event.pid), `PID(${event.role})`]] : [])),
  );

/** What differs between a lab's run and the compiled programs', a sentence each. `chosen`: what the kernel decides anew at each run. */
export function differences(
  events: readonly LabEvent[],
  compiled: { readonly events: readonly LabEvent[]; readonly strace: ReadonlyMap<string, readonly string[]> },
  chosen: readonly [RegExp, string] = [/$^/g, ''],
): string[] {
  const [ownPids, theirPids] = [pidsOf(events), pidsOf(compiled.events)];
  const roles = (log: readonly LabEvent[]): string[] =>
    log.flatMap((event) => (event.kind === 'process.start' ? [event.role] : [])).sort();
  const [own, theirs] = [roles(events), roles(compiled.events)];
  if (own.join() !== theirs.join()) return [`processes: ${own.join(', ')}; compiled: ${theirs.join(', ')}`];
  return own.flatMap((role) => {
    const mine = compared(linesOf(events, role)).map((line) => mask(line, ownPids).replaceAll(...chosen));
    const its = compared(compiled.strace.get(role) ?? []).map((line) => mask(line, theirPids).replaceAll(...chosen));
    const length = Math.max(mine.length, its.length);
    for (let i = 0; i < length; i++) {
      const why = whyNot(mine[i] ?? '', its[i] ?? '');
      if (why !== null) return [`${role}, call ${i + 1}: ${why}`];
    }
    return [];
  });
}

function whyNot(mine: string, its: string): string | null {
  const ended = (line: string): string => line.replace(/(\)\s+= \?| <unfinished \.\.\.>.*)$/, '');
  if (ended(mine) !== mine || ended(its) !== its) {
    return ended(mine) === ended(its) ? null : `one never came back:\n  ours   ${mine}\n  strace ${its}`;
  }
  return whyNotSame(mine, its);
}

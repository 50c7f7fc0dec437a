import type { EventOf, LabEvent } from '#shared/events/event';
import type { Argument, Value } from '#shared/events/value';
import type { CurrentCall, LabState, ProcessState } from '#shared/model/state';

/**
 * What time alone will bring to a program that sleeps in a call, from what its programs have asked for: the time-outs of its socket
 * (SO_RCVTIMEO, SO_SNDTIMEO: socket(7)), an alarm (alarm(2)), a timer that it waits for (timerfd_create(2)).
 */

/** Calls in which the socket's time-out of this direction counts (socket(7)). */
const receiving: ReadonlySet<string> = new Set([
  'accept',
  'accept4',
  'recvfrom',
  'recvmsg',
  'recvmmsg',
  'read',
  'readv',
]);
const sending: ReadonlySet<string> = new Set([
  'connect',
  'sendto',
  'sendmsg',
  'sendmmsg',
  'write',
  'writev',
  'sendfile',
]);
const reading: ReadonlySet<string> = new Set(['read', 'readv']);
const polling: ReadonlySet<string> = new Set(['poll', 'ppoll']);
const selecting: ReadonlySet<string> = new Set(['select', 'pselect6']);
const epolling: ReadonlySet<string> = new Set(['epoll_wait', 'epoll_pwait', 'epoll_pwait2']);

/** A signal or an expiry that is due may take so long to show, on a busy machine. In nanoseconds. */
const LATE = 2e9;

/** A timer: when it expires next, in nanoseconds of the lab, and whether it goes on after that. */
interface Timer {
  readonly due: number;
  readonly repeats: boolean;
}

/** What a process has asked for; a child has what its parent had (fork(2)), but no alarm. */
interface Asked {
  alarm: Timer | null;
  readonly timers: Map<number, Timer>;
  /** By epoll descriptor: what it watches. */
  readonly watched: Map<number, Set<number>>;
}

interface History {
  readonly processes: ReadonlyMap<number, Asked>;
  /** Sockets with a time-out, as `SO_RCVTIMEO s1`. */
  readonly timed: ReadonlySet<string>;
}

type Enter = EventOf<'syscall.enter'>;
type Args = readonly Argument[];

const valueOf = (args: Args, name: string): Value | undefined => args.find((one) => one.name === name)?.value;
const numberOf = (args: Args, name: string): number => {
  const value = valueOf(args, name);
  return typeof value === 'number' ? value : -1;
};
const symbolOf = (args: Args, name: string): string => {
  const value = valueOf(args, name);
  return typeof value === 'object' && value !== null && 'symbol' in value ? value.symbol : '';
};
const fieldsOf = (value: Value | undefined): Readonly<Record<string, Value>> =>
  typeof value === 'object' && value !== null && 'fields' in value ? value.fields : {};
const listOf = (value: Value | undefined): readonly Value[] =>
  typeof value === 'object' && value !== null && 'list' in value ? value.list : [];

/** A struct timeval or timespec in nanoseconds. */
function nanosOf(value: Value | undefined): number {
  const { tv_sec: seconds, tv_usec: micros, tv_nsec: nanos } = fieldsOf(value);
  const number = (part: Value | undefined): number => (typeof part === 'number' ? part : 0);
  return number(seconds) * 1e9 + number(micros) * 1e3 + number(nanos);
}

function historyOf(events: readonly LabEvent[]): History {
  const processes = new Map<number, Asked>();
  const timed = new Set<string>();
  const entered = new Map<number, Enter>();
  for (const event of events) {
    if (event.kind === 'process.start') {
      const parent = event.parent === undefined ? undefined : processes.get(event.parent);
      const watched = [...(parent?.watched ?? [])].map(([fd, set]) => [fd, new Set(set)] as const);
      processes.set(event.pid, { alarm: null, timers: new Map(parent?.timers), watched: new Map(watched) });
    }
    if (event.kind === 'syscall.enter') entered.set(event.pid, event);
    if (event.kind !== 'syscall.exit' || event.errno !== undefined) continue;
    const enter = entered.get(event.pid);
    const asked = processes.get(event.pid);
    if (enter && asked) remember(asked, timed, enter, event.t);
  }
  return { processes, timed };
}

function remember(asked: Asked, timed: Set<string>, { call, args }: Enter, t: number): void {
  switch (call) {
    case 'alarm': {
      const seconds = numberOf(args, 'seconds');
      asked.alarm = seconds > 0 ? { due: t + seconds * 1e9, repeats: false } : null;
      return;
    }
    case 'setitimer': {
      const { it_value: value, it_interval: interval } = fieldsOf(valueOf(args, 'new_value'));
      const first = nanosOf(value);
      asked.alarm = first > 0 ? { due: t + first, repeats: nanosOf(interval) > 0 } : null;
      return;
    }
    case 'setsockopt': {
      const option = symbolOf(args, 'optname');
      const key = `${option} ${args[0]?.socket ?? ''}`;
      if (option !== 'SO_RCVTIMEO' && option !== 'SO_SNDTIMEO') return;
      if (nanosOf(valueOf(args, 'optval')) > 0) timed.add(key);
      else timed.delete(key);
      return;
    }
    case 'timerfd_settime': {
      const { it_value: value, it_interval: interval } = fieldsOf(valueOf(args, 'new_value'));
      const first = nanosOf(value);
      // An absolute time is one of a clock that the log does not know: it may come at any moment.
      const due = isAbsolute(valueOf(args, 'flags')) ? Infinity : t + first;
      if (first > 0) asked.timers.set(numberOf(args, 'fd'), { due, repeats: nanosOf(interval) > 0 });
      else asked.timers.delete(numberOf(args, 'fd'));
      return;
    }
    case 'epoll_ctl': {
      const [epoll, fd] = [numberOf(args, 'epfd'), numberOf(args, 'fd')];
      const watched = asked.watched.get(epoll) ?? new Set();
      if (symbolOf(args, 'op') === 'EPOLL_CTL_DEL') watched.delete(fd);
      else watched.add(fd);
      asked.watched.set(epoll, watched);
      return;
    }
    case 'close':
      asked.timers.delete(numberOf(args, 'fd'));
      asked.watched.delete(numberOf(args, 'fd'));
      return;
    default:
  }
}

const isAbsolute = (value: Value | undefined): boolean =>
  typeof value === 'object' && value !== null && 'flags' in value && value.flags.includes('TFD_TIMER_ABSTIME');

/** Whether it has yet to expire; `now` in nanoseconds of the lab. */
const isPending = (timer: Timer | null | undefined, now: number): boolean =>
  timer !== null && timer !== undefined && (timer.repeats || now < timer.due + LATE);

/** The descriptors that a call waits for. */
function awaited({ call, args }: CurrentCall, asked: Asked): readonly number[] {
  const numbers = (values: readonly Value[]): number[] => values.filter((value) => typeof value === 'number');
  if (reading.has(call)) return numbers([args[0]?.value ?? -1]);
  if (polling.has(call)) return numbers(listOf(valueOf(args, 'fds')).map((one) => fieldsOf(one)['fd'] ?? -1));
  if (selecting.has(call)) return numbers(listOf(valueOf(args, 'readfds')));
  if (epolling.has(call)) return [...(asked.watched.get(numberOf(args, 'epfd')) ?? [])];
  return [];
}

/** A child of a listener has its time-outs from it (sk_clone in net/core/sock.c). */
function hasTimeout(timed: ReadonlySet<string>, option: string, socket: string, state: LabState): boolean {
  const parent = state.sockets[socket]?.parent;
  return (
    timed.has(`${option} ${socket}`) || (parent !== null && parent !== undefined && timed.has(`${option} ${parent}`))
  );
}

/** Which of the programs that sleep time will wake. `now`: nanoseconds since the lab started. */
export function wokenByTime(
  { events, state, now }: { readonly events: readonly LabEvent[]; readonly state: LabState; readonly now: number },
  asleep: readonly ProcessState[],
): readonly ProcessState[] {
  const { processes, timed } = historyOf(events);
  return asleep.filter(({ pid, call }) => {
    const asked = processes.get(pid);
    if (call === null || asked === undefined) return false;
    if (isPending(asked.alarm, now)) return true;
    const socket = call.args[0]?.socket;
    if (socket !== undefined) {
      if (receiving.has(call.call) && hasTimeout(timed, 'SO_RCVTIMEO', socket, state)) return true;
      if (sending.has(call.call) && hasTimeout(timed, 'SO_SNDTIMEO', socket, state)) return true;
    }
    return awaited(call, asked).some((fd) => isPending(asked.timers.get(fd), now));
  });
}

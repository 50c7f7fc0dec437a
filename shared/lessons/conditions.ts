import { errnoName, errnoNumbers } from '../abi/errno.ts';
import { signalNumber } from '../abi/signals.ts';
import { syscallByName } from '../abi/syscalls.ts';
import { fail, failure, ok, type Result } from '../base/result.ts';
import { stateSchema, timerSchema, type SocketState } from '../events/socket.ts';
import { packetForms, parsePacket, type PacketCondition } from './packet-conditions.ts';

type TimerName = (typeof timerSchema.shape.name.options)[number];

/** Something that one event of a log shows. Roles are the lesson's own. */
export type Happening =
  | { readonly kind: 'blocked'; readonly role: string; readonly api: string }
  /** Asleep in a call, in this function of the kernel. */
  | { readonly kind: 'sleeps'; readonly role: string; readonly where: string }
  | { readonly kind: 'enters'; readonly role: string; readonly api: string }
  | { readonly kind: 'returns'; readonly role: string; readonly api: string; readonly ret: number | null }
  | { readonly kind: 'fails'; readonly role: string; readonly api: string; readonly errno: string }
  | { readonly kind: 'reaches'; readonly role: string; readonly state: SocketState }
  | { readonly kind: 'is'; readonly role: string; readonly state: SocketState }
  | { readonly kind: 'goes'; readonly role: string; readonly path: readonly SocketState[] }
  | { readonly kind: 'queue'; readonly role: string; readonly queue: QueueName; readonly length: number }
  | { readonly kind: 'timer'; readonly role: string; readonly timer: TimerName }
  | { readonly kind: 'prints'; readonly role: string; readonly text: string }
  | { readonly kind: 'exits'; readonly role: string; readonly status: number }
  | { readonly kind: 'gets'; readonly role: string; readonly signal: string }
  | { readonly kind: 'killed'; readonly role: string; readonly signal: string }
  | PacketCondition;

/** The queues of a socket, as the kernel counts them (socket.queues). */
type QueueName = 'accept' | 'receive' | 'send';

/** What `after` and `expect` in a lesson can say about a lab. */
export type Condition =
  | Happening
  | { readonly kind: 'never'; readonly what: Happening }
  /** So many different packets; `exactly`: and no more. */
  | { readonly kind: 'count'; readonly count: number; readonly exactly: boolean; readonly what: PacketCondition }
  /** The program makes this call so often, and no more. */
  | { readonly kind: 'times'; readonly count: number; readonly what: Happening }
  /** The first time of one comes before the first time of the other, if that comes at all. */
  | { readonly kind: 'before'; readonly what: Happening; readonly other: Happening };

/** The forms of the language, as shown to a person whose sentence is none of them. */
export const conditionForms: readonly string[] = [
  'server blocked in accept',
  'client sleeps in unix_wait_for_peer',
  'client enters connect',
  'client calls send 3 times',
  'client connect returns 0',
  'client connect fails with ECONNREFUSED',
  'server accept is restarted',
  'client reaches SYN_SENT',
  'client is ESTABLISHED',
  'client goes FIN_WAIT1 -> CLOSING -> TIME_WAIT',
  'client never reaches ESTABLISHED',
  'server accept queue reaches 1',
  'client runs the persist timer',
  'client prints "hello"',
  'server exits 0',
  'server gets SIGCHLD',
  'client killed by SIGPIPE',
  ...packetForms,
  'no packet RST from A to B',
  '3 packets SYN from B to A',
  'at least 2 packets data from B to A copied',
  'server exits 0 before client exits 0',
];

/** Names in the source whose kernel call has another name (FACTS: glibc's wrappers), besides the kernel's own names. */
const libraryNames = new Set([
  'send',
  'recv',
  'select',
  'poll',
  'fork',
  'sleep',
  'usleep',
  'exit',
  'pselect',
  'pipe',
  'eventfd',
  'signalfd',
  'eventfd_read',
  'eventfd_write',
  'epoll_create',
  'wait',
  'waitpid',
  'signal',
  'sigaction',
  'sigprocmask',
  'sigsuspend',
  'sigpending',
  'sigwait',
  'raise',
  'printf',
  'perror',
  'malloc',
  'calloc',
  'realloc',
  'free',
]);

/** What an interrupted call ends with when the kernel is going to make it again (include/linux/errno.h). */
const RESTARTED = 'ERESTARTSYS';

/**
 * Reads one condition: one of `conditionForms`, with any role, call, state, number or packet in it.
 * Fails with code `condition` and a sentence that says what to write.
 */
export function parseCondition(text: string): Result<Condition> {
  const words = text.trim().replaceAll(/\s+/g, ' ');
  const order = /^((?:"[^"]*"|[^"])+?) before (.+)$/.exec(words);
  if (order !== null) {
    const what = parseHappening(order[1] ?? '', text);
    const other = parseHappening(order[2] ?? '', text);
    if (!what.ok) return what;
    return other.ok ? ok({ kind: 'before', what: what.value, other: other.value }) : other;
  }
  const counted = /^(at least )?(\d{1,4}) packets? (.+)$/.exec(words);
  if (counted !== null) {
    const [, atLeast, count, rest = ''] = counted;
    const what = parsePacket(`packet ${rest}`);
    return what.ok
      ? ok({ kind: 'count', count: Number(count), exactly: atLeast === undefined, what: what.value })
      : what;
  }
  const times = /^(.+ (?:enters|calls) \w+) (\d{1,4}) times?$/.exec(words);
  if (times !== null) {
    const what = parseHappening(times[1] ?? '', text);
    return what.ok ? ok({ kind: 'times', count: Number(times[2]), what: what.value }) : what;
  }
  const never = /^(?:no (packet .+)|([^"]+?) never (.+))$/.exec(words);
  if (never !== null) {
    const [, packet, who, rest] = never;
    const what = parseHappening(packet ?? `${who ?? ''} ${rest ?? ''}`, text);
    return what.ok ? ok({ kind: 'never', what: what.value }) : what;
  }
  return parseHappening(words, text);
}

function parseHappening(words: string, text: string): Result<Happening> {
  if (words.startsWith('packet ')) return parsePacket(words);
  const prints = /^([^"]+?) prints "(.+)"$/.exec(words);
  if (prints !== null) return ok({ kind: 'prints', role: prints[1] ?? '', text: prints[2] ?? '' });
  const blocked = /^(.+) (?:is )?(?:blocked|waits) in (\w+)$/.exec(words);
  if (blocked !== null) return aboutCall('blocked', blocked[1], blocked[2]);
  const sleeps = /^(.+) sleeps in (\w+)$/.exec(words);
  if (sleeps !== null) return ok({ kind: 'sleeps', role: sleeps[1] ?? '', where: sleeps[2] ?? '' });
  const enters = /^(.+) (?:enters|calls) (\w+)$/.exec(words);
  if (enters !== null) return aboutCall('enters', enters[1], enters[2]);
  const returns = /^(.+) (\w+) returns(?: (-?\d+))?$/.exec(words);
  if (returns !== null) {
    const [, role = '', api = '', ret] = returns;
    return known(api) ?? ok({ kind: 'returns', role, api, ret: ret === undefined ? null : Number(ret) });
  }
  const restarted = /^(.+) (\w+) is restarted$/.exec(words);
  if (restarted !== null) {
    const [, role = '', api = ''] = restarted;
    return known(api) ?? ok({ kind: 'fails', role, api, errno: RESTARTED });
  }
  const fails = /^(.+) (\w+) fails with (\w+)$/.exec(words);
  if (fails !== null) return failsCondition(fails);
  const killed = /^(.+?) (?:is )?killed by (SIG[A-Z0-9]+)$/.exec(words);
  if (killed !== null) return signalCondition('killed', killed);
  const gets = /^(.+) gets (SIG[A-Z0-9]+)$/.exec(words);
  if (gets !== null) return signalCondition('gets', gets);
  const exits = /^(.+) exits (?:with )?(\d+)$/.exec(words);
  if (exits !== null) return ok({ kind: 'exits', role: exits[1] ?? '', status: Number(exits[2]) });
  const queue = /^(.+) (accept|receive|send) queue reaches (\d+)$/.exec(words);
  if (queue !== null) {
    return ok({ kind: 'queue', role: queue[1] ?? '', queue: queue[2] as QueueName, length: Number(queue[3]) });
  }
  const timer = /^(.+) runs the (\w+) timer$/.exec(words);
  if (timer !== null) return timerCondition(timer);
  const path = /^(.+?) goes (.+->.+)$/.exec(words);
  if (path !== null) return pathCondition(path);
  const state = /^(.+) (reaches|is) (\w+)$/.exec(words);
  if (state !== null) return stateCondition(state);
  return bad(`"${text.trim()}" is not a condition; write it like "${conditionForms.join('", "')}".`);
}

const bad = (message: string): Result<never> => fail(failure('condition', message));

function known(api: string): Result<never> | null {
  if (libraryNames.has(api) || syscallByName(api) !== undefined) return null;
  return bad(`${api} is no call of the lab; write a call's name as the program spells it, such as accept or connect.`);
}

function aboutCall(kind: 'blocked' | 'enters', role = '', api = ''): Result<Happening> {
  return known(api) ?? ok({ kind, role, api });
}

function failsCondition([, role = '', api = '', word = '']: RegExpExecArray): Result<Happening> {
  // EWOULDBLOCK is EAGAIN: events carry the first name.
  const errno = errnoName(errnoNumbers[word] ?? 0);
  if (errno === undefined) {
    return bad(`${word} is no error of Linux; write its name as errno(3) lists it, such as ECONNREFUSED.`);
  }
  return known(api) ?? ok({ kind: 'fails', role, api, errno });
}

function signalCondition(kind: 'gets' | 'killed', [, role = '', signal = '']: RegExpExecArray): Result<Happening> {
  if (signalNumber(signal) !== undefined) return ok({ kind, role, signal });
  return bad(`${signal} is no signal of Linux; write its name as signal(7) lists it, such as SIGPIPE.`);
}

function stateOf(name: string): Result<SocketState> {
  const state = stateSchema.safeParse(name);
  if (!state.success) return bad(`${name} is no socket state; write one of ${stateSchema.options.join(', ')}.`);
  return ok(state.data);
}

function stateCondition([, role = '', verb, name = '']: RegExpExecArray): Result<Happening> {
  const state = stateOf(name);
  return state.ok ? ok({ kind: verb === 'is' ? 'is' : 'reaches', role, state: state.value }) : state;
}

function pathCondition([, role = '', names = '']: RegExpExecArray): Result<Happening> {
  const path: SocketState[] = [];
  for (const name of names.split('->')) {
    const state = stateOf(name.trim());
    if (!state.ok) return state;
    path.push(state.value);
  }
  return ok({ kind: 'goes', role, path });
}

function timerCondition([, role = '', name = '']: RegExpExecArray): Result<Happening> {
  const timer = timerSchema.shape.name.safeParse(name);
  if (timer.success) return ok({ kind: 'timer', role, timer: timer.data });
  return bad(`${name} is no timer of a socket; write one of ${timerSchema.shape.name.options.join(', ')}.`);
}

/** What a condition is about, without order, numbers and "never". */
export function happeningsOf(condition: Condition): readonly Happening[] {
  switch (condition.kind) {
    case 'never':
    case 'count':
    case 'times':
      return [condition.what];
    case 'before':
      return [condition.what, condition.other];
    default:
      return [condition];
  }
}

/** The roles a condition speaks of; packets have none. */
export const rolesOf = (condition: Condition): readonly string[] =>
  happeningsOf(condition).flatMap((what) => (what.kind === 'packet' ? [] : [what.role]));

/** Whether it is more than something that happens: nothing can wait for it. */
export const needsTheEnd = (condition: Condition): boolean =>
  ['never', 'before', 'times'].includes(condition.kind) || (condition.kind === 'count' && condition.exactly);

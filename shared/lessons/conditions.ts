import { errnoName, errnoNumbers } from '../abi/errno.ts';
import { syscallByName } from '../abi/syscalls.ts';
import { unreachable } from '../base/exhaustive.ts';
import { fail, failure, ok, type Result } from '../base/result.ts';
import type { HostName } from '../events/common.ts';
import type { LabEvent } from '../events/event.ts';
import { tcpFlagSchema } from '../events/packet.ts';
import { stateSchema, type SocketState } from '../events/socket.ts';
import type { LabState } from '../model/state.ts';

/** What `after` and `expect` in a lesson can say about a lab. Roles are the lesson's own. */
export type Condition =
  | { readonly kind: 'blocked'; readonly role: string; readonly api: string }
  | { readonly kind: 'enters'; readonly role: string; readonly api: string }
  | { readonly kind: 'returns'; readonly role: string; readonly api: string; readonly ret: number | null }
  | { readonly kind: 'fails'; readonly role: string; readonly api: string; readonly errno: string }
  | { readonly kind: 'reaches'; readonly role: string; readonly state: SocketState }
  | { readonly kind: 'is'; readonly role: string; readonly state: SocketState }
  | { readonly kind: 'exits'; readonly role: string; readonly status: number }
  | { readonly kind: 'killed'; readonly role: string; readonly signal: string }
  | {
      readonly kind: 'packet';
      readonly flags: readonly string[];
      readonly from: HostName;
      readonly to: HostName;
      readonly fate: 'held' | 'delivered' | 'dropped' | null;
    };

/** The forms of the language, as shown to a person whose sentence is none of them. */
export const conditionForms: readonly string[] = [
  'server blocked in accept',
  'client enters connect',
  'client connect returns 0',
  'client connect fails with ECONNREFUSED',
  'client reaches SYN_SENT',
  'client is ESTABLISHED',
  'server exits 0',
  'client killed by SIGPIPE',
  'packet SYN,ACK from A to B',
];

/** Names in the source whose kernel call has another name (FACTS: glibc's wrappers), besides the kernel's own names. */
const libraryNames = new Set(['send', 'recv', 'select', 'poll', 'fork', 'sleep', 'exit', 'pselect', 'epoll_create']);

/**
 * Reads one condition: one of `conditionForms`, with any role, call, state, number or packet in it.
 * Fails with code `condition` and a sentence that says what to write.
 */
export function parseCondition(text: string): Result<Condition> {
  const words = text.trim().replaceAll(/\s+/g, ' ');
  const packet = /^packet ([A-Z,]+) from ([AB]) to ([AB])(?: (held|delivered|dropped))?$/.exec(words);
  if (packet !== null) return packetCondition(packet);
  const blocked = /^(.+) (?:is )?(?:blocked|waits) in (\w+)$/.exec(words);
  if (blocked !== null) return aboutCall('blocked', blocked[1], blocked[2]);
  const enters = /^(.+) (?:enters|calls) (\w+)$/.exec(words);
  if (enters !== null) return aboutCall('enters', enters[1], enters[2]);
  const returns = /^(.+) (\w+) returns(?: (-?\d+))?$/.exec(words);
  if (returns !== null) {
    const [, role = '', api = '', ret] = returns;
    return known(api) ?? ok({ kind: 'returns', role, api, ret: ret === undefined ? null : Number(ret) });
  }
  const fails = /^(.+) (\w+) fails with (\w+)$/.exec(words);
  if (fails !== null) {
    const [, role = '', api = '', word = ''] = fails;
    // EWOULDBLOCK is EAGAIN: events carry the first name.
    const errno = errnoName(errnoNumbers[word] ?? 0);
    if (errno === undefined) {
      return bad(`${word} is no error of Linux; write its name as errno(3) lists it, such as ECONNREFUSED.`);
    }
    return known(api) ?? ok({ kind: 'fails', role, api, errno });
  }
  const killed = /^(.+?) (?:is )?killed by (SIG[A-Z0-9]+)$/.exec(words);
  if (killed !== null) return ok({ kind: 'killed', role: killed[1] ?? '', signal: killed[2] ?? '' });
  const exits = /^(.+) exits (?:with )?(\d+)$/.exec(words);
  if (exits !== null) return ok({ kind: 'exits', role: exits[1] ?? '', status: Number(exits[2]) });
  const state = /^(.+) (reaches|is) (\w+)$/.exec(words);
  if (state !== null) return stateCondition(state);
  return bad(`"${text.trim()}" is not a condition; write it like "${conditionForms.join('", "')}".`);
}

const bad = (message: string): Result<never> => fail(failure('condition', message));

function known(api: string): Result<never> | null {
  if (libraryNames.has(api) || syscallByName(api) !== undefined) return null;
  return bad(`${api} is no call of the lab; write a call's name as the program spells it, such as accept or connect.`);
}

function aboutCall(kind: 'blocked' | 'enters', role = '', api = ''): Result<Condition> {
  return known(api) ?? ok({ kind, role, api });
}

function stateCondition([, role = '', verb, name = '']: RegExpExecArray): Result<Condition> {
  const state = stateSchema.safeParse(name);
  if (!state.success) return bad(`${name} is no socket state; write one of ${stateSchema.options.join(', ')}.`);
  return ok({ kind: verb === 'is' ? 'is' : 'reaches', role, state: state.data });
}

function packetCondition([, list = '', from, to, fate]: RegExpExecArray): Result<Condition> {
  const flags = list.split(',');
  const stranger = flags.find((flag) => !tcpFlagSchema.safeParse(flag).success);
  if (stranger !== undefined) {
    return bad(`"${stranger}" is no TCP flag; write flags of ${tcpFlagSchema.options.join(', ')}, joined by commas.`);
  }
  const fates = { held: 'held', delivered: 'delivered', dropped: 'dropped' } as const;
  return ok({
    kind: 'packet',
    flags,
    from: from === 'B' ? 'B' : 'A',
    to: to === 'B' ? 'B' : 'A',
    fate: fate === 'held' || fate === 'delivered' || fate === 'dropped' ? fates[fate] : null,
  });
}

/** The role a condition speaks of; null for packets. */
export const roleOf = (condition: Condition): string | null => (condition.kind === 'packet' ? null : condition.role);

/** Whether this event, with the state it led to, makes the condition true. */
export function satisfiedBy(condition: Condition, event: LabEvent, state: LabState): boolean {
  switch (condition.kind) {
    case 'blocked':
      return event.kind === 'syscall.blocked' && event.role === condition.role && names(event, condition.api);
    case 'enters':
      return event.kind === 'syscall.enter' && event.role === condition.role && names(event, condition.api);
    case 'returns':
      return (
        event.kind === 'syscall.exit' &&
        event.role === condition.role &&
        names(event, condition.api) &&
        (condition.ret === null ? event.errno === undefined : event.ret === condition.ret)
      );
    case 'fails':
      return (
        event.kind === 'syscall.exit' &&
        event.role === condition.role &&
        names(event, condition.api) &&
        event.errno === condition.errno
      );
    case 'exits':
      return event.kind === 'process.exit' && event.role === condition.role && event.status === condition.status;
    case 'killed':
      return event.kind === 'process.exit' && event.role === condition.role && event.signal === condition.signal;
    case 'reaches':
    case 'is':
      return socketReached(condition, event, state);
    case 'packet':
      return packetFits(condition, event);
    default:
      return unreachable(condition);
  }
}

const names = (event: { readonly call: string; readonly api: string }, name: string): boolean =>
  event.api === name || event.call === name;

function socketReached(
  condition: { readonly kind: 'reaches' | 'is'; readonly role: string; readonly state: SocketState },
  event: LabEvent,
  state: LabState,
): boolean {
  if (
    event.kind !== 'socket.open' &&
    event.kind !== 'socket.state' &&
    event.kind !== 'socket.gone' &&
    event.kind !== 'fd.open'
  ) {
    return false;
  }
  const socket = event.socket === undefined ? undefined : state.sockets[event.socket];
  if (socket === undefined || socket.role !== condition.role) return false;
  return condition.kind === 'is'
    ? !socket.gone && socket.state === condition.state
    : socket.visits.some((visit) => visit.to === condition.state);
}

function packetFits(condition: Extract<Condition, { kind: 'packet' }>, event: LabEvent): boolean {
  if (event.kind !== 'packet.held' && event.kind !== 'packet.delivered' && event.kind !== 'packet.dropped')
    return false;
  if (event.from !== condition.from || event.to !== condition.to || event.tcp === undefined) return false;
  if (condition.fate !== null && event.kind !== `packet.${condition.fate}`) return false;
  // PSH says only that the sender's buffer ran empty: a condition that does not name it does not mind it.
  const flags = event.tcp.flags.filter((flag) => flag !== 'PSH' || condition.flags.includes('PSH'));
  return flags.length === condition.flags.length && flags.every((flag) => condition.flags.includes(flag));
}

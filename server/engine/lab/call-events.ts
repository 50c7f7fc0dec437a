import { errnoName } from '#shared/abi/errno';
import type { Syscall } from '#shared/abi/syscalls/entry';
import type { EventDraft } from '#shared/events/event';
import type { Argument } from '#shared/events/value';
import type { MachineStop } from '#shared/labc/machine';
import { ERESTARTSYS } from '../ptrace/constants.ts';
import type { whereAsleep } from './asleep.ts';
import type { Told } from './journal.ts';

export type CallStop = Extract<MachineStop, { kind: 'syscall' }>;

/** A call on its way: what is needed to tell of its end. Times in nanoseconds of the lab. */
export interface Pending {
  readonly stop: CallStop;
  readonly entry: Syscall;
  /** The id of its syscall.enter. */
  readonly enter: number;
  readonly args: readonly Argument[];
  /** When it was let into the kernel, and how long it stood at its gate before. */
  releasedAt: number;
  heldNs: number;
  blockedTold: boolean;
}

const nameOf = (result: number): string =>
  result === ERESTARTSYS ? 'ERESTARTSYS' : (errnoName(-result) ?? `E${-result}`);

/** Who makes the calls. */
interface Caller {
  readonly pid: number;
  readonly role: string;
}

/** The program's text tells which function was called, and where; ptrace the rest. */
const told: EventDraft['sources'] = { api: 'program', line: 'program' };

// Written without a spread, and with absent parts left undefined (JSON has no word for them): these two are told for
// every call of a program that runs free.

export function enterEvent({ pid, role }: Caller, { call, api, line }: CallStop, args: Argument[]): Told {
  return { kind: 'syscall.enter', source: 'ptrace', sources: told, pid, tid: pid, role, call, api, line, args };
}

/** `result`: the kernel's, -errno on failure. `at`: when it was seen. */
export function exitEvent(
  { pid, role }: Caller,
  { stop, releasedAt, heldNs }: Pending,
  result: number,
  outputs: Argument[],
  at: number,
  cause: number,
): Told {
  return {
    kind: 'syscall.exit',
    source: 'ptrace',
    sources: told,
    pid,
    tid: pid,
    role,
    call: stop.call,
    api: stop.api,
    line: stop.line,
    ret: result < 0 ? -1 : result,
    errno: result < 0 ? nameOf(result) : undefined,
    outputs: outputs.length > 0 ? outputs : undefined,
    kernelNs: at - releasedAt,
    heldNs,
    cause,
  };
}

export function blockedEvent(
  { pid, role }: Caller,
  { stop, enter, releasedAt }: Pending,
  { wchan }: NonNullable<ReturnType<typeof whereAsleep>>,
): Told {
  return {
    kind: 'syscall.blocked',
    source: 'proc',
    pid,
    tid: pid,
    role,
    call: stop.call,
    api: stop.api,
    line: stop.line,
    since: releasedAt,
    wchan: wchan ?? undefined,
    cause: enter,
  };
}

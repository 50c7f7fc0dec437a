import { errnoName } from '#shared/abi/errno';
import { signalName } from '#shared/abi/signals';
import type { Syscall } from '#shared/abi/syscalls/entry';
import type { HostName } from '#shared/events/common';
import type { EventDraft } from '#shared/events/event';
import type { Argument } from '#shared/events/value';
import type { LabMachine, MachineStop } from '#shared/labc/machine';
import { ERESTARTSYS } from '../ptrace/constants.ts';
import type { Stop } from '../ptrace/stop.ts';
import type { whereAsleep } from './asleep.ts';
import type { Told } from './journal.ts';

export type CallStop = Extract<MachineStop, { kind: 'syscall' }>;

/** How a program ends: main has returned, or exit() was called. */
export const exitCall = ({ status, line }: { readonly status: number; readonly line: number }): CallStop => {
  return { kind: 'syscall', call: 'exit_group', api: 'exit', line, args: [status, 0, 0, 0, 0, 0] };
};

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

/** Who makes the calls: what the engine tells of one program, as events. */
interface Caller {
  readonly pid: number;
  readonly role: string;
}

/** `parent`: the process that forked it, and that call's id; undefined where the lab started it. */
export function start(
  { pid, role, host }: Caller & { readonly host: HostName },
  argv: readonly string[],
  parent: { readonly pid: number; readonly call: number } | undefined,
): Told {
  return {
    kind: 'process.start',
    source: parent ? 'ptrace' : 'lab',
    pid,
    ...(parent ? { parent: parent.pid } : {}),
    host,
    role,
    argv: [...argv],
    cause: parent?.call,
  };
}

/** `cause`: the call that it was in, where that ended it. */
export function end(
  { pid, role }: Caller,
  stop: Extract<Stop, { kind: 'exited' | 'killed' }>,
  cause: number | undefined,
): Told {
  const how = stop.kind === 'exited' ? { status: stop.status } : { signal: signalName(stop.signal) };
  return { kind: 'process.exit', source: 'ptrace', pid, role, ...how, cause };
}

/** The line that is about to run, and what is in scope there. */
export function line({ pid, role }: Caller, at: number, machine: LabMachine): Told {
  return {
    kind: 'program.line',
    source: 'program',
    pid,
    role,
    line: at,
    function: machine.functionName,
    variables: machine.variables(),
  };
}

/** The program's last words: the fault of its own that ends it. */
export function fault({ role }: Caller, stop: Extract<MachineStop, { kind: 'fault' }>): Told {
  return { kind: 'marker', source: 'program', label: `${role}, line ${stop.line}: ${stop.message}` };
}

/** The program's text tells which function was called, and where; ptrace the rest. */
const told: EventDraft['sources'] = { api: 'program', line: 'program' };

// Written without a spread, and with absent parts left undefined (JSON has no word for them): these two are told for
// every call of a program that runs free.

export function enter({ pid, role }: Caller, { call, api, line }: CallStop, args: Argument[]): Told {
  return { kind: 'syscall.enter', source: 'ptrace', sources: told, pid, tid: pid, role, call, api, line, args };
}

/** `result`: the kernel's, -errno on failure. `at`: when it was seen. */
export function exit(
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

export function blocked(
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

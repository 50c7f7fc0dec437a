import type { EventOf } from '../events/event.ts';
import type { SocketState } from '../events/socket.ts';
import { machineFor } from '../machines/machine-for.ts';
import { hasEdge } from '../machines/machine.ts';
import { findPath } from '../machines/path.ts';
import { KEPT_FINDINGS, KEPT_GONE_SOCKETS, KEPT_VISITS, newest } from './caps.ts';
import { accent, transitionAccent } from './now.ts';
import { firstToGo, put, putLast } from './record.ts';
import { passedUnseen } from './socket-end.ts';
import { factsOf, toldBy } from './socket-facts.ts';
import type { Finding, LabState, SocketFacts, Visit } from './state.ts';

export function applySocketOpen(state: LabState, event: EventOf<'socket.open'>): LabState {
  const parent = event.parent === undefined ? undefined : state.sockets[event.parent];
  const owners = ownersOf(state, event);
  const firstOwner = owners[0];
  const ownRole = firstOwner === undefined ? null : (state.processes[firstOwner.pid]?.role ?? null);
  const visits = birthVisits(event, parent !== undefined);
  const socket: SocketFacts = {
    id: event.socket,
    host: event.host,
    family: event.family,
    type: event.type,
    protocol: event.protocol,
    cookie: event.cookie,
    state: event.state,
    since: event.t,
    gone: false,
    local: null,
    remote: null,
    owners,
    parent: event.parent ?? null,
    role: parent?.role ?? ownRole,
    recvq: 0,
    sendq: 0,
    acceptQueue: null,
    inferredBytes: null,
    timer: null,
    shutdown: 0,
    peer: null,
    inode: 0,
    info: {},
    ...factsOf(event),
    visits,
    told: toldBy({}, event, ['state']),
  };
  const born = visits.at(-1);
  return {
    ...state,
    sockets: put(state.sockets, socket.id, socket),
    now:
      born !== undefined && born.from !== null
        ? transitionAccent(socket.id, born)
        : firstOwner === undefined
          ? accent(state, { seq: event.seq, kind: 'state', socket: socket.id })
          : state.now,
  };
}

/**
 * How it came into the state it was first seen in. A child is born of a listener: that is the edge LISTEN -> SYN_RECV
 * (or LISTEN -> ESTABLISHED inside one kernel); what two looks passed over is marked as inferred.
 */
function birthVisits(event: EventOf<'socket.open'>, hasParent: boolean): readonly Visit[] {
  if (!hasParent) {
    const { seq, t, source, cause = null } = event;
    return [{ from: null, to: event.state, seq, t, cause, source, inferred: false }];
  }
  const between = findPath(machineFor(event.protocol, event.type), 'LISTEN', event.state) ?? [];
  return visitsOf(event, 'LISTEN', between, event.state);
}

function ownersOf(state: LabState, event: EventOf<'socket.open'>): SocketFacts['owners'] {
  const owners = [...event.owners];
  for (const process of Object.values(state.processes)) {
    for (const number in process.fds) {
      const fd = Number(number);
      if (process.fds[fd]?.socket !== event.socket) continue;
      if (!owners.some((owner) => owner.pid === process.pid && owner.fd === fd)) owners.push({ pid: process.pid, fd });
    }
  }
  return owners;
}

export function applySocketState(state: LabState, event: EventOf<'socket.state'>): LabState {
  const socket = state.sockets[event.socket];
  if (socket === undefined) return state;
  const machine = machineFor(socket.protocol, socket.type);
  const between = event.between ?? [];
  const visits = visitsOf(event, event.from, between, event.to);
  const findings = chain(event.from, between, event.to)
    .filter(([from, to]) => from !== to && !hasEdge(machine, from, to))
    .map(([from, to]): Finding => ({
      seq: event.seq,
      socket: event.socket,
      from,
      to,
      message: `${from} -> ${to} was observed, but ${machine.reference} has no such edge; look at the log around event ${event.seq}.`,
    }));
  const last = visits.at(-1);
  return {
    ...state,
    sockets: put(state.sockets, socket.id, {
      ...socket,
      ...factsOf(event),
      state: event.to,
      since: event.t,
      visits: newest([...socket.visits, ...visits], KEPT_VISITS),
      told: toldBy(socket.told, event, ['state']),
    }),
    findings: findings.length === 0 ? state.findings : newest([...state.findings, ...findings], KEPT_FINDINGS),
    now: last === undefined ? state.now : transitionAccent(socket.id, last),
  };
}

export function applySocketQueues(state: LabState, event: EventOf<'socket.queues'>): LabState {
  const socket = state.sockets[event.socket];
  if (socket === undefined) return state;
  const next: SocketFacts = { ...socket, ...factsOf(event), told: toldBy(socket.told, event, []) };
  return { ...state, sockets: put(state.sockets, socket.id, next) };
}

/**
 * The kernel has the socket no longer. RFC 9293 3.3.2: CLOSED is having no TCB, so for TCP being gone is that state; a
 * Unix stream's release sets TCP_CLOSE, which is UNCONN (unix_release_sock in net/unix/af_unix.c). Visits and addresses
 * stay, for the picture of what happened.
 */
export function applySocketGone(state: LabState, event: EventOf<'socket.gone'>): LabState {
  const socket = state.sockets[event.socket];
  if (socket === undefined) return state;
  const machine = machineFor(socket.protocol, socket.type);
  const closes = (machine.id === 'tcp' || machine.id === 'unix-stream') && socket.state !== machine.initial;
  const visits = closes ? visitsOf(event, socket.state, passedUnseen(state, socket), machine.initial) : [];
  const gone: SocketFacts = {
    ...socket,
    gone: true,
    owners: [],
    timer: null,
    ...(closes
      ? { state: machine.initial, since: event.t, visits: newest([...socket.visits, ...visits], KEPT_VISITS) }
      : {}),
    told: toldBy(socket.told, event, ['state', 'gone']),
  };
  // Gone ones stand last, in the order in which they went.
  const forgotten = firstToGo(state.sockets, KEPT_GONE_SOCKETS - 1, isGone, socket.id);
  const sockets = putLast(state.sockets, socket.id, gone, forgotten);
  const last = visits.at(-1);
  return { ...state, sockets, now: last === undefined ? state.now : transitionAccent(socket.id, last) };
}

const isGone = ({ gone }: SocketFacts): boolean => gone;

/** One visit an edge. What lies between two looks is inferred; only where they ended was seen. */
function visitsOf(
  event: EventOf<'socket.open'> | EventOf<'socket.state'> | EventOf<'socket.gone'>,
  from: SocketState,
  between: readonly SocketState[],
  to: SocketState,
): readonly Visit[] {
  return chain(from, between, to).map(([one, other], i) => ({
    from: one,
    to: other,
    seq: event.seq,
    t: event.t,
    cause: event.cause ?? null,
    source: i < between.length ? 'inferred' : event.source,
    inferred: i < between.length || event.source === 'inferred',
  }));
}

const chain = (
  from: SocketState,
  between: readonly SocketState[],
  to: SocketState,
): readonly (readonly [SocketState, SocketState])[] => {
  const states = [from, ...between, to];
  return states.slice(1).map((state, i) => [states[i] ?? from, state] as const);
};

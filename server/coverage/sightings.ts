import type { EventOf, LabEvent } from '#shared/events/event';
import type { Source } from '#shared/events/common';
import type { SocketState } from '#shared/events/socket';
import { machineFor } from '#shared/machines/machine-for';
import { bestRow, rowsOf, type StateMachine, type Transition } from '#shared/machines/machine';
import { applyEvent } from '#shared/model/apply';
import { initialState } from '#shared/model/initial';
import type { SocketFacts, Visit } from '#shared/model/state';

interface Seen {
  readonly machine: StateMachine['id'];
  /** The event that told it. */
  readonly seq: number;
  readonly source: Source;
  /** Concluded, not seen: passed between two looks at the kernel, or told by no look. */
  readonly inferred: boolean;
}

interface StateSighting extends Seen {
  readonly state: SocketState;
}

export interface EdgeSighting extends Seen {
  readonly from: SocketState;
  readonly to: SocketState;
  /** The table's row that tells what it was; null where several join the two states and the log does not tell which. */
  readonly row: Transition | null;
  /** A person ended the socket (SOCK_DESTROY): the kernel did not take this edge by itself. */
  readonly fromOutside: boolean;
}

export interface Sightings {
  readonly states: readonly StateSighting[];
  readonly edges: readonly EdgeSighting[];
}

type SocketEvent = EventOf<'socket.open' | 'socket.state' | 'socket.gone'>;

/** A look may come this much before a timer's last told expiry: the kernel counts in jiffies (up to 10 ms at HZ=100). */
const JIFFY_NS = 10e6;

/** What sockets were seen in and what they were seen to do, in the order of the log: the fold's own visits. */
export function sightingsIn(events: readonly LabEvent[]): Sightings {
  const states: StateSighting[] = [];
  const edges: EdgeSighting[] = [];
  let lab = initialState;
  for (const event of events) {
    const before = lab;
    lab = applyEvent(lab, event);
    if (event.kind !== 'socket.open' && event.kind !== 'socket.state' && event.kind !== 'socket.gone') continue;
    const socket = lab.sockets[event.socket];
    if (socket === undefined) continue;
    const visits = socket.visits.filter((visit) => visit.seq === event.seq);
    const concluded = visits.some((visit) => visit.inferred);
    const machine = machineFor(socket.protocol, socket.type);
    for (const visit of visits) {
      const source = sourceOf(event, visit);
      const seen = { machine: machine.id, seq: event.seq, source };
      states.push({ ...seen, state: visit.to, inferred: source === 'inferred' });
      if (visit.from === null || visit.from === visit.to) continue;
      const told = before.sockets[event.socket];
      edges.push({
        ...seen,
        from: visit.from,
        to: visit.to,
        // Two looks that differ by several edges saw where these ended; that each was taken is a conclusion.
        inferred: concluded,
        source: concluded ? 'inferred' : source,
        row: concluded
          ? (rowsOf(machine, visit.from, visit.to)[0] ?? null)
          : rowOf(machine, visit.from, visit.to, event, events, told),
        fromOutside: isDestroyed(event, events),
      });
    }
  }
  return { states, edges };
}

function sourceOf(event: LabEvent, visit: Visit): Source {
  return visit.inferred ? 'inferred' : (event.sources?.['state'] ?? visit.source);
}

/** By what set it off, as far as the log tells: a call, a segment, or a timer of the socket's that was due. */
function rowOf(
  machine: StateMachine,
  from: SocketState,
  to: SocketState,
  event: SocketEvent,
  events: readonly LabEvent[],
  before: SocketFacts | undefined,
): Transition | null {
  const cause = causeOf(event, events);
  const evidence = evidenceOf(cause);
  if (isAnothers(cause, event)) {
    const api = evidence.api ?? '';
    const peers = rowsOf(machine, from, to).find((row) => row.on.kind === 'peer' && row.on.apis.includes(api));
    if (peers !== undefined) return peers;
  }
  const known = bestRow(machine, from, to, evidence);
  if (known !== null) return known;
  // exit(2) closes what is open: where the table has no word of its own for it, it is a close().
  if (evidence.api === 'exit') return bestRow(machine, from, to, { api: 'close' });
  if (before === undefined || !timerDue(before, event, events)) return null;
  return rowsOf(machine, from, to).find((row) => row.on.kind === 'timer') ?? null;
}

const causeOf = (event: LabEvent, events: readonly LabEvent[]): LabEvent | undefined =>
  event.cause === undefined ? undefined : events[event.cause - 1];

function evidenceOf(cause: LabEvent | undefined): { readonly api?: string; readonly flags?: readonly string[] } {
  switch (cause?.kind) {
    case 'syscall.enter':
    case 'syscall.exit':
      return { api: cause.api };
    // A process that ends, by itself or killed, closes what it has open (exit(2)).
    case 'process.exit':
      return { api: 'exit' };
    case 'packet.held':
    case 'packet.delivered':
      return cause.tcp === undefined ? {} : { flags: cause.tcp.flags };
    default:
      return {};
  }
}

/** A call on a descriptor of another socket: inside one kernel it can change this one too. */
function isAnothers(cause: LabEvent | undefined, { socket }: { readonly socket: string }): boolean {
  const named =
    cause?.kind === 'syscall.enter' ? cause.args.find((argument) => argument.socket !== undefined) : undefined;
  return named !== undefined && named.socket !== socket;
}

/** Whether the timer that the last look told of had run out when this was seen. */
function timerDue({ timer, told }: SocketFacts, event: LabEvent, events: readonly LabEvent[]): boolean {
  const since = told['timer'] === undefined ? undefined : events[told['timer'].seq - 1]?.t;
  return !!timer && since !== undefined && event.t + JIFFY_NS >= since + timer.expiresMs * 1e6;
}

/** The lab notes a SOCK_DESTROY as a person's marker and names it as the cause of what follows. */
function isDestroyed(event: SocketEvent, events: readonly LabEvent[]): boolean {
  const cause = causeOf(event, events);
  return cause?.kind === 'marker' && cause.label.includes('SOCK_DESTROY');
}

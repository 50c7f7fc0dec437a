import { unreachable } from '../base/exhaustive.ts';
import type { SocketState } from '../events/socket.ts';

/** What sets a transition off: calls of the program (names as in the source), a segment with these flags, or time. */
export type Trigger =
  | { readonly kind: 'call'; readonly apis: readonly string[] }
  | { readonly kind: 'segment'; readonly flags: readonly string[] }
  | { readonly kind: 'timer' }
  /** Done by the peer inside the same kernel (Unix sockets). */
  | { readonly kind: 'peer'; readonly apis: readonly string[] };

/** One row of a state machine's table. */
export interface Transition {
  readonly from: SocketState;
  readonly to: SocketState;
  /** As RFC 9293 figure 5 labels it: "rcv SYN". */
  readonly event: string;
  /** What is done then: "snd SYN,ACK". Empty where nothing is. */
  readonly action: string;
  /** The call in the source that sets it off, where one does. */
  readonly api?: string;
  readonly on: Trigger;
  /** rfc9293: the RFC says so (in the figure or in its notes). linux, unix: what this kernel does. */
  readonly origin: 'rfc9293' | 'linux' | 'unix';
  /** Drawn in the figure it belongs to; false for edges that RFC 9293 figure 5 leaves out. */
  readonly figure: boolean;
  /** Where it is written: "RFC 9293 3.10.7.2", "unix(7)". */
  readonly where: string;
  /** For people, what happened: "SYN arrived while LISTEN". */
  readonly title: string;
  /** What came of it: "request created, SYN,ACK sent". */
  readonly outcome: string;
  /** One sentence for a lecture: why it is so. */
  readonly why: string;
}

/** Something worth a mark beside a state that is no state of the kernel's: a Unix socket whose peer is gone. */
interface Flag {
  readonly name: string;
  readonly state: SocketState;
  readonly event: string;
  readonly action: string;
  readonly where: string;
  readonly why: string;
}

export interface StateMachine {
  readonly id: 'tcp' | 'udp' | 'unix-stream' | 'unix-dgram';
  readonly title: string;
  /** Whose picture it is: "RFC 9293, figure 5". */
  readonly reference: string;
  readonly initial: SocketState;
  readonly states: readonly SocketState[];
  readonly transitions: readonly Transition[];
  readonly flags: readonly Flag[];
}

/** All rows that lead from one state straight to another, the figure's own first. */
export function rowsOf(machine: StateMachine, from: SocketState, to: SocketState): readonly Transition[] {
  return machine.transitions.filter((row) => row.from === from && row.to === to);
}

/** Whether the table leads from one state straight to the other. */
export function hasEdge(machine: StateMachine, from: SocketState, to: SocketState): boolean {
  return machine.transitions.some((row) => row.from === from && row.to === to);
}

/**
 * The row that tells what was seen: the one whose trigger fits the call or the segment's flags, or the only one there is
 * between the two states. Null where the table has no such edge, or several and nothing tells which it was.
 */
export function bestRow(
  machine: StateMachine,
  from: SocketState,
  to: SocketState,
  evidence: { readonly api?: string; readonly flags?: readonly string[] } = {},
): Transition | null {
  const rows = rowsOf(machine, from, to);
  const fits = rows.find((row) => triggerFits(row.on, evidence));
  return fits ?? (rows.length === 1 ? (rows[0] ?? null) : null);
}

function triggerFits(
  on: Trigger,
  { api, flags }: { readonly api?: string; readonly flags?: readonly string[] },
): boolean {
  switch (on.kind) {
    case 'call':
      return api !== undefined && on.apis.includes(api);
    case 'segment':
      // A RST ends things whatever else the segment says: RST,ACK is no mere ACK.
      return (
        flags !== undefined &&
        on.flags.every((flag) => flags.includes(flag)) &&
        on.flags.includes('RST') === flags.includes('RST')
      );
    case 'timer':
    case 'peer':
      return false;
    default:
      return unreachable(on);
  }
}

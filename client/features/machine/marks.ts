import type { SocketState } from '#shared/events/socket';
import type { LabState, SocketFacts } from '#shared/model/state';
import { machineFor } from '#shared/machines/machine-for';
import type { StateMachine } from '#shared/machines/machine';
import { tcp } from '#shared/machines/tcp';
import { roleStyle, type RoleStyle } from '../../ui/roles.ts';
import type { EdgeKey, NodeId } from './figure.ts';

/** A socket's place in the figure. */
export interface Token {
  readonly socket: string;
  readonly node: NodeId;
  readonly style: RoleStyle;
  /** The seq that brought it here: a token moves anew when this changes. */
  readonly seq: number;
  /** The edge it came by, or null. */
  readonly by: EdgeKey | null;
}

export interface EdgeMark {
  readonly kind: RoleStyle['kind'];
  /** Passed between two looks: never seen itself. */
  readonly inferred: boolean;
  /** The seq of the last transition along it. */
  readonly seq: number;
}

/** What of a machine's figure is lit: tokens, visited edges, and the transition seen last. */
export interface Marks {
  readonly tokens: readonly Token[];
  readonly visited: ReadonlyMap<EdgeKey, EdgeMark>;
  readonly now: EdgeKey | null;
}

/**
 * The machine to show: that of the socket that something happens to, else of the newest one, gone ones last; before any
 * socket, that of the programs' text.
 */
export function shownMachine(state: LabState): StateMachine {
  const { now } = state;
  const sockets = Object.values(state.sockets);
  const acted = state.sockets[now?.socket ?? now?.transitionSocket ?? ''];
  if (acted !== undefined) return machineFor(acted.protocol, acted.type);
  const newest = sockets.filter((socket) => !socket.gone).at(-1) ?? sockets.at(-1);
  if (newest !== undefined) return machineFor(newest.protocol, newest.type);
  const text = state.lab?.programs.map((program) => program.text).join('\n') ?? '';
  const unix = /AF_UNIX|AF_LOCAL/.test(text);
  const datagram = /SOCK_DGRAM/.test(text);
  if (unix) return machineFor('unix', datagram ? 'SOCK_DGRAM' : 'SOCK_STREAM');
  return datagram ? machineFor('udp', 'SOCK_DGRAM') : tcp;
}

export function marksOf(state: LabState, machine: StateMachine): Marks {
  const programs = state.lab?.programs ?? [];
  const sockets = Object.values(state.sockets).filter(
    (socket) => machineFor(socket.protocol, socket.type).id === machine.id,
  );
  const styleOf = (socket: SocketFacts): RoleStyle => {
    const style = roleStyle(socket.role, programs);
    return socket.state === 'LISTEN' ? { ...style, shape: 'ring' } : style;
  };
  const visited = new Map<EdgeKey, EdgeMark>();
  const visit = (key: EdgeKey, mark: EdgeMark): void => {
    const known = visited.get(key);
    const shown = known === undefined || (known.inferred && !mark.inferred) ? mark : known;
    visited.set(key, { ...shown, seq: Math.max(mark.seq, known?.seq ?? 0) });
  };
  for (const socket of sockets) {
    const { kind } = roleStyle(socket.role, programs);
    for (const step of socket.visits) {
      if (step.from === null || step.from === step.to) continue;
      visit(edgeOf(machine, socket, step.from, step.to), { kind, inferred: step.inferred, seq: step.seq });
    }
    // A datagram socket that is gone was in its last state until then: no state of the kernel's follows.
    const { seq } = socket.visits.at(-1) ?? { seq: 0 };
    if (isDatagram(machine) && socket.gone) visit(`${socket.state}->closed`, { kind, inferred: false, seq });
    if (machine.id === 'unix-stream' && lostPeer(socket))
      visit('ESTABLISHED->peer closed', { kind, inferred: false, seq });
  }
  const tokens = sockets
    .filter((socket) => !socket.gone)
    .map((socket): Token => {
      const last = socket.visits.at(-1);
      return {
        socket: socket.id,
        node:
          machine.id === 'unix-stream' && socket.state === 'ESTABLISHED' && lostPeer(socket)
            ? 'peer closed'
            : socket.state,
        style: styleOf(socket),
        seq: last?.seq ?? 0,
        by: last === undefined || last.from === null ? null : edgeOf(machine, socket, last.from, last.to),
      };
    });
  const last = state.now?.transition ?? null;
  const mover = sockets.find((socket) => socket.id === state.now?.transitionSocket);
  const now =
    mover === undefined || last === null || last.from === null ? null : edgeOf(machine, mover, last.from, last.to);
  return { tokens, visited, now };
}

const isDatagram = ({ id }: StateMachine): boolean => id === 'udp' || id === 'unix-dgram';

/** The kernel goes on calling it ESTABLISHED; only the missing peer and the shutdown bits tell (af_unix.c). */
const lostPeer = (socket: SocketFacts): boolean =>
  socket.protocol === 'unix' && socket.shutdown === 3 && socket.peer === null;

/**
 * The edge of the figure that a transition runs along. A Unix stream socket that is closed is UNCONN no more than it is
 * anything else: the figure has a place of its own for that end.
 */
function edgeOf(machine: StateMachine, socket: SocketFacts, from: SocketState, to: SocketState): EdgeKey {
  const ends = machine.id === 'unix-stream' && to === machine.initial;
  if (!ends) return `${from}->${to}`;
  return from === 'ESTABLISHED' && lostPeer(socket) ? 'peer closed->closed' : `${from}->closed`;
}

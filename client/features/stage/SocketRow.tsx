import { unreachable } from '#shared/base/exhaustive';
import type { JSX } from 'react';
import { millisToNanos, type Nanos } from '#shared/base/units';
import type { LabState, SocketFacts } from '#shared/model/state';
import { timerLeft } from '#shared/model/timer-left';
import type { Rect } from '../../ui/geometry.ts';
import { right } from '../../ui/geometry.ts';
import type { RoleStyle } from '../../ui/roles.ts';
import { codeFits, cut, uiWidth } from '../../ui/text-width.ts';
import { Buffer } from './Buffer.tsx';
import { bytesIn } from './buffer-bytes.ts';
import type { Metrics } from './grid.ts';
import type { RowKind } from './kernel-layout.ts';
import { FactMark } from './Marks.tsx';
import { AcceptQueue, Children, Tray } from './Queues.tsx';
import { shortAddress, shortDuration } from './shorthand.ts';

export interface RowProps {
  readonly kind: RowKind;
  readonly box: Rect;
  readonly state: LabState;
  readonly socket: SocketFacts;
  readonly style: RoleStyle;
  /** Children that wait on this listener. */
  readonly waiting: readonly SocketFacts[];
  readonly metrics: Metrics;
  readonly lecture: boolean;
}

/** One line of facts in a socket's box. */
export function SocketRow(props: RowProps): JSX.Element {
  const { kind, box, state, socket, metrics: m, lecture } = props;
  const pad = m.code * 1.1;
  const y = box.y + box.height / 2;
  const markX = right(box) - m.code * 1.15;
  const mark = (fact: keyof SocketFacts): JSX.Element | null =>
    lecture ? null : <FactMark socket={socket} fact={fact} x={markX} y={y} size={m.code * 0.5} />;
  const end = lecture ? right(box) - pad : markX - m.code * 0.7;
  switch (kind) {
    case 'accept':
      return (
        <>
          <AcceptQueue {...props} end={end} />
          {mark('acceptQueue')}
        </>
      );
    case 'tray':
      return <Tray {...props} />;
    case 'children':
      return <Children {...props} />;
    case 'addresses': {
      const size = lecture ? m.fact : m.fact - 0.5;
      const text = lecture
        ? `${socket.remote === null ? '' : '→ '}${shortAddress(socket.remote ?? socket.local)}`
        : [shortAddress(socket.local), shortAddress(socket.remote)].filter((part) => part !== '').join(' → ');
      return (
        <>
          <text className="stage-code" x={box.x + pad} y={y + size * 0.35} fontSize={size}>
            {cut(text === '' ? 'no address yet' : text, codeFits(end - box.x - pad + 4, size))}
          </text>
          {mark(socket.remote === null ? 'local' : 'remote')}
        </>
      );
    }
    case 'send':
    case 'receive': {
      const name = kind === 'send' ? sendName(socket) : receiveName(socket);
      return (
        <>
          <Buffer
            name={lecture ? (kind === 'send' ? 'send' : 'recv') : name}
            state={state}
            socket={socket}
            direction={kind}
            x={box.x + pad}
            end={end}
            y={y}
            metrics={m}
            labelWidth={uiWidth(lecture ? 'recv' : name, m.label) + m.label * 0.6}
          />
          {mark(factOf(socket, kind))}
        </>
      );
    }
    case 'buffers': {
      const half = (end - box.x - pad - 14) / 2;
      return (
        <>
          {(['send', 'receive'] as const).map((direction, i) => (
            <Buffer
              key={direction}
              name={direction === 'send' ? 'send' : 'recv'}
              state={state}
              socket={socket}
              direction={direction}
              x={box.x + pad + i * (half + 14)}
              end={box.x + pad + i * (half + 14) + half}
              y={y}
              metrics={m}
              labelWidth={uiWidth('send', m.label) + m.label * 0.5}
            />
          ))}
          {mark(factOf(socket, bytesIn(socket, 'send') > 0 ? 'send' : 'receive'))}
        </>
      );
    }
    case 'peer':
      return (
        <>
          <text className="stage-label stage-ink" x={box.x + pad} y={y + m.fact * 0.35} fontSize={m.fact}>
            {cut(peerWords(state, socket), Math.floor((end - box.x - pad) / (m.fact * 0.55)))}
          </text>
          {mark('peer')}
        </>
      );
    case 'note':
      return (
        <>
          <text className="stage-label" x={box.x + pad} y={y + m.label * 0.35} fontSize={m.label}>
            {cut(
              lecture ? (noteWords(socket, state.t).split(' · ')[0] ?? '') : noteWords(socket, state.t),
              Math.floor((end - box.x - pad) / (m.label * 0.53)),
            )}
          </text>
          {mark((socket.timer ?? null) === null ? 'shutdown' : 'timer')}
        </>
      );
    default:
      return unreachable(kind);
  }
}

/** For UDP the kernel tells memory, its own part included, not bytes (sk_wmem_alloc and sk_rmem_alloc, udp_diag.c). */
const sendName = (socket: SocketFacts): string => (socket.protocol === 'udp' ? 'send memory' : 'send buffer');

/** What the kernel's figure counts: for Unix datagrams the first one alone (unix_inq_len, af_unix.c). */
function receiveName(socket: SocketFacts): string {
  if (socket.protocol === 'udp') return 'recv memory';
  if (socket.protocol !== 'unix') return 'recv buffer';
  return socket.type === 'SOCK_DGRAM' ? 'next datagram' : 'receive queue';
}

/** Which fact a buffer's figure is: the kernel's own, or what was concluded from it. */
function factOf(socket: SocketFacts, direction: 'send' | 'receive'): keyof SocketFacts {
  const raw = direction === 'send' ? socket.sendq : socket.recvq;
  if (bytesIn(socket, direction) !== raw) return 'inferredBytes';
  return direction === 'send' ? 'sendq' : 'recvq';
}

/** Who the other end of a Unix socket is: its process and descriptor, since it has no address of its own. */
/** Datagrams come from anybody: a receiver is called ESTABLISHED though it has no peer of its own (af_unix.c). */
export function peerWords(state: LabState, socket: SocketFacts): string {
  if (socket.peer === null) return socket.type === 'SOCK_DGRAM' ? 'no peer: takes from anybody' : 'peer: gone';
  const peer = state.sockets[socket.peer];
  const owner = peer?.owners[0];
  if (owner !== undefined) return `peer: ${state.processes[owner.pid]?.role ?? `pid ${owner.pid}`}, fd ${owner.fd}`;
  return peer?.parent === null ? 'peer: nobody' : 'peer: waits for accept()';
}

const timerNames = {
  retransmit: 'retransmits in',
  keepalive: 'keepalive in',
  time_wait: 'ends in',
  persist: 'probes in',
} as const;

/** Why it is as it is: who holds it, which timer runs, what is closed. ~: counted on from the last look. */
function noteWords(socket: SocketFacts, t: Nanos): string {
  const parts: string[] = [];
  if (socket.owners.length === 0) parts.push('belongs to nobody');
  const timer = socket.timer ?? null;
  const left = timerLeft(socket, t);
  if (timer !== null && left !== null) {
    const { name, count } = timer;
    // FIN_WAIT2's limit is kept in the keepalive timer's place (tcp_time_wait, net/ipv4/tcp_minisocks.c).
    const words = name === 'keepalive' && socket.state === 'FIN_WAIT2' ? 'ends in' : timerNames[name];
    const time = `${left.estimated ? '~' : ''}${shortDuration(millisToNanos(left.ms))}`;
    parts.push(`${words} ${time}${count > 0 ? ` (${count} so far)` : ''}`);
  }
  const both = (socket.shutdown & 3) === 3;
  if (both && socket.owners.length > 0) parts.push('closed both ways');
  else if (both) return parts.join(' · ');
  else if ((socket.shutdown & 1) !== 0) parts.push('peer sends no more');
  else if ((socket.shutdown & 2) !== 0) parts.push('sends no more');
  return parts.join(' · ');
}

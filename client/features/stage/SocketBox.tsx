import type { JSX } from 'react';
import type { LabState, SocketFacts } from '#shared/model/state';
import { right } from '../../ui/geometry.ts';
import { RoleGlyph } from '../../ui/RoleGlyph.tsx';
import type { RoleStyle } from '../../ui/roles.ts';
import { codeFits, codeWidth, cut, uiWidth } from '../../ui/text-width.ts';
import { accentOf } from './accent.ts';
import { Pressable, type Inspect } from './GateButton.tsx';
import type { Metrics } from './grid.ts';
import type { PlacedSocket } from './kernel-layout.ts';
import { FactMark } from './Marks.tsx';
import { shortAddress } from './shorthand.ts';
import { SocketRow } from './SocketRow.tsx';

/** One socket object of the kernel: its state and name in the title, facts below, each with the mark of who saw it. */
export function SocketBox(props: {
  state: LabState;
  placed: PlacedSocket;
  style: RoleStyle;
  waiting: readonly SocketFacts[];
  metrics: Metrics;
  lecture: boolean;
  /** Ends a socket that nobody owns, from outside; null where that is not to be offered. */
  onDestroy: ((socket: string) => void) | null;
  onInspect: Inspect | null;
}): JSX.Element {
  const { state, placed, style, waiting, metrics: m, lecture, onDestroy, onInspect } = props;
  const { socket, box, title } = placed;
  const owned = socket.owners.length > 0;
  const glyph: RoleStyle = socket.state === 'LISTEN' ? { ...style, shape: 'ring' } : style;
  const pad = m.code * 0.95;
  const y = title.y + title.height / 2;
  const nameX = box.x + pad + m.glyph * 1.35;
  const addressX = nameX + codeWidth(socket.state, m.title) + m.code * 0.9;
  const markX = right(box) - m.code * 1.15;
  const shared = lecture ? '' : sharedWords(socket);
  const sharedWidth = shared === '' ? 0 : uiWidth(shared, m.label) + m.code * 0.7;
  const room = codeFits(markX - m.code * 0.6 - sharedWidth - addressX, m.fact);
  return (
    <g
      className="stage-socket"
      data-socket={socket.id}
      data-state={socket.state}
      data-phase={owned ? 'owned' : 'ownerless'}
      data-role-kind={style.kind}
      data-now={accentOf(state, socket.id)}
    >
      <title>{`${socket.protocol} socket ${socket.id}: ${socket.state} ${shortAddress(socket.local)}`}</title>
      <rect className="stage-socket-box" x={box.x} y={box.y} width={box.width} height={box.height} rx={8} />
      <RoleGlyph style={glyph} x={box.x + pad + m.glyph * 0.4} y={y} size={m.glyph} />
      <text className="stage-code stage-state" x={nameX} y={y + m.title * 0.35} fontSize={m.title}>
        {socket.state}
      </text>
      <text
        className="stage-code"
        x={lecture ? right(box) - pad : addressX}
        y={y + m.fact * 0.36}
        fontSize={m.fact}
        textAnchor={lecture ? 'end' : 'start'}
      >
        {lecture ? lectureName(socket, waiting, placed, m) : cut(titleName(socket, placed, waiting), room)}
      </text>
      {shared === '' ? null : (
        <text
          className="stage-label stage-ink"
          data-owners={socket.owners.length}
          x={markX - m.code * 0.7}
          y={y + m.label * 0.35}
          fontSize={m.label}
          textAnchor="end"
        >
          <title>{ownersText(state, socket)}</title>
          {shared}
        </text>
      )}
      {lecture ? null : <FactMark socket={socket} fact="state" x={markX} y={y} size={m.code * 0.5} />}
      {onInspect === null ? null : (
        <Pressable
          className="stage-inspect"
          label={`inspect socket ${socket.id}, ${socket.state}`}
          active
          onPress={() => onInspect({ kind: 'socket', id: socket.id })}
          data={{ 'data-inspect': socket.id }}
        >
          <rect {...title} rx={8} />
        </Pressable>
      )}
      {onDestroy === null || lecture || socket.state !== 'TIME_WAIT' ? null : (
        <EndNow socket={socket.id} end={markX - m.code * 0.8} y={y} metrics={m} onDestroy={onDestroy} />
      )}
      {placed.rows.length > 0 && !lecture ? (
        <line
          className="stage-hair"
          x1={box.x + pad}
          x2={right(box) - pad}
          y1={title.y + title.height - 1}
          y2={title.y + title.height - 1}
        />
      ) : null}
      {placed.rows.map((row) => (
        <SocketRow
          key={row.kind}
          kind={row.kind}
          box={row.box}
          state={state}
          socket={socket}
          style={style}
          waiting={waiting}
          metrics={m}
          lecture={lecture}
        />
      ))}
    </g>
  );
}

/** One object, several processes with a descriptor for it: after fork(), or handed over with SCM_RIGHTS. */
function sharedWords({ owners }: SocketFacts): string {
  const pids = new Set(owners.map(({ pid }) => pid));
  return pids.size < 2 ? '' : `${pids.size} owners`;
}

const ownersText = (state: LabState, { owners }: SocketFacts): string =>
  owners.map(({ pid, fd }) => `${state.processes[pid]?.role ?? `pid ${pid}`}: descriptor ${fd}`).join('\n');

/** TIME_WAIT lasts a minute: whoever has no minute ends it through sock_diag. No network does that. */
function EndNow(props: {
  socket: string;
  end: number;
  y: number;
  metrics: Metrics;
  onDestroy: (socket: string) => void;
}): JSX.Element {
  const { socket, end, y, metrics: m, onDestroy } = props;
  const words = 'end it now';
  const width = uiWidth(words, m.label) + m.label;
  const height = m.label * 1.8;
  return (
    <Pressable
      className="stage-button stage-destroy"
      label={`${words}: SOCK_DESTROY, a fast-forward, not what a network does`}
      active
      onPress={() => onDestroy(socket)}
      data={{ 'data-destroy': socket }}
    >
      <rect x={end - width} y={y - height / 2} width={width} height={height} rx={5} />
      <text x={end - width / 2} y={y + m.label * 0.35} fontSize={m.label} textAnchor="middle">
        <title>SOCK_DESTROY: a fast-forward, not what a network does</title>
        {words}
      </text>
    </Pressable>
  );
}

/** A listener is known by its own address; a connection by its peer's where the rows below do not tell both. */
function titleName(socket: SocketFacts, placed: PlacedSocket, waiting: readonly SocketFacts[]): string {
  const own = shortAddress(socket.local);
  if (socket.state === 'LISTEN') {
    const queue = socket.acceptQueue;
    const bare = placed.bare && queue !== null ? `  ${queue.length}/${queue.limit + 1}` : '';
    return `${own}${bare}${placed.bare && waiting.length > 0 ? ` +${waiting.length}` : ''}`;
  }
  if (socket.protocol === 'unix') return own === 'unnamed' ? '' : own;
  if (placed.rows.some((row) => row.kind === 'addresses')) return '';
  return socket.remote === null ? own : `↔ ${shortAddress(socket.remote)}`;
}

/** In a lecture only what tells two sockets apart, in the room the state leaves: the port. */
function lectureName(socket: SocketFacts, waiting: readonly SocketFacts[], placed: PlacedSocket, m: Metrics): string {
  const room = codeFits(
    placed.box.width - m.code * 1.9 - m.glyph * 1.35 - codeWidth(socket.state, m.title) - 10,
    m.fact,
  );
  if (placed.rows.some((row) => row.kind === 'addresses')) return '';
  const address = socket.state === 'LISTEN' || socket.remote === null ? socket.local : socket.remote;
  if (address === null) return '';
  const text = address.family === 'AF_UNIX' ? shortAddress(address) : `:${address.port}`;
  const bare = placed.bare && waiting.length > 0 ? ` +${waiting.length}` : '';
  return text === 'unnamed' || text.length + bare.length > room ? '' : text + bare;
}

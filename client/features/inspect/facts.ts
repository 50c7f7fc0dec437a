import type { Nanos } from '#shared/base/units';
import { addressText } from '#shared/model/words';
import type { SocketFacts } from '#shared/model/state';
import { timerLeft, type TimerLeft } from '#shared/model/timer-left';

/** One fact of a socket as a row: its name, its value in words, and the name it is told under. */
export interface FactRow {
  readonly name: string;
  readonly value: string;
  readonly told: string;
}

const shutdownWords = [
  'nothing is closed',
  'receiving is closed',
  'sending is closed',
  'both directions are closed',
] as const;

/** Everything known of a socket at `t`, the kernel's own figures as they are. */
export function factsOf(socket: SocketFacts, t: Nanos): readonly FactRow[] {
  const rows: (FactRow | null)[] = [
    { name: 'state', value: socket.gone ? `${socket.state}, gone` : socket.state, told: 'state' },
    { name: 'kind', value: `${socket.family} ${socket.type}, ${socket.protocol}`, told: 'family' },
    row('own address', socket.local === null ? null : addressText(socket.local), 'local'),
    row('other end', socket.remote === null ? null : addressText(socket.remote), 'remote'),
    {
      name: 'owners',
      value: socket.owners.map(({ pid, fd }) => `pid ${pid} fd ${fd}`).join(', ') || 'nobody: the kernel’s own',
      told: 'owners',
    },
    row('came out of', socket.parent, 'parent'),
    { name: 'receive queue', value: String(socket.recvq), told: 'recvq' },
    { name: 'send queue', value: String(socket.sendq), told: 'sendq' },
    row(
      'bytes (inferred)',
      socket.inferredBytes === null
        ? null
        : `${socket.inferredBytes.recv} to read, ${socket.inferredBytes.send} unacknowledged`,
      'inferredBytes',
    ),
    row(
      'accept queue',
      socket.acceptQueue === null ? null : `${socket.acceptQueue.length} of ${socket.acceptQueue.limit + 1}`,
      'acceptQueue',
    ),
    row(
      'timer',
      socket.timer === null || socket.timer === undefined ? null : timerText(socket.timer, timerLeft(socket, t)),
      'timer',
    ),
    { name: 'shutdown', value: shutdownWords[socket.shutdown] ?? String(socket.shutdown), told: 'shutdown' },
    row('peer', socket.peer, 'peer'),
    { name: 'inode', value: socket.inode === 0 ? '0: no descriptor names it' : String(socket.inode), told: 'inode' },
    { name: 'cookie', value: socket.cookie, told: 'cookie' },
  ];
  return rows.filter((each) => each !== null);
}

const timerText = (timer: NonNullable<SocketFacts['timer']>, left: TimerLeft | null): string =>
  `${timer.name}, ${Math.round(timer.expiresMs)} ms left at the look` +
  `${left?.estimated === true ? `, about ${Math.round(left.ms)} ms by now` : ''}, fired ${timer.count} times`;

const row = (name: string, value: string | null, told: string): FactRow | null =>
  value === null ? null : { name, value, told };

/** Selected fields of struct tcp_info (tcp(7)); times in microseconds as the kernel gives them. */
export const tcpInfoOf = (socket: SocketFacts): readonly (readonly [string, number])[] => Object.entries(socket.info);

import type { EventOf } from '../events/event.ts';
import type { SocketFacts } from './state.ts';

type Telling = EventOf<'socket.open'> | EventOf<'socket.state'> | EventOf<'socket.queues'>;

const names = [
  'local',
  'remote',
  'recvq',
  'sendq',
  'acceptQueue',
  'inferredBytes',
  'timer',
  'shutdown',
  'peer',
  'inode',
  'info',
] as const;
type Fact = (typeof names)[number];

/** The facts this look tells, and only those: absent means not told, null means none. */
export function factsOf(event: Telling): Partial<Pick<SocketFacts, Fact | 'timerAt'>> {
  const facts: Record<string, unknown> = {};
  for (const name of names) if (event[name] !== undefined) facts[name] = event[name];
  if (event.timer !== undefined) facts['timerAt'] = event.t;
  return facts;
}

/** Who told each fact last, and in which event. `also`: facts that the event's kind tells by itself. */
export function toldBy(
  told: SocketFacts['told'],
  event: Telling | EventOf<'socket.gone'>,
  also: readonly string[],
): SocketFacts['told'] {
  const now: Record<string, SocketFacts['told'][string]> = { ...told };
  const { seq, source, sources } = event;
  if (event.kind !== 'socket.gone')
    for (const name of names) if (event[name] !== undefined) now[name] = { source: sources?.[name] ?? source, seq };
  for (const name of also) now[name] = { source: sources?.[name] ?? source, seq };
  return now;
}

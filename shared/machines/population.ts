import type { EventOf } from '../events/event.ts';
import type { SocketState } from '../events/socket.ts';
import { machineFor } from './machine-for.ts';
import type { StateMachine } from './machine.ts';

/** How many sockets are in each state, for each state machine. States and machines without a socket are left out. */
export type Population = Readonly<Partial<Record<StateMachine['id'], Readonly<Partial<Record<SocketState, number>>>>>>;

type Counted = Pick<EventOf<'socket.open'>, 'protocol' | 'type' | 'state'>;

/** Counts sockets by the machine they move in and the state they are in. */
export function populationOf(sockets: Iterable<Counted>): Population {
  const population: Partial<Record<StateMachine['id'], Partial<Record<SocketState, number>>>> = {};
  for (const { protocol, type, state } of sockets) {
    const counts = (population[machineFor(protocol, type).id] ??= {});
    counts[state] = (counts[state] ?? 0) + 1;
  }
  return population;
}

/** All sockets of one machine together. */
export const totalOf = (population: Population, machine: StateMachine['id']): number =>
  Object.values(population[machine] ?? {}).reduce((sum, count) => sum + count, 0);

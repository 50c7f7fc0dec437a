import type { ReactNode } from 'react';
import type { StateMachine } from '#shared/machines/machine';
import type { Population as Counts } from '#shared/machines/population';
import { Population } from './features/machine/Population.tsx';
import { SocketsPage } from './features/sockets/SocketsPage.tsx';

const figure = (machine: StateMachine, population: Counts): ReactNode => (
  <Population machine={machine} population={population} />
);

/** The list of this machine's sockets, with the figure that the labs use too. */
export const MachineSocketsPage = ({ tools }: { readonly tools: ReactNode }) => (
  <SocketsPage tools={tools} figure={figure} />
);

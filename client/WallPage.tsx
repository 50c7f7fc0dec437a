import type { ReactNode } from 'react';
import type { WallTile } from '#shared/protocol/wall';
import { SmallMachine } from './features/machine/SmallMachine.tsx';
import { Wall } from './features/wall/Wall.tsx';

const figure = ({ sockets, newest, programs }: WallTile): ReactNode =>
  newest === null ? null : <SmallMachine sockets={sockets} newest={newest} programs={programs} />;

/** Every student's lab in small, each with the figure that the labs use too. */
export const WallPage = ({ tools }: { readonly tools: ReactNode }) => <Wall tools={tools} figure={figure} />;

import type { JSX } from 'react';
import { right, type Point } from '../../ui/geometry.ts';
import { Arrow } from './Arrow.tsx';
import type { ColumnGrid, StageGrid } from './grid.ts';
import type { FdRow, PlacedSocket } from './kernel-layout.ts';
import type { KernelScene } from './kernel-scene.ts';

/** A descriptor of the right column that names a socket drawn in the left one. */
interface Shared {
  readonly row: FdRow;
  readonly target: PlacedSocket;
}

/** The right column's descriptors whose sockets stand in the left one: one kernel, one object, two owners. */
function sharedFds(left: KernelScene, own: KernelScene): readonly Shared[] {
  const drawnHere = new Set([...own.layout.placed, ...own.layout.chips].map(({ socket }) => socket.id));
  return own.fds.flatMap((row): Shared[] => {
    if (row.socket === null || drawnHere.has(row.socket)) return [];
    const target = left.layout.placed.find(({ socket }) => socket.id === row.socket);
    return target === undefined ? [] : [{ row, target }];
  });
}

/** Arrows across the air between two columns of one host, from a descriptor to the very object that it names. */
export function SharedFds(props: {
  scenes: readonly KernelScene[];
  grid: StageGrid;
  oneKernel: boolean;
}): JSX.Element | null {
  const { scenes, grid, oneKernel } = props;
  const [left, own] = scenes;
  const place = grid.columns[1];
  if (!oneKernel || grid.arrangement === 'compact' || left === undefined || own === undefined || place === undefined)
    return null;
  const shared = sharedFds(left, own);
  return (
    <g className="stage-shared-fds" data-role-kind="server" data-shared={shared.length}>
      {shared.map(({ row, target }, i) => (
        <g key={row.fd} data-fd={row.fd} data-names={target.socket.id}>
          <Arrow
            path={acrossTo(target, row, place, i)}
            className="stage-fd-arrow"
            now={false}
            head={grid.metrics.code * 0.55}
            radius={6}
          />
        </g>
      ))}
    </g>
  );
}

/** From the descriptor leftwards, along a lane of its own, into the box's right side. */
function acrossTo(target: PlacedSocket, row: FdRow, place: ColumnGrid, order: number): readonly Point[] {
  const from = { x: place.fdTable.x, y: row.y };
  const end = right(target.box);
  const y = target.title.y + target.title.height * (0.35 + Math.min(order, 2) * 0.15);
  const lane = Math.max(end + 12, from.x - 6 - Math.min(order, 3) * 5);
  return [from, { x: lane, y: from.y }, { x: lane, y }, { x: end, y }];
}

import type { LabState, SocketFacts } from '#shared/model/state';
import { childrenOf, type Column } from './columns.ts';
import type { ColumnGrid, Metrics } from './grid.ts';
import { fdRows, layoutKernel, type FdRow, type KernelLayout } from './kernel-layout.ts';

export interface KernelScene {
  readonly layout: KernelLayout;
  readonly children: ReadonlyMap<string, readonly SocketFacts[]>;
  readonly fds: readonly FdRow[];
  /** Centre of the descriptor table's heading. */
  readonly fdTop: number;
}

/** Everything in the kernel's band of one column, placed. */
export function kernelScene(
  state: LabState,
  column: Column,
  grid: ColumnGrid,
  m: Metrics,
  lecture: boolean,
): KernelScene {
  const children = new Map(column.sockets.map((socket) => [socket.id, childrenOf(state, socket)] as const));
  const layout = layoutKernel(
    column.sockets,
    (socket) => children.get(socket.id)?.length ?? 0,
    grid.boxes,
    m,
    state.now?.socket ?? state.now?.transitionSocket ?? null,
    lecture,
  );
  const fdTop = grid.fdTable.y + (lecture ? 0 : m.label * 0.3);
  const first = lecture ? grid.boxes.y + m.titleRow / 2 : fdTop + m.fdRow;
  const room = grid.kernel.y + grid.kernel.height - first + m.fdRow / 2 - 4;
  return { layout, children, fds: fdRows(column.process?.fds ?? {}, first, m.fdRow, room, lecture), fdTop };
}

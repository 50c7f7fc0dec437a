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

/** Each descriptor beside the box it names, as far as the rows do not cover each other. */
function beside(rows: readonly FdRow[], layout: KernelLayout, height: number): readonly FdRow[] {
  let lowest = -Infinity;
  return rows.map((row) => {
    const target = layout.placed.find((placed) => placed.socket.id === row.socket)?.title;
    const y = Math.max(target === undefined ? row.y : target.y + target.height / 2, lowest + height);
    lowest = y;
    return { ...row, y };
  });
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
  const layout = layoutKernel(column.sockets, (socket) => children.get(socket.id)?.length ?? 0, grid.boxes, m, lecture);
  const fdTop = grid.fdTable.y + (lecture ? 0 : m.label * 0.3);
  const first = lecture ? grid.boxes.y + m.titleRow / 2 : fdTop + m.fdRow;
  const room = grid.kernel.y + grid.kernel.height - first + m.fdRow / 2 - 4;
  const rows = fdRows(column.process?.fds ?? {}, first, m.fdRow, room, lecture);
  return { layout, children, fds: lecture ? beside(rows, layout, m.fdRow) : rows, fdTop };
}

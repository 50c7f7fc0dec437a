import type { LabState, SocketFacts } from '#shared/model/state';
import { childrenOf, chosenChild, type Column } from './columns.ts';
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

const hasTray = (layout: KernelLayout, listener: SocketFacts): boolean =>
  layout.placed.some(
    ({ socket, rows }) => socket === listener && rows.some(({ kind }) => kind === 'tray' || kind === 'children'),
  );

/** Of several children that wait on a listener only one is drawn inside it (chosenChild): the others are chips. */
const unseenChildren = (
  state: LabState,
  column: Column,
  children: ReadonlyMap<string, readonly SocketFacts[]>,
): readonly SocketFacts[] =>
  column.sockets.flatMap((socket) => {
    const waiting = children.get(socket.id) ?? [];
    const drawn = chosenChild(state, waiting);
    return waiting.filter((child) => child !== drawn);
  });

/** The socket that the column's call is about, else the one that carries the accent. */
function actedUpon(state: LabState, column: Column): string | null {
  const named = column.process?.call?.args.find((argument) => argument.socket !== undefined)?.socket;
  return named ?? state.now?.socket ?? state.now?.transitionSocket ?? null;
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
  const others = column.others.flatMap(({ socket }) => [socket, ...childrenOf(state, socket)]);
  const place = (chips: readonly SocketFacts[], childCount: (socket: SocketFacts) => number): KernelLayout =>
    layoutKernel(column.sockets, chips, actedUpon(state, column), childCount, grid.boxes, m, lecture);
  const waiting = (socket: SocketFacts): readonly SocketFacts[] => children.get(socket.id) ?? [];
  const inside = place([...unseenChildren(state, column, children), ...others], (socket) => waiting(socket).length);
  // A listener without a row for them: its children are chips, all of them.
  const layout = column.sockets.every((socket) => waiting(socket).length === 0 || hasTray(inside, socket))
    ? inside
    : place([...column.sockets.flatMap(waiting), ...others], () => 0);
  const fdTop = grid.fdTable.y + (lecture ? 0 : m.label * 0.3);
  const first = lecture ? grid.boxes.y + m.titleRow / 2 : fdTop + m.fdRow;
  const room = grid.kernel.y + grid.kernel.height - first + m.fdRow / 2 - 4;
  const rows = fdRows(column.process?.fds ?? {}, first, m.fdRow, room, lecture);
  return { layout, children, fds: lecture ? beside(rows, layout, m.fdRow) : rows, fdTop };
}

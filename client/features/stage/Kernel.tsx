import { memo, type JSX } from 'react';
import type { LabState } from '#shared/model/state';
import { alike } from '../../ui/alike.ts';
import { codeWidth } from '../../ui/text-width.ts';
import { Arrow } from './Arrow.tsx';
import { Chips } from './Chips.tsx';
import type { Rect } from '../../ui/geometry.ts';
import type { Column } from './columns.ts';
import type { Inspect } from './GateButton.tsx';
import type { ColumnGrid, Metrics } from './grid.ts';
import type { FdRow, PlacedSocket } from './kernel-layout.ts';
import type { KernelScene } from './kernel-scene.ts';
import { SourceMark } from './Marks.tsx';
import { SocketBox } from './SocketBox.tsx';

/** The operating system's part of a column: the descriptor table, and the socket objects it points to. */
export function Kernel(props: {
  state: LabState;
  column: Column;
  scene: KernelScene;
  grid: ColumnGrid;
  metrics: Metrics;
  lecture: boolean;
  compact: boolean;
  onDestroy: ((socket: string) => void) | null;
  onInspect: Inspect | null;
}): JSX.Element {
  const { state, column, scene, grid, metrics: m, lecture, compact, onDestroy, onInspect } = props;
  return (
    <g className="stage-kernel" data-role-kind={column.style.kind}>
      {column.process === null || column.process.phase !== 'running' ? null : (
        <FdTable fds={scene.fds} top={scene.fdTop} at={grid.fdTable} metrics={m} lecture={lecture} compact={compact} />
      )}
      {scene.layout.placed.map((placed) => (
        <SocketBox
          key={placed.socket.id}
          state={state}
          placed={placed}
          style={column.style}
          waiting={scene.children.get(placed.socket.id) ?? []}
          metrics={m}
          lecture={lecture}
          onDestroy={onDestroy}
          onInspect={onInspect}
        />
      ))}
      {scene.fds.map((row) => {
        const target = scene.layout.placed.find((placed) => placed.socket.id === row.socket);
        return target === undefined ? null : (
          <FdArrow key={row.fd} row={row} rows={scene.fds} target={target} grid={grid} metrics={m} />
        );
      })}
      <Chips state={state} column={column} layout={scene.layout} grid={grid} metrics={m} onInspect={onInspect} />
    </g>
  );
}

const fdBoxWidth = (fd: number, m: Metrics): number => codeWidth(String(fd), m.code) + m.code * 0.95;

const FdTable = memo(function FdTable(props: {
  fds: readonly FdRow[];
  /** Centre of its heading. */
  top: number;
  at: Rect;
  metrics: Metrics;
  lecture: boolean;
  compact: boolean;
}): JSX.Element {
  const { fds, top, at, metrics: m, lecture, compact } = props;
  return (
    <g className="stage-fd-table">
      {lecture ? null : (
        <>
          <text className="stage-label" x={at.x} y={top + m.label * 0.35} fontSize={m.label}>
            {compact ? 'fds' : 'fd table'}
          </text>
          <SourceMark
            source="ptrace"
            x={at.x + (compact ? 28 : 68)}
            y={top}
            size={m.label * 0.55}
            title="seen by ptrace, in the calls that open and close descriptors"
          />
        </>
      )}
      {fds.map((row) => (
        <g key={row.fd} data-fd={row.fd}>
          {row.socket === null ? null : (
            <rect
              className="stage-fd-box"
              x={at.x}
              y={row.y - m.fdRow * 0.42}
              width={fdBoxWidth(row.fd, m)}
              height={m.fdRow * 0.84}
              rx={m.code * 0.3}
            />
          )}
          <text
            className={row.socket === null ? 'stage-code' : 'stage-code stage-fd-number'}
            x={at.x + fdBoxWidth(row.fd, m) / 2}
            y={row.y + m.code * 0.35}
            fontSize={m.code}
            textAnchor="middle"
          >
            {row.fd}
          </text>
          {row.socket === null && row.label !== '' && !compact ? (
            <text
              className="stage-code stage-quiet"
              x={at.x + fdBoxWidth(row.fd, m) + 8}
              y={row.y + m.label * 0.35}
              fontSize={m.label - 0.5}
            >
              {row.label.slice(0, 7)}
            </text>
          ) : null}
        </g>
      ))}
    </g>
  );
}, alike);

/** From a descriptor to what it names: straight where they face each other, else by a channel of its own. */
function FdArrow(props: {
  row: FdRow;
  rows: readonly FdRow[];
  target: PlacedSocket;
  grid: ColumnGrid;
  metrics: Metrics;
}): JSX.Element {
  const { row, rows, target, grid, metrics: m } = props;
  const from = { x: grid.fdTable.x + fdBoxWidth(row.fd, m), y: row.y };
  const top = target.box.y + m.titleRow * 0.3;
  const low = target.box.y + target.box.height - m.titleRow * 0.25;
  const facing = row.y >= top && row.y <= low;
  const order = rows.filter((other) => other.socket !== null).findIndex((other) => other.fd === row.fd);
  const lane = Math.max(from.x + 5, target.box.x - m.code * 0.8 - Math.min(order, 2) * 5);
  const y = facing ? row.y : target.box.y + m.titleRow / 2;
  const path = facing
    ? [from, { x: target.box.x, y }]
    : [from, { x: lane, y: from.y }, { x: lane, y }, { x: target.box.x, y }];
  return <Arrow path={path} className="stage-fd-arrow" now={false} head={m.code * 0.55} radius={6} />;
}

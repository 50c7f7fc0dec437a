import type { JSX } from 'react';
import type { LabState, SocketFacts } from '#shared/model/state';
import { middleY, right } from '../../ui/geometry.ts';
import { RoleGlyph } from '../../ui/RoleGlyph.tsx';
import type { RoleStyle } from '../../ui/roles.ts';
import { codeFits, cut } from '../../ui/text-width.ts';
import { accentOf } from './accent.ts';
import type { Column } from './columns.ts';
import { Pressable, type Inspect } from './GateButton.tsx';
import type { ColumnGrid, Metrics } from './grid.ts';
import type { Chip, KernelLayout } from './kernel-layout.ts';
import { shortAddress } from './shorthand.ts';

/** The sockets that have no box of their own: those of programs that stand behind, and what does not fit. */
export function Chips(props: {
  state: LabState;
  column: Column;
  layout: KernelLayout;
  grid: ColumnGrid;
  metrics: Metrics;
  onInspect: Inspect | null;
}): JSX.Element | null {
  const { state, column, layout, grid, metrics: m, onInspect } = props;
  if (layout.chips.length === 0 && layout.hidden === 0) return null;
  return (
    <g className="stage-chips">
      {layout.chips.map((chip) => (
        <SocketChip
          key={chip.socket.id}
          chip={chip}
          style={column.others.find(({ socket }) => socket === chip.socket)?.actor?.style ?? column.style}
          now={accentOf(state, chip.socket.id)}
          fd={chip.socket.owners.find((owner) => owner.pid === column.process?.pid)?.fd ?? null}
          metrics={m}
          onInspect={onInspect}
        />
      ))}
      {layout.hidden === 0 ? null : (
        <text
          className="stage-note"
          x={right(grid.boxes)}
          y={grid.boxes.y + grid.boxes.height + m.label}
          fontSize={m.label}
          textAnchor="end"
        >{`and ${layout.hidden} more`}</text>
      )}
    </g>
  );
}

function SocketChip(props: {
  chip: Chip;
  style: RoleStyle;
  now: string;
  fd: number | null;
  metrics: Metrics;
  onInspect: Inspect | null;
}): JSX.Element {
  const { chip, style, now, fd, metrics: m, onInspect } = props;
  const { socket, box } = chip;
  const glyph: RoleStyle = socket.state === 'LISTEN' ? { ...style, shape: 'ring' } : style;
  const y = middleY(box);
  const textX = box.x + m.label * 1.55;
  return (
    <g
      className="stage-socket stage-chip"
      data-socket={socket.id}
      data-state={socket.state}
      data-phase={phaseOf(socket)}
      data-role-kind={style.kind}
      data-now={now}
    >
      <title>{titleOf(socket)}</title>
      <rect className="stage-socket-box" x={box.x} y={box.y} width={box.width} height={box.height} rx={5} />
      <RoleGlyph style={glyph} x={box.x + m.label * 0.85} y={y} size={m.label * 0.8} />
      <text className="stage-code" x={textX} y={y + m.label * 0.35} fontSize={m.label}>
        {cut(`${fd === null ? '' : `${fd} `}${socket.state}`, codeFits(right(box) - textX - 3, m.label))}
      </text>
      {onInspect === null ? null : (
        <Pressable
          className="stage-inspect"
          label={`inspect socket ${socket.id}, ${socket.state}`}
          active
          onPress={() => onInspect({ kind: 'socket', id: socket.id })}
          data={{ 'data-inspect': socket.id }}
        >
          <rect {...box} rx={5} />
        </Pressable>
      )}
    </g>
  );
}

/** As the boxes and the trays say it. */
function phaseOf(socket: SocketFacts): string {
  if (socket.owners.length > 0) return 'owned';
  if (socket.state === 'SYN_RECV') return 'half-open';
  return socket.parent === null ? 'ownerless' : 'waiting';
}

const titleOf = (socket: SocketFacts): string =>
  `${socket.protocol} socket ${socket.id} (${socket.role ?? 'nobody'}): ${socket.state} ${[socket.local, socket.remote]
    .map(shortAddress)
    .filter((text) => text !== '')
    .join(' → ')}`;

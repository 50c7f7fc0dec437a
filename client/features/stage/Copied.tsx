import type { JSX } from 'react';
import type { LabState } from '#shared/model/state';
import { right } from '../../ui/geometry.ts';
import { Arrow } from './Arrow.tsx';
import { unixSend } from './buffer-bytes.ts';
import type { StageGrid } from './grid.ts';
import type { KernelScene } from './kernel-scene.ts';

/** Data on its way inside one kernel: from the sender's socket straight into its peer's receive queue. */
export function Copied(props: {
  state: LabState;
  scenes: readonly KernelScene[];
  grid: StageGrid;
}): JSX.Element | null {
  const { state, scenes, grid } = props;
  const sent = unixSend(state);
  if (sent === null || grid.arrangement === 'compact') return null;
  const boxes = scenes.flatMap((scene) => scene.layout.placed);
  const from = boxes.find((placed) => placed.socket.id === sent.from);
  const to = boxes.find((placed) => placed.socket.id === sent.to);
  if (from === undefined || to === undefined) return null;
  const m = grid.metrics;
  const leftwards = from.box.x > to.box.x;
  const target = to.rows.find((row) => row.kind === 'receive')?.box ?? to.title;
  const y = target.y + target.height / 2;
  const start = { x: leftwards ? from.box.x : right(from.box), y };
  const end = { x: leftwards ? right(to.box) : to.box.x, y };
  const words = grid.arrangement === 'lecture' ? ['copied'] : ['copied inside', 'one kernel'];
  const middle = (start.x + end.x) / 2;
  return (
    <g className="stage-copied" data-now="true">
      <Arrow path={[start, end]} className="stage-now-riser" now head={m.code * 0.7} />
      <text
        className="stage-strong stage-halo"
        x={middle}
        y={y + m.label * 1.65}
        fontSize={m.label}
        textAnchor="middle"
      >
        {words.map((line, i) => (
          <tspan key={line} x={middle} dy={i * m.label * 1.15}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  );
}

import { memo, type JSX } from 'react';
import { right } from '../../ui/geometry.ts';
import type { StageGrid } from './grid.ts';

/** The grounds of the four strata. On one host the kernel's ground fills the gap: one kernel is one shape. */
export const Strata = memo(function Strata(props: { grid: StageGrid; oneKernel: boolean }): JSX.Element {
  const { grid, oneKernel } = props;
  const { wire } = grid;
  const first = grid.columns[0];
  const last = grid.columns.at(-1);
  return (
    <g className="stage-strata">
      <rect
        className="stage-ground-hardware"
        x={wire.band.x}
        y={wire.band.y}
        width={wire.band.width}
        height={wire.band.height}
      />
      {grid.columns.map((column, i) => (
        <g key={i}>
          <rect className="stage-ground-application" {...column.application} />
          <rect className="stage-ground-kernel" {...column.kernel} />
          <rect className="stage-wall" {...column.wall} />
        </g>
      ))}
      {oneKernel && first !== undefined && last !== undefined && grid.arrangement !== 'compact' ? (
        <>
          <rect
            className="stage-ground-kernel"
            x={first.kernel.x}
            y={first.kernel.y}
            width={right(last.kernel) - first.kernel.x}
            height={first.kernel.height}
          />
          <rect
            className="stage-wall"
            x={first.wall.x}
            y={first.wall.y}
            width={right(last.wall) - first.wall.x}
            height={first.wall.height}
          />
        </>
      ) : null}
    </g>
  );
});

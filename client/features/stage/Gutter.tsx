import { memo, type JSX } from 'react';
import { alike } from '../../ui/alike.ts';
import { bottom } from '../../ui/geometry.ts';
import type { LabState } from '#shared/model/state';
import type { StageGrid } from './grid.ts';
import { markNames, SourceMark } from './Marks.tsx';

/** The names of the strata at the left, with the rules between them, and the legend of the observers' marks. */
export const Gutter = memo(function Gutter(props: {
  grid: StageGrid;
  /** The observers whose marks stand in the picture: `observersIn`. */
  observers: readonly string[];
}): JSX.Element | null {
  const { grid, observers } = props;
  const first = grid.columns[0];
  if (grid.gutter === 0 || first === undefined) return null;
  const m = grid.metrics;
  const lecture = grid.arrangement === 'lecture';
  const x = 16;
  const wall = first.wall;
  const strata = lecture
    ? [
        { y: first.application.y, lines: ['APP'] },
        { y: wall.y, lines: ['CALLS'] },
        { y: first.kernel.y, lines: ['KERNEL'] },
        { y: grid.wire.band.y, lines: ['WIRE'] },
      ]
    : [
        { y: first.application.y, lines: ['APPLICATION', 'user space'] },
        { y: wall.y, lines: ['SYSTEM CALL', 'INTERFACE', 'socket layer'] },
        { y: first.kernel.y, lines: ['KERNEL', 'operating', 'system'] },
        { y: grid.wire.band.y, lines: ['HARDWARE', '/ WIRE'] },
      ];
  const legend = markNames.filter((mark) => observers.includes(mark.source));
  const legendTop = bottom(first.kernel) - legend.length * 20 - 26;
  return (
    <g className="stage-gutter">
      {strata.map(({ y, lines }, band) => {
        const top = lecture ? y + m.label * 0.35 : y + (band === 1 ? 1 : band === 2 ? 17 : 10);
        return (
          <g key={lines[0]}>
            {band === 2 && !lecture ? null : <line className="stage-hair" x1={x} x2={grid.gutter} y1={y} y2={y} />}
            {lines.map((line, i) => (
              <text
                key={line}
                className={/[a-z]/.test(line) ? 'stage-label' : 'stage-stratum'}
                x={x}
                y={top + m.label * (lecture ? 1.1 : 0.85) + i * m.label * (band === 1 ? 1.08 : 1.22)}
                fontSize={m.label}
              >
                {line}
              </text>
            ))}
          </g>
        );
      })}
      {lecture || legend.length === 0 ? null : (
        <g className="stage-legend">
          <text className="stage-label" x={x} y={legendTop + 9} fontSize={m.label}>
            fact seen by
          </text>
          {legend.map((mark, i) => (
            <g key={mark.source}>
              <SourceMark source={mark.source} x={x + 5} y={legendTop + 25 + i * 20} size={8} />
              <text className="stage-label stage-ink" x={x + 17} y={legendTop + 29.5 + i * 20} fontSize={m.label}>
                {mark.name}
              </text>
            </g>
          ))}
        </g>
      )}
    </g>
  );
}, alike);

/** The observers whose marks can stand in the picture at this moment. */
export function observersIn(state: LabState): readonly string[] {
  const sources = new Set<string>();
  if (Object.keys(state.processes).length > 0) sources.add('ptrace');
  for (const socket of Object.values(state.sockets))
    if (!socket.gone) for (const told of Object.values(socket.told)) sources.add(told.source);
  if (Object.keys(state.packets).length > 0) sources.add('wire');
  return [...sources].sort();
}

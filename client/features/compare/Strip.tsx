import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { ComparisonStore, SideName } from './comparison.ts';
import { segmentsOf } from './segments.ts';

const LANES = [
  { side: 'left', y: 2 },
  { side: 'right', y: 22 },
] as const satisfies readonly { side: SideName; y: number }[];

/** The common line of steps: a lane for each run, filled where it moves; a press or the slider goes there. */
export function Strip({ comparison }: { readonly comparison: ComparisonStore }) {
  const { rows, at, go } = useStore(comparison);
  const lanes = useMemo(() => LANES.map(({ side, y }) => ({ side, y, segments: segmentsOf(rows, side) })), [rows]);
  return (
    <div className="compare-strip">
      <svg
        viewBox={`0 0 ${rows.length} 40`}
        preserveAspectRatio="none"
        aria-hidden="true"
        onClick={(event) => {
          const { left, width } = event.currentTarget.getBoundingClientRect();
          go(Math.floor(((event.clientX - left) / width) * rows.length));
        }}
      >
        {lanes.map(({ side, y, segments }) => (
          <g key={side} data-lane={side}>
            <rect className="compare-still" x={0} y={y + 7.5} width={rows.length} height={1} />
            {segments.map(({ from, to, together }) => (
              <rect
                key={from}
                className="compare-moves"
                data-together={together}
                x={from}
                y={y}
                width={to - from}
                height={16}
              />
            ))}
          </g>
        ))}
        <rect className="compare-now" x={at} y={0} width={1} height={40} />
      </svg>
      <input
        type="range"
        className="compare-slider"
        min={0}
        max={rows.length - 1}
        value={at}
        aria-label="Step of both runs"
        aria-valuetext={`step ${at + 1} of ${rows.length}`}
        onChange={(event) => go(Number(event.currentTarget.value))}
      />
    </div>
  );
}

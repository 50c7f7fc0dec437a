import type { Bar } from './lane-book.ts';
import { barLabel } from './bar-label.ts';

interface LaneBarProps {
  readonly bar: Bar;
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
  readonly height: number;
  /** Pixels to the next bar of the lane: as far as the label may go. */
  readonly room: number;
  /** The left edge of what is seen: the label of a bar that begins before it stands there. */
  readonly left: number;
  /** At the playhead the call is still before the kernel: an outline, not a fill. */
  readonly held: boolean;
  readonly kind: 'server' | 'client' | 'nobody';
  /** It shares the lane with another bar: smaller type. */
  readonly half: boolean;
  readonly now: boolean;
}

/** One bar: filled; an outline while it is held before the kernel. */
export function LaneBar({ bar, x1, x2, y, height, room, left, held, kind, half, now }: LaneBarProps) {
  const inset = bar.child ? 3 : 0;
  const top = y + inset;
  const tall = height - 2 * inset;
  const width = Math.max(3, x2 - x1 - 1);
  const labelX = Math.max(x1, left) + 7;
  const labelEnd = x1 < left ? Math.min(x2, x1 + room) : x1 + Math.max(room, width);
  const label = barLabel(bar.label, labelEnd - labelX - 1);
  return (
    <g
      className="bar"
      data-kind={bar.kind}
      data-role-kind={kind}
      data-now={now || undefined}
      data-failed={bar.failed || undefined}
      data-held={held || undefined}
      data-half={half || undefined}
    >
      <title>{bar.label}</title>
      <rect className="bar-body" x={x1 + 0.75} y={top + 0.75} width={Math.max(1.5, width - 1.5)} height={tall - 1.5} />
      <rect className="bar-start" x={x1} y={top} width={3} height={tall} />
      {label !== '' && (
        <text x={labelX} y={y + height / 2 + (half ? 4 : 4.5)}>
          {label}
        </text>
      )}
    </g>
  );
}

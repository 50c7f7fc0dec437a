import type { Bar } from './lane-book.ts';
import { barLabel } from './bar-label.ts';

interface LaneBarProps {
  readonly bar: Bar;
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
  readonly height: number;
  readonly enteredX: number | null;
  readonly returnedX: number | null;
  readonly kind: 'server' | 'client' | 'nobody';
  readonly now: boolean;
}

/** One bar. A held stretch is an outline, the kernel's share is filled, a result in hand is an outline again. */
export function LaneBar({ bar, x1, x2, y, height, enteredX, returnedX, kind, now }: LaneBarProps) {
  const inset = bar.child ? 3 : 0;
  const top = y + inset;
  const tall = height - 2 * inset;
  const width = Math.max(3, x2 - x1 - 1);
  const from = bar.kind === 'call' ? Math.max(x1, Math.min(enteredX ?? x2, x2)) : x1;
  const to = bar.kind === 'call' ? Math.min(x2, returnedX ?? x2) : x2;
  const label = barLabel(bar.label, width - 8);
  return (
    <g
      className="bar"
      data-kind={bar.kind}
      data-role-kind={kind}
      data-now={now || undefined}
      data-failed={bar.failed || undefined}
    >
      <title>{bar.label}</title>
      <rect className="bar-held" x={x1 + 0.75} y={top + 0.75} width={Math.max(1.5, width - 1.5)} height={tall - 1.5} />
      {to - from > 1 && <rect className="bar-fill" x={from} y={top} width={to - from - 1} height={tall} />}
      <rect className="bar-start" x={x1} y={top} width={3} height={tall} />
      {label !== '' && (
        <text x={x1 + 7} y={y + height / 2 + 4.5}>
          {label}
        </text>
      )}
    </g>
  );
}

import type { JSX } from 'react';
import type { Entry, SideName } from './sequence-book.ts';

/** The lanes' places, in pixels. */
export interface Lanes {
  readonly leftApp: number;
  readonly leftKernel: number;
  readonly rightKernel: number;
  readonly rightApp: number;
}

export const lanesAt = (width: number): Lanes => ({
  leftApp: width * 0.04,
  leftKernel: width * 0.29,
  rightKernel: width * 0.71,
  rightApp: width * 0.96,
});

interface EntryMarkProps {
  readonly entry: Entry;
  readonly lanes: Lanes;
  /** The middle of a row. */
  readonly y: (row: number) => number;
  readonly endRow: number;
  readonly kind: 'server' | 'client' | 'nobody';
  readonly later: boolean;
  readonly onSeek: (seq: number) => void;
}

/** One entry: a call into the kernel or its answer, a state, a packet on its way, or a word in the margin. */
export function EntryMark(props: EntryMarkProps): JSX.Element {
  const { entry, kind, later, onSeek } = props;
  return (
    <g
      className="sequence-entry"
      data-entry={entry.kind}
      data-role-kind={kind}
      data-failed={entry.failed || undefined}
      data-copy={entry.copy || undefined}
      data-later={later || undefined}
      data-at={entry.seq}
      onClick={() => onSeek(entry.seq)}
    >
      <title>{`${entry.text}, event ${entry.seq}`}</title>
      <Shape {...props} />
    </g>
  );
}

function Shape({ entry, lanes, y, endRow }: EntryMarkProps): JSX.Element {
  const app = entry.side === 'left' ? lanes.leftApp : lanes.rightApp;
  const kernel = entry.side === 'left' ? lanes.leftKernel : lanes.rightKernel;
  const at = y(entry.row);
  switch (entry.kind) {
    case 'call':
      return <Line x1={app} y1={at} x2={kernel} y2={at} text={entry.text} anchor={(app + kernel) / 2} />;
    case 'return':
      return <Line x1={kernel} y1={at} x2={app} y2={at} text={entry.text} anchor={(app + kernel) / 2} />;
    case 'state':
      return <StatePill x={kernel} y={at} text={entry.text} side={entry.side} />;
    case 'note':
      return (
        <text
          x={entry.side === 'left' ? app + 6 : app - 6}
          y={at + 4}
          textAnchor={entry.side === 'left' ? 'start' : 'end'}
        >
          {entry.text}
        </text>
      );
    case 'packet': {
      const other = entry.side === 'left' ? lanes.rightKernel : lanes.leftKernel;
      // What is lost or still on its way ends on the wire.
      const reaches = entry.endRow !== null && !entry.failed ? 1 : 0.6;
      const x2 = kernel + (other - kernel) * reaches;
      const y2 = at + (y(endRow) - at) * reaches;
      return (
        <>
          <Line x1={kernel} y1={at} x2={x2} y2={y2} text={entry.text} anchor={kernel + (other - kernel) * 0.3} />
          {entry.failed ? <path className="sequence-cross" d={`M${x2 - 5} ${y2 - 5}l10 10m0 -10l-10 10`} /> : null}
        </>
      );
    }
  }
}

/** An arrow with its words above it, at the x of `anchor`; they lean as it leans, so that it never runs through them. */
function Line(props: { x1: number; y1: number; x2: number; y2: number; text: string; anchor: number }): JSX.Element {
  const { x1, y1, x2, y2, text, anchor } = props;
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  const head = 8;
  const back = { x: x2 - ux * head, y: y2 - uy * head };
  const slope = (y2 - y1) / (x2 - x1 || 1);
  const y = y1 + slope * (anchor - x1);
  const lean = (Math.atan(slope) * 180) / Math.PI;
  return (
    <>
      <line x1={x1} y1={y1} x2={back.x} y2={back.y} />
      <polygon points={`${x2},${y2} ${back.x - uy * 4},${back.y + ux * 4} ${back.x + uy * 4},${back.y - ux * 4}`} />
      <text
        x={anchor}
        y={y - 4}
        textAnchor="middle"
        transform={slope === 0 ? undefined : `rotate(${lean.toFixed(2)} ${anchor} ${y})`}
      >
        {text}
      </text>
    </>
  );
}

function StatePill({ x, y, text, side }: { x: number; y: number; text: string; side: SideName }): JSX.Element {
  const width = text.length * 7.3 + 10;
  const left = side === 'left' ? x - 12 : x + 12 - width;
  return (
    <>
      <rect x={left} y={y - 9} width={width} height={18} rx={4} />
      <text x={left + width / 2} y={y + 4.2} textAnchor="middle">
        {text}
      </text>
    </>
  );
}

import type { LabState } from '#shared/model/state';
import { EntryMark, lanesAt } from '../features/sequence/EntryMark.tsx';
import { SequenceBook } from '../features/sequence/sequence-book.ts';
import type { LabLog } from '../store/lab-log.ts';
import { roleStyle } from '../ui/roles.ts';
import '../features/sequence/sequence.css';

const WIDTH = 460;
const ROW = 26;
/** Room for the lanes' names. */
const HEAD = 44;
/** Rows that have their place on a page. */
const MOST = 16;
/** Rows before the scene that a packet may come from. */
const EARLIER = 4;

interface SlideSequenceProps {
  readonly log: LabLog;
  readonly state: LabState;
  /** Where the scene begins. */
  readonly from: number;
}

/** What happened in the scene up to its picture, between the programs, their kernels and the wire; the last rows of it. */
export function SlideSequence({ log, state, from }: SlideSequenceProps) {
  const programs = state.lab?.programs ?? [];
  const book = log.book(SequenceBook);
  const now = book.rowAt(state.seq);
  const first = Math.max(0, book.rowAt(from) + 1, now - MOST + 1);
  // A packet that was on its way when the scene began has its own beginning drawn, too.
  const shown = book.upTo(state.seq, first).filter(({ row }) => row >= first - EARLIER);
  const top = Math.min(first, ...shown.map(({ row }) => row));
  const rows = Math.max(1, now - top + 1);
  const lanes = lanesAt(WIDTH);
  const y = (row: number): number => HEAD + (row - top) * ROW + ROW * 0.8;
  const height = HEAD + rows * ROW + ROW / 2;
  const names = [
    ['application', lanes.leftApp, 'start'],
    ['kernel', lanes.leftKernel, 'middle'],
    ['wire', WIDTH / 2, 'middle'],
    ['kernel', lanes.rightKernel, 'middle'],
    ['application', lanes.rightApp, 'end'],
  ] as const;
  return (
    <svg
      className="slide-sequence"
      viewBox={`0 0 ${WIDTH} ${height}`}
      preserveAspectRatio="xMidYMin"
      role="img"
      aria-label="What happened, in order, time downwards"
    >
      {(['left', 'right'] as const).map((side) => (
        <text
          key={side}
          className="slide-who"
          x={side === 'left' ? lanes.leftApp : lanes.rightApp}
          y={16}
          fontSize={15}
          textAnchor={side === 'left' ? 'start' : 'end'}
          data-role-kind={roleStyle(book.rolesAt(side)[0] ?? null, programs).kind}
        >
          {book.rolesAt(side).join(', ')}
        </text>
      ))}
      {names.map(([name, x, textAnchor]) => (
        <text key={x} className="slide-lane" x={x} y={36} fontSize={13} textAnchor={textAnchor}>
          {name}
        </text>
      ))}
      {Object.entries(lanes).map(([name, x]) => (
        <line key={name} className="sequence-lane" x1={x} x2={x} y1={HEAD} y2={height} />
      ))}
      {shown.map((entry) => (
        <EntryMark
          key={entry.key}
          entry={entry}
          lanes={lanes}
          y={y}
          endRow={entry.endRow ?? now + 0.5}
          kind={roleStyle(entry.role, programs).kind}
          later={false}
          onSeek={nothing}
        />
      ))}
    </svg>
  );
}

const nothing = (): void => undefined;

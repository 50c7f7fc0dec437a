import { useLayoutEffect, useRef, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useLabCalmly } from '../../store/lab-context.ts';
import { roleStyle } from '../../ui/roles.ts';
import { EntryMark, lanesAt } from './EntryMark.tsx';
import { SequenceBook } from './sequence-book.ts';
import { SequenceHeads } from './SequenceHeads.tsx';
import './sequence.css';

const ROW = 26;
/** Below the middle of a row: clear of its own sign and of the next one's words. */
const NOW = 10.5;
/** Above the first row. */
const HEAD = 16;
/** Rows drawn beyond what is seen, so that a fast scroll shows no blank. */
const MARGIN = 12;

/**
 * Who did what in which order: applications at the sides, their kernels beside them, the wire between; time runs
 * downwards. Packets slant from where they were held to where they arrived, so that crossings are seen to cross. Only
 * what is in view is drawn. A press goes to that moment.
 */
export function SequencePanel() {
  const { book, seq, programs, seek } = useLabCalmly(
    useShallow((store) => ({
      book: store.log.book(SequenceBook),
      seq: store.view.seq,
      programs: store.head.lab?.programs,
      seek: store.seek,
      // The book grows in place: these tell when.
      head: store.head.seq,
      read: store.read,
    })),
  );
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600, width: 520 });
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight, width: element.clientWidth });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, []);
  const nowRow = book.rowAt(seq);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const y = HEAD + nowRow * ROW;
    if (y < element.scrollTop || y + 2 * ROW > element.scrollTop + element.clientHeight) {
      element.scrollTop = y - element.clientHeight * 0.7;
    }
  }, [nowRow]);
  const lanes = lanesAt(view.width);
  const height = HEAD + (book.rows + 1) * ROW;
  const first = Math.floor((view.top - HEAD) / ROW) - MARGIN;
  const last = Math.ceil((view.top + view.height) / ROW) + MARGIN;
  const shown = book.inRows(first, last);
  const y = (row: number): number => HEAD + row * ROW + ROW / 2;
  return (
    <div className="sequence">
      <SequenceHeads book={book} programs={programs ?? []} />
      <div className="sequence-body own-keys" ref={box} role="region" aria-label="Sequence diagram" tabIndex={0}>
        <svg width={view.width} height={height} role="group" aria-label="What happened, in order, time downwards">
          {Object.entries(lanes).map(([name, x]) => (
            <line key={name} className="sequence-lane" x1={x} x2={x} y1={0} y2={height} />
          ))}
          {shown.map((entry) => (
            <EntryMark
              key={entry.key}
              entry={entry}
              lanes={lanes}
              y={y}
              endRow={entry.endRow ?? Math.max(nowRow, entry.row) + 0.5}
              kind={roleStyle(entry.role, programs ?? []).kind}
              later={entry.seq > seq}
              onSeek={seek}
            />
          ))}
          <line className="sequence-now" x1={0} x2={view.width} y1={y(nowRow) + NOW} y2={y(nowRow) + NOW} />
        </svg>
      </div>
    </div>
  );
}
